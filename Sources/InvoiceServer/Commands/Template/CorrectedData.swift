import Invoices
import JSON

/// Corrected data in any format in which this program prints it.
struct CorrectedData {
    /// All fields, with the cells of tables as `lineItems[0].amount`.
    let fields: [Field]

    init(_ json: JSONValue) {
        let data = json["data"] ?? json
        let root = data["extractedData"] ?? data["fields"] ?? data["truth"] ?? data
        let header = InvoiceField.header.compactMap { field in
            Self.value(field, in: root).map { Self.field(field.name, $0) }
        }
        fields = header + InvoiceField.tables.flatMap { Self.cells(of: $0, in: root) }
    }

    private static func cells(of table: InvoiceTable, in root: JSONValue) -> [Field] {
        let rows = found(table.name, in: root)?.array ?? []
        return rows.enumerated().flatMap { index, row in
            table.columns.compactMap { column in
                value(member(column.name, of: row), column.kind).map { field(table.cell(index, column), $0) }
            }
        }
    }

    private static func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, source: .correction)
    }

    private static func value(_ field: InvoiceField, in root: JSONValue) -> Field.Value? {
        value(found(field.name, in: root), field.kind)
    }

    /// What stands under the contract's name or the shorter name of `read --jsonl`.
    private static func found(_ name: String, in root: JSONValue) -> JSONValue? {
        [name, InvoiceField.shortName(of: name)].lazy.compactMap { member($0, of: root) }.first
    }

    private static func value(_ json: JSONValue?, _ kind: FieldKind) -> Field.Value? {
        if let flag = json?.bool { return .flag(flag) }
        if let literal = json?.number { return Amount(literal: literal).map { .amount($0) } }
        guard let text = json?.string, !text.isEmpty else { return nil }
        return kind == .date ? CalendarDate(text).map { .date($0) } : .text(text)
    }

    private static func member(_ path: String, of root: JSONValue) -> JSONValue? {
        path.split(separator: ".").reduce(root) { value, step in value?[String(step)] }
    }
}
