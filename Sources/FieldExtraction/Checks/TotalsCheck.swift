import Invoices

/// Checks the sums: net and tax make the total, lines make the net, quantity and price make the line.
struct TotalsCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        // An e-invoice is judged by the rules of EN 16931, which know its allowances, charges and rounding.
        // Once a person has corrected an amount of it, those rules speak of other figures.
        let isCorrected = extraction.fields.contains { $0.source == .correction && $0.value.amount != nil }
        guard isCorrected || extraction["invoice.amounts.total"]?.source != .einvoice else { return [] }
        return header(extraction.invoice) + lines(extraction) + taxes(extraction)
    }

    private func header(_ invoice: Invoice) -> [Finding] {
        guard let net = invoice.subtotal, let tax = invoice.tax, let total = invoice.total else { return [] }
        guard !isNear(net + tax, total, within: 2) else { return [] }
        let message = "Net \(text(net)) plus tax \(text(tax)) is \(text(net + tax)), but the total is \(text(total))."
        return [Finding(field: "invoice.amounts.total", severity: .error, message: message)]
    }

    private func lines(_ extraction: Extraction) -> [Finding] {
        let invoice = extraction.invoice
        let amounts = invoice.lineItems.compactMap(\.amount)
        var findings = invoice.lineItems.enumerated().compactMap { index, item in line(item, index: index) }
        guard amounts.count == invoice.lineItems.count, amounts.count > 0 else { return findings }
        let sum = amounts.reduce(Amount(0)) { $0 + $1 }
        let allowances = extraction["invoice.amounts.allowances"]?.value.amount ?? Amount(0)
        let charges = extraction["invoice.amounts.charges"]?.value.amount ?? Amount(0)
        // Allowances and charges have no sign: they make a credit note's lines, which may be negative, smaller too.
        let change = charges - allowances
        let changed = sum < Amount(0) ? sum - change : sum + change
        let wanted = [invoice.subtotal, invoice.total].compactMap { $0 }
        let fits = wanted.contains {
            isNear(sum, $0, within: 2 + amounts.count) || isNear(changed, $0, within: 2 + amounts.count)
        }
        if let said = wanted.first, !fits {
            let name = invoice.subtotal == nil ? "total" : "subtotal"
            let message = "The line items add up to \(text(sum)), but the \(name) is \(text(said))."
            findings.append(Finding(field: "invoice.amounts.\(name)", severity: .warning, message: message))
        }
        return findings
    }

    private func line(_ item: Invoice.LineItem, index: Int) -> Finding? {
        guard let quantity = item.quantity, let price = item.unitPrice, let amount = item.amount else { return nil }
        let product = quantity * price
        // Prices are rounded before they are multiplied: a cent for each hundred pieces.
        let pieces = (quantity.magnitude.cents ?? 0) / 100
        guard !isNear(product, amount, within: 2 + pieces / 2) else { return nil }
        let message =
            "\(text(quantity)) × \(text(price)) is \(text(product)), but the line's amount is \(text(amount))."
        return Finding(field: "lineItems[\(index)].amount", severity: .info, message: message)
    }

    private func taxes(_ extraction: Extraction) -> [Finding] {
        var findings: [Finding] = []
        var index = 0
        // One search of all fields for each of thousands of rates would take minutes.
        let amounts = Dictionary(
            extraction.fields.lazy.filter { $0.name.hasPrefix("invoice.taxLines[") }.map { ($0.name, $0.value.amount) },
            uniquingKeysWith: { first, _ in first })
        func amount(_ name: String) -> Amount? { amounts["invoice.taxLines[\(index)].\(name)"] ?? nil }
        while let rate = amount("rate") {
            if let net = amount("net"), let tax = amount("tax") {
                let expected = net * rate * Amount(cents: 1)
                if !isNear(expected, tax, within: 3) {
                    let message =
                        "\(text(rate)) % of \(text(net)) is \(text(expected)), but the invoice's tax is \(text(tax))."
                    findings.append(
                        Finding(field: "invoice.taxLines[\(index)].tax", severity: .warning, message: message))
                }
            }
            index += 1
        }
        return findings
    }

    private func isNear(_ one: Amount, _ other: Amount, within cents: Int) -> Bool {
        guard let a = one.cents, let b = other.cents else { return false }
        return abs(a - b) <= cents
    }

    /// Two decimals, as people write money.
    private func text(_ amount: Amount) -> String {
        guard let cents = amount.cents else { return amount.literal }
        let sign = cents < 0 ? "-" : ""
        let rest = String(abs(cents) % 100)
        return "\(sign)\(abs(cents) / 100).\(rest.count == 1 ? "0" + rest : rest)"
    }
}
