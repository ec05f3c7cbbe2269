package import Foundation

/// Money or a quantity, exact: Decimal inside, never Double.
package struct Amount: Sendable, Hashable, Comparable {
    package let decimal: Decimal

    package init(_ decimal: Decimal) {
        self.decimal = decimal
    }

    package init(cents: Int) {
        decimal = Decimal(cents) / 100
    }

    /// Reads a JSON number's literal, `-1471.60` or `1.5e3`; nil when it is none or not finite.
    package init?(literal: String) {
        if let decimal = Amount.plain(literal.utf8) {
            self.decimal = decimal
            return
        }
        // Decimal(string:) reads the beginning of "1.2.3" and is content with it.
        guard Amount.isNumber(literal),
            let decimal = Decimal(string: literal, locale: Locale(identifier: "en_US_POSIX")), decimal.isFinite
        else { return nil }
        self.decimal = decimal
    }

    /// A JSON number's literal, exact and without needless zeros: `1471.6`.
    package var literal: String { decimal.description }

    /// Rounded half away from zero to hundredths; nil when it does not fit.
    package var cents: Int? {
        var scaled = decimal * 100
        var rounded = Decimal()
        NSDecimalRound(&rounded, &scaled, 0, .plain)
        let number = NSDecimalNumber(decimal: rounded)
        guard abs(number.doubleValue) < 9e15 else { return nil }
        return number.intValue
    }

    package static func < (left: Amount, right: Amount) -> Bool { left.decimal < right.decimal }
    package static func + (left: Amount, right: Amount) -> Amount { Amount(left.decimal + right.decimal) }
    package static func - (left: Amount, right: Amount) -> Amount { Amount(left.decimal - right.decimal) }
    package static func * (left: Amount, right: Amount) -> Amount { Amount(left.decimal * right.decimal) }
    package static prefix func - (amount: Amount) -> Amount { Amount(-amount.decimal) }

    /// What nearly every literal is, `1471.60`: at most 18 digits, no sign, no exponent. Decimal(string:locale:) costs
    /// twenty times as much, and lists read one of them a row.
    static func plain(_ literal: some Sequence<UInt8>) -> Decimal? {
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
        return Decimal(sign: .plus, exponent: exponent, significand: Decimal(number))
    }

    /// -?digits[.digits][e[+-]digits]
    private static func isNumber(_ literal: String) -> Bool {
        var rest = Substring(literal)
        func takeDigits() -> Bool {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        if rest.first == "-" { rest.removeFirst() }
        guard takeDigits() else { return false }
        if rest.first == "." {
            rest.removeFirst()
            guard takeDigits() else { return false }
        }
        if rest.first == "e" || rest.first == "E" {
            rest.removeFirst()
            if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
            guard takeDigits() else { return false }
        }
        return rest.isEmpty
    }
}
