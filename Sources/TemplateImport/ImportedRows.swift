import Invoices
import Yams

/// Turns a template's `lines` into patterns for rows.
struct ImportedRows {
    private(set) var rule = LineItemRule()
    private let remarks: Remarks

    init(remarks: Remarks) { self.remarks = remarks }

    /// A mapping, a list of them, or one with a list of `rules`; the first that works counts.
    mutating func add(_ node: Node, at place: String) {
        let sets = node.mapping?["rules"]?.elements ?? node.elements
        if sets.count > 1 { remarks.add(place, "There are \(sets.count) sets of rules; the first is taken.") }
        guard rule.patterns == nil else {
            return remarks.add(place, "There are rules for line items before these; left out.")
        }
        guard let set = sets.first?.mapping, let start = set["start"]?.scalar?.string,
            let end = set["end"]?.scalar?.string, let row = Self.joined(set["line"])
        else { return remarks.add(place, "Without start, end and line rows cannot be found; left out.") }
        for option in ["end_match", "line_separator", "replace"] where set[option] != nil {
            remarks.add("\(place).\(option)", "This is not known here and was left out.")
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

    /// Several patterns as one; Python tries one after the other on the same line.
    private static func joined(_ node: Node?) -> String? {
        guard let patterns = node?.strings, let first = patterns.first else { return nil }
        // (?J): the same column may have a group in each.
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
