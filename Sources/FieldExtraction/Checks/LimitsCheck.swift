import Invoices
import Patterns

/// Checks a template field's value against the lengths and the form that its rule asks for.
struct LimitsCheck {
    let rule: FieldRule
    let budget: MatchingBudget

    /// Of all fields that the template has rules for.
    static func findings(
        of template: Template, _ extraction: Extraction, within budget: MatchingBudget
    ) -> [Finding] {
        guard !template.fields.isEmpty else { return [] }
        // A template may have thousands of rules, and a table hundreds of thousands of fields.
        let fields = Dictionary(extraction.fields.map { ($0.name, $0) }) { first, _ in first }
        return budget.counting {
            template.fields.flatMap { rule in
                fields[FieldNames.canonical(rule.name)].map(LimitsCheck(rule: rule, budget: budget).findings) ?? []
            }
        }
    }

    func findings(_ field: Field) -> [Finding] {
        let text = field.value.text ?? field.rawText
        var faults: [String] = []
        if let least = rule.limits.minLength, text.count < least {
            faults.append("is shorter than \(least) characters")
        }
        if let most = rule.limits.maxLength, text.count > most { faults.append("is longer than \(most) characters") }
        if let format = rule.limits.format, let fault = fault(text, format) { faults.append(fault) }
        let quoted = text.shortened
        return faults.map { Finding(field: field.name, severity: .error, message: "\(rule.name) “\(quoted)” \($0).") }
    }

    private func fault(_ text: String, _ format: String) -> String? {
        let fits: Bool
        switch format {
        case "email": fits = MailAddress.isOne(text)
        case "iban": fits = BankNumberCheck.isIBAN(text)
        case "vat": fits = TaxNumberCheck.check(text) == .valid
        // A date's format says in which order it is read.
        default: return rule.kind == .date ? nil : patternFault(text, format)
        }
        return fits ? nil : "does not match the format \(format)"
    }

    private func patternFault(_ text: String, _ format: String) -> String? {
        do {
            let match = try budget.temporarily { () throws(PatternError) in
                try budget.spend(bytes: text.utf8.count)
                return try Pattern("\\A(?:\(format))\\z", within: budget).firstMatch(in: text)
            }
            return match == nil ? "does not match the format \(format)" : nil
        } catch .gaveUp {
            return "could not be checked against the format \(format)"
        } catch {
            return nil
        }
    }
}
