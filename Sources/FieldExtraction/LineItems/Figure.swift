import Foundation
import Invoices

/// A printed number of a table with every way it may be meant; arithmetic chooses between them.
struct Figure: Sendable {
    /// As printed, with its currency or percent sign.
    var text: String
    /// At least one, the likeliest first: `1.000` may be a thousand or one.
    var readings: [Decimal]
    var isPercent: Bool
    var isMoney: Bool
    /// What parts its decimals, where that is beyond doubt.
    let decimalMark: DecimalMark?
    /// The mark of which two readings tell: the first takes it for the thousands'.
    private let doubtfulMark: DecimalMark?
    var box: Box
    /// The lowest of its words.
    var confidence: Double

    var value: Decimal { readings[0] }

    /// The words from `start` that make up one figure: `€ 1 471,60`, `-5,00 EUR`, `20.00%`; nil when none begins there.
    static func read(_ words: ArraySlice<Token>, gap: Gap) -> (figure: Figure, count: Int)? {
        guard let first = words.first else { return nil }
        var used: [Token] = [first]
        var digits = isNumber(first.text)
        guard digits || isSign(first) else { return nil }
        for word in words.dropFirst().prefix(PrintedNumber.mostWords - 1) {
            guard let last = used.last else { break }
            let space = gap.between(last.box, word.box)
            guard space < gap.cell, space > -gap.word else { break }
            let isGroup = digits && space < gap.word && PrintedNumber.goesOn(last.text, with: word.text)
            let isTail = digits && isSign(word)
            let isBody = !digits && isNumber(word.text)
            guard isGroup || isTail || isBody else { break }
            used.append(word)
            digits = digits || isBody
            if isTail { break }
        }
        guard digits, let figure = Figure(used) else { return nil }
        return (figure, used.count)
    }

    /// One word that is a number and nothing else, maybe with its currency: `1.471,60`, `€99.00`, `-5,00`, `(12.00)`, `19%`.
    static func isNumber(_ text: String) -> Bool { text.hasPlainDigit && PrintedNumber(text)?.isClean == true }

    /// A currency, a percent sign or a minus that stands apart from its number, `-€`.
    static func isSign(_ word: Token) -> Bool {
        // Folding makes one dash of all.
        let currency = word.folded.hasPrefix("-") ? String(word.folded.dropFirst()) : word.folded
        return word.folded == "%" || word.folded == "-" || CreditMark.isMark(word.text)
            || CurrencySign.code(currency) != nil && !CurrencySign.isUnit(currency)
    }

    private init?(_ words: [Token]) {
        text = words.map(\.text).joined(separator: " ")
        guard let number = PrintedNumber(text), number.isClean, !number.readings.isEmpty else { return nil }
        readings = number.readings
        isPercent = number.isPercent
        isMoney = number.looksLikeMoney
        decimalMark = number.certainMark
        doubtfulMark = number.doubtfulMark
        box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
        confidence = words.map(\.confidence).min() ?? 1
    }

    /// Puts the reading first whose last mark parts decimals.
    mutating func preferDecimals() {
        if let doubtfulMark { prefer(doubtfulMark) }
    }

    /// Puts readings with that decimal mark first.
    mutating func prefer(_ mark: DecimalMark) {
        if readings.count == 2, doubtfulMark == mark { readings.swapAt(0, 1) }
    }
}
