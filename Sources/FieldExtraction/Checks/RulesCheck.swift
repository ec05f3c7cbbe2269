import Invoices
import Patterns

/// Checks a template's own rules, and names the fields whose confidence is below its threshold.
struct RulesCheck {
    private let settings: PostprocessingSettings

    init(_ settings: PostprocessingSettings) { self.settings = settings }

    func findings(_ extraction: Extraction, within budget: MatchingBudget) -> [Finding] {
        let doubtful = extraction.fields.filter {
            // Of a table each cell would be told: the sums say more of it.
            $0.confidence < settings.confidenceThreshold && !FieldNames.isInTable($0.name)
        }
        // A template may have thousands of names to look up, and a table hundreds of thousands of fields.
        let fields = Dictionary(extraction.fields.map { ($0.name, $0) }) { first, _ in first }
        let broken = budget.counting { settings.validationRules.compactMap { finding($0, fields, budget) } }
        return broken
            + doubtful.map { field in
                let percent = Int(saturating: field.confidence * 100)
                return Finding(
                    field: field.name, severity: .warning,
                    message: "\(field.rawText.shortened) was read with a confidence of only \(percent) %.",
                    code: .lowConfidence)
            }
    }

    private func finding(_ rule: PostprocessingSettings.Rule, _ fields: [String: Field], _ budget: MatchingBudget)
        -> Finding?
    {
        let name = FieldNames.canonical(rule.field)
        guard let fault = Self.fault(rule.rule, fields[name], in: fields, budget) else { return nil }
        return Finding(field: name, severity: .error, message: rule.message ?? "\(rule.field) \(fault).")
    }

    /// What is wrong with the field by that rule; nil when nothing is. Only `required` says anything of a missing field.
    private static func fault(
        _ rule: String, _ field: Field?, in fields: [String: Field], _ budget: MatchingBudget
    ) -> String? {
        if rule == "required" { return field == nil ? "was not found" : nil }
        guard let field else { return nil }
        let text = field.value.text ?? field.rawText
        switch rule {
        case "positive": return field.value.amount.map { $0 > Amount(0) } ?? false ? nil : "is not positive"
        case "date": return field.value.date != nil || DateReader.date(in: text) != nil ? nil : "is not a date"
        case "email": return MailAddress.isOne(text) ? nil : "is not an e-mail address"
        case "iban":
            return BankNumberCheck.isIBAN(text) ? nil : "is not a valid IBAN: its check digits are wrong or missing"
        case "vat":
            return TaxNumberCheck.check(text) == .valid
                ? nil : "is not a valid VAT number: its check digits are wrong or missing"
        default: break
        }
        if rule.hasPrefix("sum:") { return sumFault(rule.dropFirst(4), field, fields) }
        if rule.hasPrefix("regex:") { return patternFault(String(rule.dropFirst(6)), text, budget) }
        return nil
    }

    private static func sumFault(_ terms: Substring, _ field: Field, _ fields: [String: Field]) -> String? {
        let names = terms.split(separator: "+").map { FieldNames.canonical($0.trimmingBlanks) }
        let amounts = names.compactMap { fields[$0]?.value.amount }
        guard amounts.count == names.count, let value = field.value.amount else { return nil }
        let sum = amounts.reduce(Amount(0)) { $0 + $1 }
        return sum.isNear(value, within: rounding)
            ? nil : "is \(field.rawText.shortened), but \(terms) is \(sum.literal)"
    }

    /// What a sum of the template's may be off by, in hundredths.
    private static let rounding = 2

    private static func patternFault(_ pattern: String, _ text: String, _ budget: MatchingBudget) -> String? {
        do {
            let match = try budget.temporarily { () throws(PatternError) in
                try budget.spend(bytes: text.utf8.count)
                return try Pattern(pattern, within: budget).firstMatch(in: text)
            }
            return match == nil ? "does not match \(pattern)" : nil
        } catch {
            return "could not be checked against the pattern \(pattern)"
        }
    }
}
