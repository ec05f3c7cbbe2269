import Invoices

/// Checks each tax against its rate and the net amount that it was reckoned on (BR-CO-17).
struct TaxRatesCheck {
    private let sums: InvoiceSums

    init(_ sums: InvoiceSums) { self.sums = sums }

    var findings: [Finding] {
        sums.taxLines.compactMap { line in
            guard let rate = line.rate, let net = line.net, let tax = line.tax else { return nil }
            let expected = net * rate * Amount(cents: 1)
            guard !expected.isNear(tax, within: slack) else { return nil }
            let message =
                "\(rate.literal) % of \(net.asMoney) is \(expected.asMoney), but the invoice's tax is \(tax.asMoney)."
            return Finding(
                field: "invoice.taxLines[\(line.index)].tax", severity: .warning, message: message, code: .taxRate)
        }
    }

    /// In hundredths. A tax that was reckoned line by line is off by some of them; one in a currency without hundredths is
    /// rounded to whole units.
    private var slack: Int {
        let isWhole = sums.currency.map(Self.withoutHundredths.contains) == true
        return isWhole ? 100 : max(2, sums.lineItems.count / 2 + 1)
    }

    /// ISO 4217: no minor unit, or none in use.
    private static let withoutHundredths: Set<String> = ["CLP", "HUF", "ISK", "JPY", "KRW", "PYG", "UGX", "VND"]
}
