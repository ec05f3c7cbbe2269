package import Invoices
package import Patterns

/// Runs all checks over what was found; a bad invoice is a result, not an error.
package struct Validator: Sendable {
    private let template: Template

    package init(template: Template = .anyInvoice) { self.template = template }

    /// - Parameter budget: What the template's own rules may take.
    package func findings(
        for extraction: Extraction, within budget: MatchingBudget = MatchingBudget()
    ) -> [Finding] {
        PresenceCheck(template).findings(extraction) + TotalsCheck().findings(extraction)
            + DatesCheck().findings(extraction) + NumbersCheck().findings(extraction)
            + RulesCheck(template.postprocessing).findings(extraction, within: budget)
    }
}

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

/// Checks that payment is not due before the invoice was written.
struct DatesCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        let invoice = extraction.invoice
        guard let date = invoice.date, let due = invoice.dueDate, due < date else { return [] }
        let message = "The due date \(due.text) lies before the invoice's date \(date.text)."
        return [Finding(field: "invoice.dueDate", severity: .error, message: message)]
    }
}

/// Checks tax numbers and accounts by their check digits.
struct NumbersCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        Self.checked.compactMap { field in
            guard let number = extraction[field.name]?.value.text, let fault = Self.fault(of: number, field.kind) else {
                return nil
            }
            return Finding(field: field.name, severity: fault.severity, message: fault.message)
        }
    }

    private static let checked = InvoiceField.header.filter { [.vatNumber, .iban, .bic].contains($0.kind) }

    private static func fault(
        of number: String, _ kind: FieldKind
    ) -> (severity: Finding.Severity, message: String)? {
        switch kind {
        case .vatNumber where TaxNumberCheck.check(number) == .wrongCheckDigit:
            (.warning, "The check digits of the VAT number \(number) do not fit.")
        case .iban where !BankNumberCheck.isIBAN(number):
            (.error, "The check digits of the IBAN \(number) do not fit.")
        case .bic where !BankNumberCheck.isBIC(number): (.warning, "\(number) does not have the form of a BIC.")
        default: nil
        }
    }
}
