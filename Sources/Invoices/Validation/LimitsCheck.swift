import Patterns

/// Checks a template field's value against the lengths and the form that its rule asks for.
struct LimitsCheck {
    let rule: FieldRule
    let time: MatchingTime

    func findings(_ field: Field) -> [Finding] {
        let text = field.value.text ?? field.rawText
        var faults: [String] = []
        if let least = rule.limits.minLength, text.count < least {
            faults.append("is shorter than \(least) characters")
        }
        if let most = rule.limits.maxLength, text.count > most { faults.append("is longer than \(most) characters") }
        if let format = rule.limits.format, !fits(text, format) { faults.append("does not have the form \(format)") }
        return faults.map {
            Finding(field: field.name, severity: .error, message: "\(rule.name) “\(text.shortened)” \($0).")
        }
    }

    private func fits(_ text: String, _ format: String) -> Bool {
        switch format {
        case "email": return MailAddress.isOne(text)
        case "iban": return BankNumberCheck.isIBAN(text)
        case "vat": return TaxNumberCheck.check(text) == .valid
        default: break
        }
        // A date's format says in which order it is read.
        if rule.kind == .date { return true }
        guard let pattern = try? Pattern("\\A(?:\(format))\\z", within: time) else { return true }
        return ((try? pattern.firstMatch(in: text)) ?? nil) != nil
    }
}
