import Foundation
import Invoices

/// A number as it is printed, before it is known which mark parts the decimals: `1.471,60`, `1,471.60`, `3 038,14`,
/// `42'987.56`, `2,30,339.00`, `(12.00)`, `5,00-`, `€ 12.50`, `19%`.
///
/// Header fields ask for `value(decimalMark:)` by the document's mark; line items try all `readings`.
struct PrintedNumber: Sendable {
    private let digits: DigitGroups
    private(set) var isNegative: Bool
    let isPercent: Bool
    /// ISO 4217 of the sign or code directly at the digits.
    let currency: String?
    /// Whether nothing stands at the digits but a sign, brackets around them, a currency or a percent sign: `12"`, `3)`
    /// and `7.` are not clean, nor is `6ft`, which may be a length.
    let isClean: Bool
    /// `.50`: in running text these may be decimals that were torn off the number before.
    let beginsWithMark: Bool
    /// The mark of `12,-`: the dash stands for two decimals.
    private let closingMark: DecimalMark?

    /// Nil for a word, a date, a time, a telephone number, a code: anything whose marks no number has.
    init?(_ text: String) {
        if let digits = DigitGroups(bare: text) {
            self.digits = digits
            (isNegative, isPercent, currency, isClean, beginsWithMark) = (false, false, nil, true, false)
            closingMark = nil
            return
        }
        guard let first = text.firstIndex(where: \.isPlainDigit), let last = text.lastIndex(where: \.isPlainDigit),
            let affixes = NumberAffixes(before: text[..<first], behind: text[text.index(after: last)...]),
            let digits = DigitGroups(text[first...last], behind: affixes.leadingMark),
            !affixes.isTiedToLetters || digits.certainMark != nil
        else { return nil }
        self.digits = digits
        (isNegative, isPercent) = (affixes.isNegative, affixes.isPercent)
        (currency, isClean) = (affixes.currency, affixes.isClean)
        beginsWithMark = affixes.leadingMark != nil
        closingMark = affixes.closingMark
    }

    var negated: PrintedNumber {
        var copy = self
        copy.isNegative.toggle()
        return copy
    }

    /// The mark that parts the decimals, where the digits alone say so.
    var certainMark: DecimalMark? { closingMark ?? digits.certainMark }

    /// A comma and a point both: no doubt is left.
    var hasBothMarks: Bool { digits.hasBothMarks }

    /// Digits behind the decimal mark.
    func decimals(decimalMark: DecimalMark) -> Int {
        closingMark == nil ? digits.decimals(decimalMark: decimalMark) : 2
    }

    /// Nil where the number has more decimals than an amount.
    func value(decimalMark: DecimalMark) -> Decimal? {
        digits.value(decimalMark: closingMark ?? decimalMark).map { isNegative ? -$0 : $0 }
    }

    /// Every way it may be meant, the likeliest first: `1.000` may be a thousand or one. Empty where it has more decimals
    /// than an amount.
    var readings: [Decimal] {
        guard let mark = doubtfulMark else {
            return [value(decimalMark: certainMark ?? .point)].compactMap { $0 }
        }
        return [value(decimalMark: mark.other), value(decimalMark: mark)].compactMap { $0 }
    }

    /// The one mark before three digits that may part decimals or thousands; nil where there is no doubt.
    var doubtfulMark: DecimalMark? { closingMark == nil ? digits.doubtfulMark : nil }

    /// Two decimals beyond doubt, or a currency at the digits.
    var looksLikeMoney: Bool {
        !isPercent && (currency != nil || certainMark.map { decimals(decimalMark: $0) == 2 } == true)
    }
}

extension PrintedNumber {
    /// Words that one number may be spread over: groups of three digits, a sign, a currency. A row may have thousands.
    static let mostWords = 8

    /// Whether the next word goes on with the digits of `text`: three digits behind up to three, or decimals torn off,
    /// `3 038,14`, `31480 ,00`, `12, 50`, `(1 551,00):`. How far apart they stand is not asked here.
    static func goesOn(_ text: String, with next: String) -> Bool {
        let tail = text.reversed().prefix(while: \.isPlainDigit).count
        let isWhole = !text.contains { $0 == "," || $0 == "." }
        if next.first == "," || next.first == "." {
            return isWhole && tail > 0 && next.dropFirst().prefix(while: \.isPlainDigit).count == 2
        }
        if text.hasSuffix(",") || text.hasSuffix(".") { return next.count == 2 && next.allSatisfy(\.isPlainDigit) }
        return isWhole && (1...3).contains(tail) && next.prefix(while: \.isPlainDigit).count == 3
            && next.dropFirst(3).allSatisfy { $0.isPlainDigit || ",.€$£%-):;".contains($0) }
    }
}
