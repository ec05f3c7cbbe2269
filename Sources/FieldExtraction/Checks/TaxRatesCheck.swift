import Invoices

/// Checks each tax against its rate and the net amount that it was reckoned on (BR-CO-17).
struct TaxRatesCheck {
    private let sums: InvoiceSums

    init(_ sums: InvoiceSums) { self.sums = sums }

    var findings: [Finding] {
        sums.taxLines.compactMap { line in
            guard let rate = line.rate, let net = line.net, let tax = line.tax else { return nil }
            let expected = net * rate * Amount(cents: 1)
            guard !expected.isNear(tax, within: slack(of: rate)) else { return nil }
            let message =
                "\(rate.literal) % of \(net.asMoney) is \(expected.asMoney), but the invoice's tax is \(tax.asMoney)."
            return Finding(
                field: "invoice.taxLines[\(line.index)].tax", severity: .warning, message: message, code: .taxRate)
        }
    }

    /// In hundredths. A tax that was reckoned line by line is off by some of them; one in a currency without hundredths is
    /// rounded to whole units.
    private func slack(of rate: Amount) -> Int {
        let isWhole = sums.currency.map(Self.withoutHundredths.contains) == true
        return isWhole ? 100 : max(2, itemCount(of: rate) / 2 + 1)
    }

    /// Lines that may have this rate: those that say so, and those that say none.
    private func itemCount(of rate: Amount) -> Int {
        let column = InvoiceField.lineItems[column: "taxRate"]
        return sums.lineItems.count { item in column.flatMap { item[$0]?.amount }.map { $0 == rate } ?? true }
    }

    /// ISO 4217: no minor unit, or none in use.
    private static let withoutHundredths: Set<String> = ["CLP", "HUF", "ISK", "JPY", "KRW", "PYG", "UGX", "VND"]
}
