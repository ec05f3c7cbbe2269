import Invoices

/// A part of an invoice's total that has one tax rate.
struct DATEVTaxLine: Equatable {
    /// With the tax, with the document's own sign.
    let cents: Int
    /// A name of the settings' `taxKeys`: a rate in percent such as `19`, or a VAT category's code.
    let tax: String

    /// The parts of the document, whose sum is its total; with what keeps it from being parted.
    static func lines(
        of document: DATEVDocument, total: Int, _ settings: DATEVSettings
    ) throws(DATEVFault) -> [DATEVTaxLine] {
        let invoice = document.extraction.invoice
        let rows = invoice.rows(of: InvoiceField.taxLines)
        guard !rows.isEmpty else {
            guard let tax = rate(invoice.subtotal, invoice.tax, nil, settings) else { throw .noTax }
            return [DATEVTaxLine(cents: total, tax: tax)]
        }
        var lines: [DATEVTaxLine] = []
        for row in rows {
            let (net, tax) = (amount(row, "net"), amount(row, "tax"))
            guard let name = name(row, net, tax, settings) else { throw .noTax }
            guard let cents = gross(row, net, tax, isUntaxed: name.isUntaxed)?.cents ?? (rows.count == 1 ? total : nil)
            else { throw .noGross }
            lines.append(DATEVTaxLine(cents: cents, tax: name.text))
        }
        return try settled(lines, total)
    }

    /// What rounding leaves over goes to the largest part: the creditor is owed the printed total.
    private static func settled(_ lines: [DATEVTaxLine], _ total: Int) throws(DATEVFault) -> [DATEVTaxLine] {
        let rest = total - lines.reduce(0) { $0 + $1.cents }
        guard abs(rest) <= rounding * lines.count else { throw .totalsDiffer }
        var lines = lines
        guard let largest = lines.indices.max(by: { abs(lines[$0].cents) < abs(lines[$1].cents) }) else { return [] }
        lines[largest] = DATEVTaxLine(cents: lines[largest].cents + rest, tax: lines[largest].tax)
        return lines
    }

    /// Hundredths that a line may be off by.
    private static let rounding = 2

    private static func amount(_ row: Invoice.Row, _ column: String) -> Amount? {
        InvoiceField.taxLines[column: column].flatMap { row[$0]?.amount }
    }

    private static func gross(_ row: Invoice.Row, _ net: Amount?, _ tax: Amount?, isUntaxed: Bool) -> Amount? {
        if let gross = amount(row, "gross") { return gross }
        guard let net else { return nil }
        return isUntaxed ? net : tax.map { net + $0 }
    }

    // MARK: The tax

    /// A category that has rules of its own names the tax, if the settings have a key for it or the buyer owes the tax;
    /// else the rate does.
    private static func name(
        _ row: Invoice.Row, _ net: Amount?, _ tax: Amount?, _ settings: DATEVSettings
    ) -> (text: String, isUntaxed: Bool)? {
        let category = InvoiceField.taxLines[column: "category"].flatMap { row[$0]?.text }
        if let category, DATEVSettings.categories.contains(category) {
            let isOwn = settings.taxKeys[category] != nil || buyerOwes.contains(category)
            return (isOwn ? category : "0", true)
        }
        guard let rate = rate(net, tax, amount(row, "rate"), settings) else { return nil }
        return (rate, rate == "0")
    }

    /// Reverse charge and intra-community supply: no key of a rate is right for them.
    private static let buyerOwes: Set<String> = ["AE", "K"]

    /// The printed rate, or the one of the settings that alone fits the amounts.
    private static func rate(
        _ net: Amount?, _ tax: Amount?, _ printed: Amount?, _ settings: DATEVSettings
    ) -> String? {
        if let printed { return printed.literal }
        guard let tax else { return nil }
        if tax == Amount(0) { return "0" }
        guard let net else { return nil }
        let fitting = settings.taxKeys.keys.compactMap { Amount(literal: $0) }.filter { rate in
            (net * rate * Amount(cents: 1) - tax).magnitude <= Amount(cents: 1)
        }
        return fitting.count == 1 ? fitting[0].literal : nil
    }
}

/// Why an invoice cannot be parted by tax.
enum DATEVFault: Error {
    case noTax, noGross, totalsDiffer
}
