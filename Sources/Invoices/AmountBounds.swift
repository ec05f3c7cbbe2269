import Foundation

/// What an amount can hold (docs/contract.md section 8).
enum AmountBounds {
    static let digits = 30
    static let exponents = -12...20

    /// The first number with more digits than may be written without an exponent.
    static let tooManyDigits = power(of: digits)
    /// Hundredths of less fit an Int, also the sum of two.
    static let tooManyCents = power(of: 13) * 9
    static let greatest = Decimal(
        sign: .plus, exponent: exponents.upperBound, significand: power(of: digits) - 1)

    /// The nearest number within the bounds; 0 for what is no number.
    static func held(_ decimal: Decimal) -> Decimal {
        guard decimal.isFinite, !decimal.isZero else { return 0 }
        let size = decimal.magnitude
        // As good as all.
        if decimal.exponent >= exponents.lowerBound, size < short { return decimal }
        guard size < greatest else { return decimal.isSignMinus ? -greatest : greatest }
        let significand = size.significand
        let cut = max(length(of: significand) - digits, exponents.lowerBound - decimal.exponent, 0)
        guard cut > 0 else { return decimal }
        guard cut <= length(of: significand) else { return 0 }
        let kept = rounded(Decimal(sign: .plus, exponent: -cut, significand: significand))
        guard !kept.isZero else { return 0 }
        return Decimal(sign: decimal.sign, exponent: decimal.exponent + cut, significand: kept)
    }

    /// Below it a number with at most twelve decimals has no more than 30 digits.
    private static let short = power(of: digits + exponents.lowerBound)

    private static func rounded(_ decimal: Decimal) -> Decimal {
        var (rounded, exact) = (Decimal(), decimal)
        NSDecimalRound(&rounded, &exact, 0, .plain)
        return rounded
    }

    /// Digits of a whole number; Decimal has at most 39.
    private static func length(of whole: Decimal) -> Int {
        powers.firstIndex { whole < $0 } ?? powers.count
    }

    private static let powers = (0..<39).map(power)

    private static func power(of exponent: Int) -> Decimal {
        Decimal(sign: .plus, exponent: exponent, significand: 1)
    }
}
