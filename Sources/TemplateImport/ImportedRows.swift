import Invoices
import Yams

/// Turns a template's `lines` into patterns for rows.
struct ImportedRows {
    private(set) var rule = LineItemRule()
    private let remarks: Remarks

    init(remarks: Remarks) { self.remarks = remarks }

    /// Adds a mapping, a list of mappings, or a mapping with a list of `rules`; the first that works is used.
    mutating func add(_ node: Node, at place: String) {
        let sets = node.mapping?["rules"]?.elements ?? node.elements
        if sets.count > 1 { remarks.add(place, "There are \(sets.count) sets of rules. The first is used.") }
        guard rule.patterns == nil else {
            return remarks.add(place, "There are earlier rules for line items, so these were left out.")
        }
        guard let set = sets.first?.mapping, let start = set["start"]?.scalar?.string,
            let end = set["end"]?.scalar?.string, let row = Self.joined(set["line"])
        else {
            return remarks.add(place, "Rows cannot be found without start, end and line, so these rules were left out.")
        }
        for option in ["end_match", "line_separator", "replace"] where set[option] != nil {
            remarks.add("\(place).\(option)", "This is not supported and was left out.")
        }
        let (first, last) = (Self.joined(set["first_line"]), Self.joined(set["last_line"]))
        let found = [first, row, last].compactMap { $0 }.flatMap(PythonPattern.names)
        let names = Self.renaming(found)
        func translated(_ pattern: String) -> String { PythonPattern.translated(pattern, renaming: names) }
        rule.patterns = RowPatterns(
            start: translated(start), end: translated(end), row: translated(row), firstRow: first.map(translated),
            lastRow: last.map(translated), skip: Self.joined(set["skip_line"]).map(translated))
        rule.columns = Self.columns(found, types: set["types"]?.mapping, names)
    }

    /// Joins several patterns, which Python tries one after the other on the same line.
    private static func joined(_ node: Node?) -> String? {
        guard let patterns = node?.strings, let first = patterns.first else { return nil }
        // (?J) allows each pattern to have a group of the same name.
        return patterns.count == 1 ? first : "(?J)" + patterns.map { "(?:\($0))" }.joined(separator: "|")
    }

    private static func renaming(_ found: [String]) -> [String: String] {
        var names: [String: String] = [:]
        for column in InvoiceField.lineItems.columns where !found.contains(column.name) {
            if let other = column.imported.first(where: found.contains) { names[other] = column.name }
        }
        return names
    }

    private static func columns(
        _ found: [String], types: Node.Mapping?, _ names: [String: String]
    ) -> [LineItemRule.Column] {
        let kinds: [String: FieldRule.Kind] = ["int": .number, "float": .amount, "date": .date]
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }.enumerated().map { index, name in
            let kind = types?[name]?.scalar.flatMap { kinds[$0.string] }
            let ours = names[name] ?? name
            let usual = InvoiceField.lineItems[column: ours]?.kind.ruleKind
            return LineItemRule.Column(name: ours, index: index, kind: kind ?? usual ?? .text)
        }
    }
}
