import Foundation

/// A JSON number as it is written, `-?digits[.digits][e[+-]digits]`.
struct AmountLiteral {
    /// Nil for a number that no amount holds: with too many digits, or an exponent beyond the bounds.
    let decimal: Decimal?

    /// Nil for what is no number.
    init?(_ literal: String) {
        var rest = Substring(literal).utf8
        let isNegative = Self.take("-", from: &rest)
        let whole = Self.takeDigits(from: &rest)
        var fraction: [UInt8] = []
        guard !whole.isEmpty else { return nil }
        if Self.take(".", from: &rest) {
            fraction = Self.takeDigits(from: &rest)
            guard !fraction.isEmpty else { return nil }
        }
        guard let shift = Self.takeExponent(from: &rest), rest.isEmpty else { return nil }
        let held = Self.decimal(Array((whole + fraction).drop { $0 == 0x30 }), shift - fraction.count)
        decimal = isNegative ? held.map { -$0 } : held
    }

    /// Zeros behind the point are not counted as digits.
    private static func decimal(_ written: [UInt8], _ exponent: Int) -> Decimal? {
        guard !written.isEmpty else { return 0 }
        var (digits, exponent) = (written, exponent)
        while exponent < 0, digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        guard digits.count <= AmountBounds.digits, AmountBounds.exponents.contains(exponent),
            let significand = Decimal(string: String(decoding: digits, as: UTF8.self), locale: nil)
        else { return nil }
        return Decimal(sign: .plus, exponent: exponent, significand: significand)
    }

    /// 0 where none is written; nil for one that is malformed. Beyond a billion one exponent is as bad as another.
    private static func takeExponent(from rest: inout Substring.UTF8View) -> Int? {
        guard take("e", from: &rest) || take("E", from: &rest) else { return 0 }
        let isNegative = take("-", from: &rest)
        if !isNegative { _ = take("+", from: &rest) }
        let digits = takeDigits(from: &rest)
        guard !digits.isEmpty else { return nil }
        let exponent = min(Int(String(decoding: digits, as: UTF8.self)) ?? 1 << 30, 1 << 30)
        return isNegative ? -exponent : exponent
    }

    private static func take(_ mark: Unicode.Scalar, from rest: inout Substring.UTF8View) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest.removeFirst()
        return true
    }

    private static func takeDigits(from rest: inout Substring.UTF8View) -> [UInt8] {
        let digits = Array(rest.prefix { (0x30...0x39).contains($0) })
        rest.removeFirst(digits.count)
        return digits
    }
}
