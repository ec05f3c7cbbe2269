import Invoices

/// One rate of tax with what it was reckoned on.
struct TaxLine: Sendable {
    /// Per cent.
    let rate: Candidate<Amount>
    var net: Candidate<Amount>?
    var tax: Candidate<Amount>?
    /// Net and tax together, where they are printed.
    var gross: Candidate<Amount>?
}
