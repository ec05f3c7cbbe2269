import Invoices

/// Says what a bookkeeper will miss.
struct PresenceCheck {
    private let template: Template

    init(_ template: Template) { self.template = template }

    func findings(_ extraction: Extraction) -> [Finding] {
        var findings: [Finding] = []
        func miss(_ field: String, _ severity: Finding.Severity, _ name: String) {
            guard extraction[field] == nil, !findings.contains(where: { $0.field == field }) else { return }
            findings.append(
                Finding(field: field, severity: severity, message: "\(name) was not found.", code: .missing))
        }
        for rule in template.fields where rule.isRequired {
            miss(FieldNames.canonical(rule.name), .error, "The required field \(rule.name)")
        }
        for (name, absence) in Self.absences where template.documentKind != .receipt || absence.countsOnReceipts {
            miss(name, absence.severity, absence.subject)
        }
        return findings
    }

    /// Errors first, and what every document has before what only some have.
    private static let absences = InvoiceField.header.compactMap { field in field.absence.map { (field.name, $0) } }
        .enumerated().sorted { (rank($0.element.1), $0.offset) < (rank($1.element.1), $1.offset) }.map(\.element)

    private static func rank(_ absence: InvoiceField.Absence) -> Int {
        (absence.severity == .error ? 0 : 2) + (absence.countsOnReceipts ? 0 : 1)
    }
}
