import Invoices

/// A number as it is printed, with the currency or sign beside it.
struct PrintedAmount: Sendable {
    let value: Amount
    /// Decimals as printed.
    let decimals: Int
    /// ISO 4217 of a sign or code beside it.
    let currency: String?
    let isPercent: Bool
    let tokens: Range<Int>
    let row: Int
    let segment: Int
    let left: Double
    let right: Double
    /// Set in brackets: behind a rate it is what the tax was reckoned on.
    let isBracketed: Bool

    /// Two decimals, or a currency beside it.
    var looksLikeMoney: Bool { !isPercent && (decimals == 2 || currency != nil) }
}
