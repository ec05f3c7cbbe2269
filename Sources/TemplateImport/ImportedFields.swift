import Invoices
import Yams

/// Turns a template's `fields` and `tables` into field rules.
struct ImportedFields {
    private(set) var rules: [FieldRule] = []
    private let options: ImportedOptions
    private let paper: Invoice2Data.Paper
    private let remarks: Remarks
    /// Constant parts of the supplier's address.
    private var address: [String: String] = [:]

    /// invoice2data's names, which are Odoo's, and the contract's.
    private static let names = Dictionary(
        InvoiceField.header.flatMap { field in field.imported.map { ($0, field.name) } }
    ) { first, _ in first }

    init(options: ImportedOptions, paper: Invoice2Data.Paper, remarks: Remarks) {
        self.options = options
        self.paper = paper
        self.remarks = remarks
    }

    mutating func add(_ key: String, _ node: Node) {
        if key == "lines" { return }
        guard let mapping = node.mapping else { return addLegacy(key, node.strings) }
        switch mapping["parser"]?.scalar?.string {
        case "static": addConstant(key, mapping["value"]?.scalar?.string)
        case "regex": addPattern(key, mapping)
        case "lines":
            remarks.add("fields.\(key)", "Only the rows of `lines` become line items. These rows were left out.")
        default: remarks.add("fields.\(key)", "Its parser is not supported, so it was left out.")
        }
    }

    /// The old syntax, in which the name decides how the field is read.
    private mutating func addLegacy(_ key: String, _ patterns: [String]) {
        if key.hasPrefix("static_") { return addConstant(String(key.dropFirst(7)), patterns.first) }
        let isSum = key.hasPrefix("sum_amount")
        let name = isSum ? String(key.dropFirst(4)) : key
        let kind: FieldRule.Kind =
            name.hasPrefix("date") || name.hasSuffix("date") ? .date : name.hasPrefix("amount") ? .amount : .text
        add(name, kind: kind, patterns: patterns, occurrence: isSum ? .sum : .first)
    }

    private mutating func addPattern(_ key: String, _ mapping: Node.Mapping) {
        let kinds: [String: FieldRule.Kind] = ["int": .number, "float": .amount, "date": .date, "datetime": .date]
        let kind = mapping["type"]?.scalar.flatMap { kinds[$0.string] } ?? .text
        var occurrence = FieldRule.Occurrence.first
        switch mapping["group"]?.scalar?.string {
        case nil, "first": break
        case "last": occurrence = .last
        case "sum": occurrence = .sum
        case "min": occurrence = .least
        case "max": occurrence = .greatest
        case let group?:
            remarks.add("fields.\(key).group", "`\(group)` is not supported: of several matches the first is used.")
        }
        for option in ["replace", "extract_number"] where mapping[option] != nil {
            remarks.add(
                "fields.\(key).\(option)", "Changing a value after it is found is not supported, so this was left out.")
        }
        add(
            key, kind: kind, patterns: mapping["regex"]?.strings ?? [], occurrence: occurrence,
            area: mapping["area"]?.mapping)
    }

    private mutating func add(
        _ key: String, kind: FieldRule.Kind, patterns: [String], occurrence: FieldRule.Occurrence,
        area: Node.Mapping? = nil
    ) {
        guard !patterns.isEmpty else {
            return remarks.add("fields.\(key)", "It has no pattern. The field is looked for without a rule.")
        }
        var rule = rule(key, kind: kind)
        let translated = patterns.map { PythonPattern.translated($0) }
        rule.pattern = translated.count == 1 ? translated[0] : "(?|" + translated.joined(separator: "|") + ")"
        if let length = rule.pattern?.unicodeScalars.count, length > 2000 {
            remarks.add(
                "fields.\(key)", "Its patterns are longer than 2000 characters. The field is looked for without a rule."
            )
            rule.pattern = nil
        }
        rule.occurrence = occurrence
        if let area { (rule.coordinates, rule.page) = region(area, key) }
        append(rule, from: key)
    }

    private mutating func addConstant(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty else {
            return remarks.add("fields.\(key)", "It is constant but has no value, so it was left out.")
        }
        if ["partner_street", "partner_zip", "partner_city"].contains(key) { address[key] = value }
        var rule = rule(key, kind: .text)
        rule.constant = String(value.prefix(500))
        append(rule, from: key)
    }

    /// Each named group of a table's body becomes a field that is found after the table's start.
    mutating func addTable(_ table: Node, at index: Int) {
        guard let start = table.mapping?["start"]?.scalar?.string, let body = table.mapping?["body"]?.scalar?.string
        else { return remarks.add("tables[\(index)]", "It has no start or no body, so it was left out.") }
        for name in PythonPattern.names(in: body) {
            let kind: FieldRule.Kind = name.hasPrefix("date") ? .date : name.hasPrefix("amount") ? .amount : .text
            let pattern = "(?:\(start))(?s:.*?)(?:\(body))"
            var rule = rule(name, kind: kind)
            rule.pattern = PythonPattern.capturing(name, in: pattern)
            append(rule, from: "tables[\(index)].\(name)")
        }
    }

    /// Adds the fields that the template gives without a rule.
    mutating func finish(issuer: String?, currency: String?, required: [String]?) {
        if let issuer, !has("invoice.supplier.name") {
            rules.append(FieldRule(name: "invoice.supplier.name", constant: String(issuer.prefix(500))))
        }
        if let currency, !has("invoice.amounts.currency") {
            rules.append(FieldRule(name: "invoice.amounts.currency", kind: .currency, constant: currency))
        }
        if let street = address["partner_street"], let city = address["partner_city"], !has("invoice.supplier.address")
        {
            let place = [address["partner_zip"], city].compactMap { $0 }.joined(separator: " ")
            rules.append(FieldRule(name: "invoice.supplier.address", constant: "\(street), \(place)"))
        }
        let names = (required ?? ["date", "amount", "invoice_number"]).map { Self.names[$0] ?? $0 }
        for index in rules.indices where names.contains(rules[index].name) { rules[index].isRequired = true }
    }

    // MARK: One rule

    private func rule(_ key: String, kind: FieldRule.Kind) -> FieldRule {
        let name = Self.names[key] ?? key
        var rule = FieldRule(name: String(name.prefix(100)), kind: Self.kind(of: name) ?? kind)
        if rule.kind == .date { rule.limits.format = options.dateFormat }
        return rule
    }

    /// The kind of a field of the contract, which overrides the template's.
    private static func kind(of name: String) -> FieldRule.Kind? {
        let kind = InvoiceField.named(FieldNames.canonical(name))?.kind.ruleKind
        return kind == .text ? nil : kind
    }

    private func has(_ name: String) -> Bool { rules.contains { FieldNames.canonical($0.name) == name } }

    private mutating func append(_ rule: FieldRule, from key: String) {
        guard !has(FieldNames.canonical(rule.name)) else {
            return remarks.add("fields.\(key)", "An earlier rule finds \(rule.name), so this one was left out.")
        }
        rules.append(rule)
    }

    /// The region in fractions of the page, from pdftotext's pixels at `r` dots per inch.
    private func region(_ area: Node.Mapping, _ key: String) -> (Box?, Int) {
        func number(_ name: String) -> Double { area[name]?.scalar.flatMap { Double($0.string) } ?? 0 }
        let (scale, first, last) = (72 / max(number("r"), 1), Int(number("f")), Int(number("l")))
        if last > first {
            remarks.add("fields.\(key).area", "A region can be on one page only. Page \(first) is used.")
        }
        let (x, y) = (number("x") * scale / paper.size.width, number("y") * scale / paper.size.height)
        let (right, bottom) = (
            x + number("W") * scale / paper.size.width, y + number("H") * scale / paper.size.height
        )
        guard x < 1, y < 1, right > x, bottom > y else {
            remarks.add("fields.\(key).area", "The area is outside the page, so the whole document is searched.")
            return (nil, 1)
        }
        return (Box(x: x, y: y, width: min(right, 1) - x, height: min(bottom, 1) - y), max(first, 1))
    }
}
