import Invoices

/// Says what a bookkeeper will miss.
struct PresenceCheck {
    private let template: Template

    init(_ template: Template) { self.template = template }

    func findings(_ extraction: Extraction) -> [Finding] {
        var findings: [Finding] = []
        func miss(_ field: String, _ severity: Finding.Severity, _ name: String) {
            guard extraction[field] == nil, !findings.contains(where: { $0.field == field }) else { return }
            findings.append(Finding(field: field, severity: severity, message: "\(name) was not found."))
        }
        for rule in template.fields where rule.isRequired {
            miss(FieldNames.canonical(rule.name), .error, "The required field \(rule.name)")
        }
        miss("invoice.amounts.total", .error, "The total")
        miss("invoice.date", .warning, "The date")
        miss("invoice.supplier.name", .warning, "The supplier's name")
        if template.documentKind != .receipt { miss("invoice.number", .warning, "The invoice's number") }
        return findings
    }
}
