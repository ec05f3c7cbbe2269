import Patterns

/// Says what is wrong with a template before it is saved; nothing when it can work.
package struct TemplateCheck: Sendable {
    package struct Fault: Sendable, Equatable {
        /// JSON pointer into the template as clients write it.
        package let pointer: String
        /// A sentence.
        package let message: String
    }

    package init() {}

    package func faults(in template: Template) -> [Fault] {
        template.fields.enumerated().flatMap { faults(in: $1, at: "/extractionRules/fields/\($0)") }
            + repeated(template) + rules(template) + columns(template) + texts(template)
    }

    private func faults(in rule: FieldRule, at pointer: String) -> [Fault] {
        var faults: [Fault] = []
        if let pattern = rule.pattern, let message = Self.fault(inPattern: pattern) {
            faults.append(Fault(pointer: pointer + "/pattern", message: message))
        }
        if let box = rule.coordinates,
            box.width <= 0 || box.height <= 0 || box.x < 0 || box.y < 0 || box.maxX > 1.0001 || box.maxY > 1.0001
        {
            faults.append(
                Fault(
                    pointer: pointer + "/coordinates",
                    message: "The region does not lie on the page: all of it must be between 0 and 1."))
        }
        if rule.page == 0 {
            faults.append(
                Fault(pointer: pointer + "/page", message: "Pages are counted from 1, or from −1 for the last."))
        }
        if let least = rule.limits.minLength, let most = rule.limits.maxLength, least > most {
            faults.append(
                Fault(
                    pointer: pointer + "/validation/minLength",
                    message: "The least length \(least) is more than the greatest, \(most)."))
        }
        if let format = rule.limits.format, rule.kind != .date, !["email", "iban", "vat"].contains(format),
            let message = Self.fault(inPattern: format)
        {
            faults.append(Fault(pointer: pointer + "/validation/format", message: message))
        }
        return faults
    }

    private func repeated(_ template: Template) -> [Fault] {
        var seen: Set<String> = []
        return template.fields.enumerated().compactMap { index, rule in
            guard seen.insert(FieldNames.canonical(rule.name)).inserted else {
                return Fault(
                    pointer: "/extractionRules/fields/\(index)/name",
                    message: "There is a field \(rule.name) before this one.")
            }
            return nil
        }
    }

    private func rules(_ template: Template) -> [Fault] {
        let known: Set<String> = ["required", "positive", "date", "email", "iban", "vat"]
        return template.postprocessing.validationRules.enumerated().compactMap { index, rule in
            let pointer = "/postprocessingSettings/validationRules/\(index)/rule"
            if known.contains(rule.rule) || rule.rule.hasPrefix("sum:") && rule.rule.count > 4 { return nil }
            guard rule.rule.hasPrefix("regex:") else {
                return Fault(
                    pointer: pointer,
                    message:
                        "\(rule.rule) is no rule: required, positive, date, email, iban, vat, sum:a+b and regex:… are.")
            }
            return Self.fault(inPattern: String(rule.rule.dropFirst(6))).map { Fault(pointer: pointer, message: $0) }
        }
    }

    private func columns(_ template: Template) -> [Fault] {
        var seen: Set<Int> = []
        return template.lineItems.columns.enumerated().compactMap { index, column in
            let pointer = "/extractionRules/lineItems/tableStructure/columns/\(index)/index"
            if column.index < 0 { return Fault(pointer: pointer, message: "Columns are counted from 0.") }
            return seen.insert(column.index).inserted
                ? nil : Fault(pointer: pointer, message: "Column \(column.index) is named twice.")
        }
    }

    /// Patterns of the table's rows, and of what is replaced before any pattern is looked for.
    private func texts(_ template: Template) -> [Fault] {
        let rows = template.lineItems.patterns?.all.map { ("lineItems/patterns/" + $0.name, $0.pattern) } ?? []
        let replaced = template.text.replacements.enumerated().map { ("text/replace/\($0)/pattern", $1.pattern) }
        return (rows + replaced).compactMap { place, pattern in
            Self.fault(inPattern: pattern).map { Fault(pointer: "/extractionRules/" + place, message: $0) }
        }
    }

    private static func fault(inPattern pattern: String) -> String? {
        do {
            _ = try Pattern(pattern)
            return nil
        } catch .malformed(let message, let offset) {
            return "The pattern cannot be read at character \(offset + 1): \(message)."
        } catch {
            return "The pattern is longer than \(Pattern.maximumLength) bytes."
        }
    }
}
