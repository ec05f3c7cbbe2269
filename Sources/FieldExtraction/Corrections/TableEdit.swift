import Invoices

/// Replaces the rows of a table: each new row is told to be one of the old ones where it can, so that its cells keep their
/// places on the page.
struct TableEdit {
    private let table: InvoiceTable
    /// Cells by the names of their columns, a template's own among them.
    private let old: [[String: Field]]

    init(_ table: InvoiceTable, of shown: [Field]) {
        self.table = table
        var rows: [[String: Field]] = []
        for field in shown {
            guard let place = FieldPlace(field.name), place.table == table, FieldPlace.indexes.contains(place.index)
            else { continue }
            while rows.count <= place.index { rows.append([:]) }
            if rows[place.index][place.column] == nil { rows[place.index][place.column] = field }
        }
        old = rows
    }

    func fields(with rows: [ReviewedData.Row]) -> [Field] {
        let matches = matches(of: rows)
        return rows.enumerated().flatMap { index, row in
            cells(row, from: matches[index].map { old[$0] } ?? [:], at: index)
        }
    }

    /// A template's own columns are not among what is given: they stay with their row.
    private func cells(_ row: ReviewedData.Row, from before: [String: Field], at index: Int) -> [Field] {
        let own = before.filter { table[column: $0.key] == nil }.sorted { $0.key < $1.key }
        let given = table.columns.compactMap { column -> Field? in
            guard let value = row[column.name] else { return nil }
            let name = table.cell(index, column)
            guard let known = before[column.name] else { return ReviewEdit.added(name, value) }
            var field = Self.corrected(known, value)
            field.name = name
            return field
        }
        return given
            + own.map { column, field in
                var field = field
                field.name = "\(table.name)[\(index)].\(column)"
                return field
            }
    }

    /// A cell that was misread has its right value at the same place.
    private static func corrected(_ field: Field, _ given: ReviewedData.Given) -> Field {
        guard field.value != given.value else { return field }
        return Field(
            name: field.name, value: given.value, rawText: given.text, confidence: 1, page: field.page,
            box: field.box, source: .correction)
    }

    // MARK: Which row is which

    /// The old row of each new one: one with the same cells, in order; else the one with the same number.
    private func matches(of rows: [ReviewedData.Row]) -> [Int?] {
        var left: [String: [Int]] = [:]
        for (index, row) in old.enumerated().reversed() { left[key(row.mapValues(\.value)), default: []].append(index) }
        var matches = rows.map { row in left[key(row.mapValues(\.value))]?.popLast() }
        let used = Set(matches.compactMap { $0 })
        for index in rows.indices where matches[index] == nil && index < old.count && !used.contains(index) {
            matches[index] = index
        }
        return matches
    }

    /// The same for rows that have the same values in the contract's columns.
    private func key(_ values: [String: Field.Value]) -> String {
        table.columns.compactMap { column in values[column.name].map { "\(column.name)=\($0)" } }
            .joined(separator: "\u{0}")
    }
}
