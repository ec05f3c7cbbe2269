import Invoices

/// Whether the lines' prices include the tax: told by the sum that they make.
struct TaxInclusion {
    let items: [Field]
    let subtotal: Field?
    let tax: Field?
    let total: Field?

    /// Nil where the lines make neither sum, or where net and total are the same.
    var field: Field? {
        let amounts = items.filter { $0.name.hasSuffix("].amount") }.compactMap(\.value.amount)
        guard !amounts.isEmpty, let total, let gross = total.value.amount, let net = net(of: gross),
            !net.isSameCent(as: gross)
        else { return nil }
        let sum = amounts.reduce(Amount(0)) { $0 + $1 }
        if sum.isSameCent(as: gross) { return flag(true, of: total) }
        return sum.isSameCent(as: net) ? flag(false, of: subtotal ?? total) : nil
    }

    private func net(of gross: Amount) -> Amount? {
        subtotal?.value.amount ?? tax?.value.amount.map { gross - $0 }
    }

    /// It stands where the sum does.
    private func flag(_ value: Bool, of sum: Field) -> Field {
        Field(
            name: "invoice.amountsIncludeTax", value: .flag(value), rawText: sum.rawText, confidence: sum.confidence,
            page: sum.page, box: sum.box, source: sum.source, method: .arithmetic)
    }
}
