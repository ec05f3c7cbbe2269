package import Foundation

/// Money or a quantity, exact: Decimal inside, never Double.
///
/// It holds numbers of at most 30 digits between 10⁻¹² and 10⁵⁰, of either sign, and nothing else: Foundation's product
/// ends the process where its exponent falls below −128, and its quotient is then no number.
package struct Amount: Sendable, Hashable, Comparable {
    package let decimal: Decimal

    /// Rounded to 30 digits and twelve decimals; what is greater than the greatest amount becomes the greatest, and what
    /// is no number becomes 0.
    package init(_ decimal: Decimal) {
        self.decimal = AmountBounds.held(decimal)
    }

    package init(cents: Int) {
        decimal = Decimal(cents) / 100
    }

    /// Reads a JSON number's literal, `-1471.60` or `1.5e3`; nil when it is none, has more than 30 digits, or an exponent
    /// that is not from −12 to 20.
    package init?(literal: String) {
        guard let decimal = Amount.plain(literal.utf8) ?? AmountLiteral(literal)?.decimal else { return nil }
        self.decimal = decimal
    }

    /// The amount that is nearest to a JSON number's literal; nil when it is none. For results that are older than the
    /// bounds of amounts.
    package init?(nearest literal: String) {
        guard let number = AmountLiteral(literal) else { return nil }
        self.init(number.decimal ?? Decimal(string: literal, locale: Locale(identifier: "en_US_POSIX")) ?? 0)
    }

    /// Whether it is a JSON number's literal, though one that no amount holds.
    package static func isBeyond(literal: String) -> Bool {
        AmountLiteral(literal).map { $0.decimal == nil } ?? false
    }

    /// The greatest, 999999999999999999999999999999 × 10²⁰.
    package static let greatest = Amount(AmountBounds.greatest)

    /// A JSON number's literal, exact and without needless zeros: `1471.6`. It can be read again: from 10³⁰ on, where a
    /// plain number would have too many digits, it has an exponent.
    package var literal: String {
        guard decimal.magnitude >= AmountBounds.tooManyDigits else { return decimal.description }
        let digits = Decimal(
            sign: decimal.sign, exponent: -AmountBounds.exponents.upperBound, significand: decimal.magnitude)
        return "\(digits)e\(AmountBounds.exponents.upperBound)"
    }

    /// Rounded half away from zero to hundredths; nil when it does not fit.
    package var cents: Int? {
        guard decimal.magnitude < AmountBounds.tooManyCents else { return nil }
        var scaled = decimal * 100
        var rounded = Decimal()
        NSDecimalRound(&rounded, &scaled, 0, .plain)
        return NSDecimalNumber(decimal: rounded).intValue
    }

    package var magnitude: Amount { Amount(decimal.magnitude) }

    /// Nil where the divisor is 0.
    package func divided(by divisor: Amount) -> Amount? {
        divisor.decimal.isZero ? nil : Amount(decimal / divisor.decimal)
    }

    package static func < (left: Amount, right: Amount) -> Bool { left.decimal < right.decimal }
    package static func + (left: Amount, right: Amount) -> Amount { Amount(left.decimal + right.decimal) }
    package static func - (left: Amount, right: Amount) -> Amount { Amount(left.decimal - right.decimal) }
    package static func * (left: Amount, right: Amount) -> Amount { Amount(left.decimal * right.decimal) }
    package static prefix func - (amount: Amount) -> Amount { Amount(-amount.decimal) }

    /// What nearly every literal is, `1471.60`: at most 18 digits, no sign, no exponent, at most twelve decimals.
    /// Decimal(string:locale:) costs twenty times as much, and lists read one of them a row.
    package static func plain(_ literal: some Sequence<UInt8>) -> Decimal? {
        var (number, digits, places) = (UInt64(0), 0, nil as Int?)
        for byte in literal {
            switch byte {
            case 0x30...0x39:
                number = number * 10 + UInt64(byte - 0x30)
                digits += 1
                places = places.map { $0 + 1 }
            case UInt8(ascii: ".") where digits > 0 && places == nil: places = 0
            default: return nil
            }
            if digits > 18 { return nil }
        }
        guard digits > 0, places != 0 else { return nil }
        var exponent = -(places ?? 0)
        while exponent < 0, number % 10 == 0 {
            number /= 10
            exponent += 1
        }
        guard exponent >= AmountBounds.exponents.lowerBound else { return nil }
        return Decimal(sign: .plus, exponent: exponent, significand: Decimal(number))
    }
}
