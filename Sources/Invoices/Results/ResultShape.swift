package import JSON

/// The members of a JSON object that shows an invoice, as the names of the table of fields nest them.
package struct ResultShape: Sendable {
    private indirect enum Member {
        case value(InvoiceField)
        case object(ResultShape)
        case rows(InvoiceTable, ResultShape)
        case list(InvoiceTable, InvoiceField)
    }

    private var members: [(name: String, member: Member)] = []

    /// `{"invoice": {"number": …, "supplier": {…}}, "lineItems": […]}`
    package static let extractedData = ResultShape(.data) { $0 }
    /// `{"number": …, "supplier": {…}, "total": …, "lineItems": […]}`, for `read --jsonl`.
    package static let short = ResultShape(.line, InvoiceField.shortName)

    private init(_ output: InvoiceField.Outputs, _ path: (String) -> String) {
        for field in InvoiceField.header where field.outputs.contains(output) {
            add(.value(field), at: path(field.name))
        }
        for table in InvoiceField.tables {
            if let member = Self.member(of: table, output) { add(member, at: path(table.name)) }
        }
    }

    /// Nil for a table of which nothing is shown.
    private static func member(of table: InvoiceTable, _ output: InvoiceField.Outputs) -> Member? {
        let columns = table.columns.filter { $0.outputs.contains(output) }
        if let column = table.plainColumn { return columns.isEmpty ? nil : .list(table, column) }
        var row = ResultShape()
        for column in columns { row.add(.value(column), at: column.name) }
        return columns.isEmpty ? nil : .rows(table, row)
    }

    private init() {}

    private mutating func add(_ member: Member, at path: String) { add(member, at: path.split(separator: ".")[...]) }

    private mutating func add(_ member: Member, at path: ArraySlice<Substring>) {
        guard let first = path.first else { return }
        guard path.count > 1 else { return members.append((String(first), member)) }
        var (inner, place) = (ResultShape(), members.endIndex)
        if let known = members.firstIndex(where: { $0.name == first }), case .object(let shape) = members[known].member
        {
            (inner, place) = (shape, known)
        } else {
            members.append((String(first), .object(inner)))
        }
        inner.add(member, at: path.dropFirst())
        members[place].member = .object(inner)
    }

    // MARK: Writing

    /// Every member, null where nothing was found; `json` is inside the object.
    package func write(_ invoice: Invoice, into json: inout JSONWriter) {
        write({ invoice[$0] }, { invoice.rows(of: $0) }, into: &json)
    }

    private func write(
        _ value: (InvoiceField) -> Field.Value?, _ rows: (InvoiceTable) -> [Invoice.Row], into json: inout JSONWriter
    ) {
        for (name, member) in members {
            json.name(name)
            switch member {
            case .value(let field): json.value(value(field))
            case .object(let shape): json.object { shape.write(value, rows, into: &$0) }
            case .list(let table, let column):
                json.array(rows(table)) { json, row in json.value(row[column]) }
            case .rows(let table, let shape):
                json.array(rows(table)) { json, row in
                    json.object { shape.write({ row[$0] }, { _ in [] }, into: &$0) }
                }
            }
        }
    }
}
