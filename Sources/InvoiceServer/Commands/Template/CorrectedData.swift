import Invoices
import JSON

/// Corrected data in any format in which this program prints it.
struct CorrectedData {
    /// All fields, with line items as `lineItems[0].amount`.
    let fields: [Field]

    init(_ json: JSONValue) {
        let data = json["data"] ?? json
        let root = data["extractedData"] ?? data["fields"] ?? data["truth"] ?? data
        let header = InvoiceField.header.compactMap { field in
            Self.value(field, in: root).map { Self.field(field.name, $0) }
        }
        let items = (root["lineItems"]?.array ?? []).enumerated().map { Self.cells(of: $1, $0) }
        fields = header + items.flatMap(\.self)
    }

    private static func cells(of item: JSONValue, _ index: Int) -> [Field] {
        InvoiceField.lineItems.columns.compactMap { column in
            value(member(column.name, of: item), column.kind).map {
                field(InvoiceField.lineItems.cell(index, column), $0)
            }
        }
    }

    private static func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, source: .correction)
    }

    /// The value under the contract's name or the shorter name of `read --jsonl`.
    private static func value(_ field: InvoiceField, in root: JSONValue) -> Field.Value? {
        let found = [field.name, field.shortName].lazy.compactMap { member($0, of: root) }.first
        return value(found, field.kind)
    }

    private static func value(_ json: JSONValue?, _ kind: FieldKind) -> Field.Value? {
        if let literal = json?.number { return Amount(literal: literal).map { .amount($0) } }
        guard let text = json?.string, !text.isEmpty else { return nil }
        return kind == .date ? CalendarDate(text).map { .date($0) } : .text(text)
    }

    private static func member(_ path: String, of root: JSONValue) -> JSONValue? {
        path.split(separator: ".").reduce(root) { value, step in value?[String(step)] }
    }
}
