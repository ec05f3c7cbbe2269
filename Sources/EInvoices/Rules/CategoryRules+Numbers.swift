import Invoices

/// -2 to -4 of each VAT category: the tax numbers that a line, an allowance or a charge of that category asks for.
extension CategoryRules {
    static func numbers(_ category: Category) -> [BusinessRule] {
        let lists: [(rule: String, rows: @Sendable (TermValues) -> [TermValues.Row], column: String)] = [
            ("2", { $0.lines }, "taxCategory"), ("3", { $0.allowances }, "category"), ("4", { $0.charges }, "category"),
        ]
        return lists.map { rule, rows, column in
            BusinessRule(name: "\(category.rule)-\(rule)", code: .missing) { values in
                guard rows(values).contains(where: { $0.text(column) == category.code }) else { return [] }
                return [seller(category, values), buyer(category, values)].compactMap { $0 }
            }
        }
    }

    private typealias Fault = (field: String, message: String)

    private static func seller(_ category: Category, _ values: TermValues) -> Fault? {
        let vat = hasVATNumber("supplier", values) || hasVATNumber("taxRepresentative", values)
        let isKept =
            switch category.seller {
            case .any: vat || values.document.has("invoice.supplier.taxNumber")
            case .vat: vat
            case .forbidden: !vat
            case .notAsked: true
            }
        return isKept ? nil : fault("supplier", category.seller == .forbidden, category)
    }

    private static func buyer(_ category: Category, _ values: TermValues) -> Fault? {
        let vat = hasVATNumber("customer", values)
        let isKept =
            switch category.buyer {
            case .any: vat || values.document.has("invoice.customer.registrationNumber")
            case .vat: vat
            case .forbidden: !vat
            case .notAsked: true
            }
        return isKept ? nil : fault("customer", category.buyer == .forbidden, category)
    }

    /// Where a party has no VAT number, its tax number stands in for it.
    private static func hasVATNumber(_ party: String, _ values: TermValues) -> Bool {
        let number = values.document.text("invoice.\(party).taxId")
        return number != nil && number != values.document.text("invoice.\(party).taxNumber")
    }

    private static func fault(_ party: String, _ isForbidden: Bool, _ category: Category) -> Fault {
        let what = isForbidden ? "excludes" : "needs"
        return ("invoice.\(party).taxId", "The category \(category.code) \(what) the \(party)'s VAT number.")
    }
}
