import Invoices

/// One rate of tax with what it was reckoned on.
struct TaxLine: Sendable {
    /// Per cent.
    let rate: Amount
    let net: Candidate<Amount>?
    let tax: Candidate<Amount>?
}
