import Invoices

/// The fields that people corrected, as terms of sums: a sum that has one of them is another one since.
struct CorrectedTerms {
    private let names: Set<String>
    private let cells: [FieldPlace]

    init(_ names: Set<String>) {
        self.names = names
        cells = names.compactMap { FieldPlace($0) }
    }

    /// Whether the finding is about a sum that one of them is a term of. A check's findings and those of EN 16931's rules
    /// are about the same fields, and have the same codes.
    func contain(termOf finding: Finding) -> Bool {
        switch finding.code {
        case .totals: containTerm(ofTotal: finding.field)
        case .lineSum:
            contain(amounts: Self.sumsOfLines[finding.field.amountName] ?? [])
                || contain("amount", of: InvoiceField.lineItems)
        case .lineProduct: contain(Self.factors, inRowOf: finding.field)
        case .taxRate: containTerm(ofTax: finding)
        default: false
        }
    }

    private func containTerm(ofTotal field: String) -> Bool {
        let name = field.amountName
        if contain(amounts: Self.totals[name] ?? []) { return true }
        switch name {
        case "tax": return contain("tax", of: InvoiceField.taxLines)
        case "allowances", "charges":
            return contain("amount", "isCharge", of: InvoiceField.allowancesAndCharges)
        default: return false
        }
    }

    /// A tax by its rate; or what a VAT category is reckoned on (BR-S-8 and its like), which other lists make.
    private func containTerm(ofTax finding: Finding) -> Bool {
        switch finding.rule {
        case nil, "BR-CO-17": contain(["rate", "net", "tax"], inRowOf: finding.field)
        case .some(let rule) where rule.hasSuffix("-8"):
            contain(["rate", "category"], inRowOf: finding.field)
                || contain("amount", "taxRate", "taxCategory", of: InvoiceField.lineItems)
                || cells.contains { $0.table.name == InvoiceField.allowancesAndCharges.name }
        default: false
        }
    }

    private func contain(amounts: Set<String>) -> Bool {
        amounts.contains { names.contains("invoice.amounts.\($0)") }
    }

    private func contain(_ columns: String..., of table: InvoiceTable) -> Bool {
        cells.contains { $0.table.name == table.name && columns.contains($0.column) }
    }

    private func contain(_ columns: Set<String>, inRowOf field: String) -> Bool {
        guard let row = FieldPlace(field) else { return false }
        return cells.contains {
            $0.table.name == row.table.name && $0.index == row.index && columns.contains($0.column)
        }
    }

    /// Of `invoice.amounts`, by the sum that they make.
    private static let totals: [String: Set<String>] = [
        "total": ["subtotal", "tax", "total"],
        "subtotal": ["lineTotal", "allowances", "charges", "subtotal"],
        "tax": ["tax"], "allowances": ["allowances"], "charges": ["charges"],
        "amountDue": ["total", "withheld", "prepaid", "thirdParty", "rounding", "amountDue"],
    ]

    /// The same, by the sum that the lines are held to.
    private static let sumsOfLines: [String: Set<String>] = [
        "lineTotal": ["lineTotal"], "subtotal": ["subtotal", "allowances", "charges"],
        "total": ["total", "tax", "allowances", "charges"],
    ]

    /// Of a line's amount.
    private static let factors: Set<String> = ["quantity", "unitPrice", "amount", "discount", "charge"]
}

extension String {
    /// `total` of `invoice.amounts.total`.
    fileprivate var amountName: String { hasPrefix("invoice.amounts.") ? String(dropFirst(16)) : self }
}
