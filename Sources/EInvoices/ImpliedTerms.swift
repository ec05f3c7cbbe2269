import Invoices

/// What an invoice leaves unsaid because another term of it says the same.
enum ImpliedTerms {
    static func of(_ terms: [Field], root: String) -> [Field] {
        total(terms) + pricesWithoutTax(terms, root)
    }

    /// An invoice that was not prepaid and is not rounded is to be paid in full (BR-CO-16), so that its total is the amount due.
    private static func total(_ terms: [Field]) -> [Field] {
        let prefix = "invoice.amounts."
        var amounts: [String: Field] = [:]
        for term in terms where term.name.hasPrefix(prefix) {
            amounts[String(term.name.dropFirst(prefix.count))] = term
        }
        let others = ["total", "prepaid", "rounding", "thirdParty", "withheld"]
        guard others.allSatisfy({ amounts[$0] == nil }), var total = amounts["amountDue"] else { return [] }
        total.name = prefix + "total"
        total.method = .arithmetic
        return [total]
    }

    /// Prices and amounts of lines are without VAT (BT-131, BT-146) where the syntax does not say otherwise, as KSeF does.
    private static func pricesWithoutTax(_ terms: [Field], _ root: String) -> [Field] {
        let name = "invoice.amountsIncludeTax"
        guard terms.contains(where: { $0.name.hasPrefix("lineItems[") }), !terms.contains(where: { $0.name == name })
        else { return [] }
        return [Field(name: name, value: .flag(false), rawText: root, confidence: 0.99, source: .einvoice)]
    }
}
