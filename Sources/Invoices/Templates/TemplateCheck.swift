import Patterns

/// Says what is wrong with a template before it is saved; nothing when it can work.
package struct TemplateCheck: Sendable {
    package struct Fault: Sendable, Equatable {
        /// JSON pointer into the template as clients write it.
        package let pointer: String
        /// A stable word.
        package let code: String
        /// A sentence.
        package let message: String

        init(pointer: String, code: String = "cannot_work", message: String) {
            self.pointer = pointer
            self.code = code
            self.message = message
        }
    }

    package init() {}

    package func faults(in template: Template) -> [Fault] {
        template.fields.enumerated().flatMap { faults(in: $1, at: "/extractionRules/fields/\($0)") }
            + template.fields.enumerated().compactMap { fault(inNameOf: $1, at: "/extractionRules/fields/\($0)/name") }
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
                    message: "The region must lie inside the page: all its sides must be between 0 and 1."))
        }
        if let constant = rule.constant, !ConstantValue.canBe(rule.kind, constant) {
            let message = "The value is not a valid \(rule.kind.rawValue), or it is too large."
            faults.append(Fault(pointer: pointer + "/value", message: message))
        }
        if rule.page == 0 {
            faults.append(
                Fault(pointer: pointer + "/page", message: "Page numbers start at 1. −1 is the last page."))
        }
        if let least = rule.limits.minLength, let most = rule.limits.maxLength, least > most {
            faults.append(
                Fault(
                    pointer: pointer + "/validation/minLength",
                    message: "minLength \(least) is more than maxLength \(most)."))
        }
        if let format = rule.limits.format, rule.kind != .date, !["email", "iban", "vat"].contains(format),
            let message = Self.fault(inPattern: format)
        {
            faults.append(Fault(pointer: pointer + "/validation/format", message: message))
        }
        return faults
    }

    /// A field that the template does not find itself must be one that the reader finds; one that it does find may have
    /// a name of its own, which results then have beside the contract's.
    private func fault(inNameOf rule: FieldRule, at pointer: String) -> Fault? {
        guard !rule.name.isEmpty, !FieldNames.isKnown(FieldNames.canonical(rule.name)) else { return nil }
        if rule.isOwn, FieldNames.isFree(rule.name) { return nil }
        let message =
            "There is no field \(rule.name.shortened). Did you mean \(FieldNames.nearest(to: rule.name))? A field of your "
            + "own needs a pattern, a region or a value, and a name that is not a path."
        return Fault(pointer: pointer, code: "unknown_field", message: message)
    }

    private func repeated(_ template: Template) -> [Fault] {
        var seen: Set<String> = []
        return template.fields.enumerated().compactMap { index, rule in
            guard seen.insert(FieldNames.canonical(rule.name)).inserted else {
                return Fault(
                    pointer: "/extractionRules/fields/\(index)/name",
                    message: "An earlier rule already has the field \(rule.name).")
            }
            return nil
        }
    }

    private func rules(_ template: Template) -> [Fault] {
        let fields = Set(template.fields.map { FieldNames.canonical($0.name) } + FieldNames.header)
        return template.postprocessing.validationRules.enumerated().flatMap { index, rule -> [Fault] in
            let pointer = "/postprocessingSettings/validationRules/\(index)"
            var faults: [Fault] = []
            if let unknown = unknown([rule.field], fields, template) {
                faults.append(Fault(pointer: pointer + "/field", message: "There is no field \(unknown)."))
            }
            if let message = fault(inRule: rule.rule, fields, template) {
                faults.append(Fault(pointer: pointer + "/rule", message: message))
            }
            return faults
        }
    }

    private func fault(inRule rule: String, _ fields: Set<String>, _ template: Template) -> String? {
        if ["required", "positive", "date", "email", "iban", "vat"].contains(rule) { return nil }
        if rule.hasPrefix("regex:") { return Self.fault(inPattern: String(rule.dropFirst(6))) }
        guard rule.hasPrefix("sum:"), rule.count > 4 else {
            return
                "\(rule) is not a rule. The rules are required, positive, date, email, iban, vat, sum:a+b and regex:…."
        }
        let terms = rule.dropFirst(4).split(separator: "+", omittingEmptySubsequences: false).map(\.trimmingBlanks)
        return unknown(terms, fields, template).map { "There is no field \($0) to add up." }
    }

    /// The first of the names that nothing is ever found under.
    private func unknown(_ names: [String], _ fields: Set<String>, _ template: Template) -> String? {
        names.first { name in
            let name = FieldNames.canonical(name)
            return !fields.contains(name) && !isCell(name, template)
        }
    }

    /// True for a cell of a possible row in a column of the contract or of the template. The groups of its patterns may
    /// have any name.
    private func isCell(_ name: String, _ template: Template) -> Bool {
        guard let place = FieldPlace(name), FieldPlace.indexes.contains(place.index), !place.column.isEmpty else {
            return false
        }
        return place.table[column: place.column] != nil
            || template.lineItems.columns.contains { $0.name == place.column } || template.lineItems.patterns != nil
    }

    private func columns(_ template: Template) -> [Fault] {
        let pointer = "/extractionRules/lineItems/tableStructure"
        var faults: [Fault] = []
        if let header = template.lineItems.headerRow, let start = template.lineItems.dataStartRow, start <= header {
            let message = "The data must start below the headings: \(start) must be more than headerRow \(header)."
            faults.append(Fault(pointer: pointer + "/dataStartRow", message: message))
        }
        var seen: Set<Int> = []
        for (index, column) in template.lineItems.columns.enumerated() {
            let pointer = "\(pointer)/columns/\(index)/index"
            if column.index < 0 {
                faults.append(Fault(pointer: pointer, message: "Column numbers start at 0."))
            } else if !seen.insert(column.index).inserted {
                faults.append(Fault(pointer: pointer, message: "Column \(column.index) has two names."))
            }
        }
        return faults
    }

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
            return "The pattern has an error at character \(offset + 1): \(message)."
        } catch {
            return "The pattern is longer than \(Pattern.maximumLength) bytes."
        }
    }
}
