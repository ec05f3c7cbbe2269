import Foundation
import Invoices

/// A printed number of a table with every way it may be meant; arithmetic chooses between them.
struct Figure: Sendable {
    /// As printed, with its currency or percent sign.
    var text: String
    /// At least one, the likeliest first: `1.000` may be a thousand or one.
    var readings: [Decimal]
    var isPercent: Bool
    /// Two decimals or a currency: looks like money.
    var isMoney: Bool
    var box: Box
    /// The lowest of its words.
    var confidence: Double

    var value: Decimal { readings[0] }

    /// The words from `start` that make up one figure: `€ 1 471,60`, `-5,00 EUR`, `20.00%`; nil when none begins there.
    static func read(_ words: ArraySlice<Word>, gap: Gap) -> (figure: Figure, count: Int)? {
        guard let first = words.first else { return nil }
        var used: [Word] = [first]
        var digits = NumberLexer.isNumber(first.text)
        guard digits || NumberLexer.isSign(first.text) else { return nil }
        for word in words.dropFirst() {
            guard let last = used.last else { break }
            let space = gap.between(last.box, word.box)
            guard space < gap.cell, space > -gap.word else { break }
            let isGroup = digits && space < gap.word && NumberLexer.isGroup(word.text, after: last.text)
            let isTail = digits && NumberLexer.isSign(word.text)
            let isBody = !digits && NumberLexer.isNumber(word.text)
            guard isGroup || isTail || isBody else { break }
            used.append(word)
            digits = digits || isBody
            if isTail { break }
        }
        guard digits, let figure = Figure(used) else { return nil }
        return (figure, used.count)
    }

    private init?(_ words: [Word]) {
        text = words.map(\.text).joined(separator: " ")
        guard let number = NumberLexer.parse(text) else { return nil }
        readings = number.readings
        isPercent = number.isPercent
        isMoney = number.isMoney
        box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
        confidence = words.map(\.confidence).min() ?? 1
    }

    /// Puts readings with that decimal separator first.
    mutating func prefer(decimalSeparator: Character) {
        guard readings.count == 2, let mark = text.last(where: { $0 == "." || $0 == "," }) else { return }
        // The first reading takes a lone mark before three digits for the thousands'.
        if mark == decimalSeparator { readings.swapAt(0, 1) }
    }
}
