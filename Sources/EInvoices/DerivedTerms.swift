import Invoices

/// What an invoice leaves unsaid because another term of it says the same.
enum DerivedTerms {
    /// Of terms under their names in the tables. An invoice that was not prepaid and is not rounded is to be paid in full
    /// (BR-CO-16), so that its total is the amount due.
    static func of(_ terms: [Field]) -> [Field] {
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

    private static let prefix = "invoice.amounts."
}
