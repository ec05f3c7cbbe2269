import Invoices

/// What is said of the currency by the signs beside the amounts and by the supplier's country.
enum CurrencyFeatures {
    static func values(
        _ code: String, _ tokens: Range<Int>, _ analysis: DocumentAnalysis, total: Candidate<Amount>?,
        _ agreement: FieldCheck?
    ) -> [Feature: Double] {
        let printed = Set(analysis.amounts.compactMap { $0.isPercent ? nil : $0.currency })
        let atTotal = total.flatMap { total in analysis.amounts.first { $0.tokens.overlaps(total.tokens) } }?.currency
        let text = analysis.layout.text(tokens)
        return [
            .currencies: Double(min(printed.count, 3)), .currencyAtTotal: atTotal == nil ? 0 : 1,
            .ambiguousSign: !text.contains(code) && sharedCodes.contains(code) ? 1 : 0,
            .currencyAgrees: agreement?.passed == true ? 1 : 0, .currencyDiffers: agreement?.passed == false ? 1 : 0,
        ]
    }

    /// Currencies that share their sign, `$`, `kr`, `¥` or `£`, with others.
    private static let sharedCodes: Set<String> = [
        "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "SEK", "NOK", "DKK", "ISK", "GBP", "JPY", "CNY",
    ]
}
