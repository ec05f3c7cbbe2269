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
            + KindCheck().findings(extraction) + DatesCheck().findings(extraction) + NumbersCheck().findings(extraction)
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
        miss("invoice.amounts.total", .error, "The total")
        miss("invoice.date", .warning, "The date")
        miss("invoice.supplier.name", .warning, "The supplier's name")
        if template.documentKind != .receipt { miss("invoice.number", .warning, "The invoice's number") }
        return findings
    }
}

/// Checks that payment is not due before the invoice was written.
struct DatesCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        let invoice = extraction.invoice
        guard let date = invoice.date, let due = invoice.dueDate, due < date else { return [] }
        let message = "The due date \(due.text) is before the invoice's date \(date.text)."
        return [Finding(field: "invoice.dueDate", severity: .error, message: message)]
    }
}

/// Checks tax numbers and accounts by their check digits.
struct NumbersCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        var findings: [Finding] = []
        for name in ["invoice.supplier.taxId", "invoice.customer.taxId"] {
            guard let number = extraction[name]?.value.text, TaxNumberCheck.check(number) == .wrongCheckDigit else {
                continue
            }
            let message = "The check digits of the VAT number \(number) are wrong."
            findings.append(Finding(field: name, severity: .warning, message: message))
        }
        if let iban = extraction["iban"]?.value.text, !BankNumberCheck.isIBAN(iban) {
            findings.append(
                Finding(field: "iban", severity: .error, message: "The check digits of the IBAN \(iban) are wrong."))
        }
        if let bic = extraction["bic"]?.value.text, !BankNumberCheck.isBIC(bic) {
            findings.append(
                Finding(field: "bic", severity: .warning, message: "\(bic) is not a valid BIC."))
        }
        return findings
    }
}
