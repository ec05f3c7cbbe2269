import Foundation
import Invoices

/// A row as tills print them: a name, an amount with the letter of its tax, `2 x 14.90`, or any of these alone.
struct ReceiptRow {
    let row: TableRow
    /// Words before the figures.
    let name: [TableRow.Cell]
    let amount: TableRow.Cell?
    let times: (quantity: TableRow.Cell, price: TableRow.Cell)?
    /// The letter of the tax behind the amount; nil where none is printed.
    let taxLetter: String?

    init(_ row: TableRow) {
        self.row = row
        var words = row.words
        var marks: [Token] = []
        while let last = words.last, Self.isMark(last) { marks.append(words.removeLast()) }
        let times = Self.times(in: words)
        let behind = times.map { words[$0.range.upperBound...] } ?? words[...]
        let amount = Self.amount(behind) ?? Self.column(of: row, behind: behind)
        let edge = [times?.quantity.box.x, amount?.box.x].compactMap { $0 }.min() ?? .infinity
        name = row.texts.compactMap { Self.part(of: $0, before: edge) }.filter {
            $0.text.count(where: \.isFastLetter) > 2
        }
        self.amount = amount
        let letters = marks.map(\.text) + [words.last?.text.rateLetters ?? ""]
        taxLetter = letters.first { $0.count == 1 && $0.allSatisfy(\.isFastLetter) }
        self.times = times.map { ($0.quantity, $0.price) }
    }

    /// Without the quantity that stands in one cell with the name: `Coffee 2 x`.
    private static func part(of cell: TableRow.Cell, before edge: Double) -> TableRow.Cell? {
        let words = cell.words.prefix { $0.box.x < edge }
        guard let first = words.first else { return nil }
        guard words.count < cell.words.count else { return cell }
        return TableRow.Cell(
            text: words.map(\.text).joined(separator: " "),
            box: words.dropFirst().reduce(first.box) { $0.union($1.box) }, figure: nil, words: Array(words))
    }

    /// A name in a row of its own, with its numbers; empty without words.
    var whole: [TableRow.Cell] { name.isEmpty ? [] : row.cells }

    /// The letter of a rate or a star behind the amount.
    private static func isMark(_ word: Token) -> Bool {
        word.text.count <= 2 && word.text.allSatisfy { $0.isFastLetter || $0 == "*" } && !Figure.isSign(word)
    }

    /// The last word, if it is money: `69.98`, `14,90B`, `$3.50`.
    private static func amount(_ words: ArraySlice<Token>) -> TableRow.Cell? {
        guard let last = words.last else { return nil }
        return figure(last, text: last.text, isMoney: true)
            ?? figure(last, text: last.text.withoutRate, isMoney: true)
    }

    /// The last figure: money, or a number where a table's amounts stand.
    private static func column(of row: TableRow, behind words: ArraySlice<Token>) -> TableRow.Cell? {
        guard let last = row.figures.last(where: { $0.figure?.isPercent == false }),
            last.figure?.isMoney == true || last.box.maxX > 0.6, words.contains(where: { $0.box.x == last.box.x })
        else { return nil }
        return last
    }

    /// `2 x 14.90`, `2 @ 34.99`, `2 st à 79,00`, `1 x14,90`, `3x2.50`
    private static func times(
        in words: [Token]
    ) -> (quantity: TableRow.Cell, price: TableRow.Cell, range: Range<Int>)? {
        for sign in words.indices {
            guard let mark = words[sign].text.firstIndex(where: { "xX×*@àáaA".contains($0) }) else { continue }
            let before = String(words[sign].text[..<mark])
            let after = String(words[sign].text[words[sign].text.index(after: mark)...])
            guard let (price, end) = price(words, sign, after), let (quantity, start) = quantity(words, sign, before)
            else { continue }
            return (quantity, price, start..<end)
        }
        return nil
    }

    private static func price(_ words: [Token], _ sign: Int, _ after: String) -> (TableRow.Cell, Int)? {
        if !after.isEmpty { return figure(words[sign], text: after, isMoney: true).map { ($0, sign + 1) } }
        guard sign + 1 < words.count else { return nil }
        return figure(words[sign + 1], text: words[sign + 1].text, isMoney: true).map { ($0, sign + 2) }
    }

    /// The number before the sign, a unit between them.
    private static func quantity(_ words: [Token], _ sign: Int, _ before: String) -> (TableRow.Cell, Int)? {
        if !before.isEmpty { return figure(words[sign], text: before, isMoney: false).map { ($0, sign) } }
        for place in [sign - 1, sign - 2] where place >= 0 {
            if let cell = figure(words[place], text: words[place].text, isMoney: false) { return (cell, place) }
            guard words[place].text.count <= 4 else { return nil }
        }
        return nil
    }

    private static func figure(_ word: Token, text: String, isMoney: Bool) -> TableRow.Cell? {
        guard !text.isEmpty else { return nil }
        guard let (figure, _) = Figure.read([word.holding(text)], gap: Gap(word: 0, cell: 0, aspect: 1)),
            !figure.isPercent,
            !isMoney || figure.isMoney
        else { return nil }
        return TableRow.Cell(text: word.text, box: word.box, figure: figure, words: [word])
    }
}

extension String {
    /// Without one or two capitals at the end: `14,90B`.
    fileprivate var withoutRate: String { rateLetters.isEmpty ? "" : String(dropLast(rateLetters.count)) }

    /// The capitals behind the digits: the `B` of `14,90B`.
    fileprivate var rateLetters: String {
        let letters = reversed().prefix(2).prefix { $0.isFastUppercase || $0 == "*" }.count
        return dropLast(letters).last?.isFastNumber == true ? String(suffix(letters)) : ""
    }
}
