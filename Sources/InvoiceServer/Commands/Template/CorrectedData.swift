import Invoices
import JSON

/// Corrected data in any format in which this program prints it.
struct CorrectedData {
    /// All fields, with line items as `lineItems[0].amount`.
    let fields: [Field]

    init(_ json: JSONValue) {
        let data = json["data"] ?? json
        let root = data["extractedData"] ?? data["fields"] ?? data["truth"] ?? data
        let header = (FieldNames.header + FieldNames.beyond).compactMap { name in
            Self.value(name, in: root).map { Self.field(name, $0) }
        }
        let items = (root["lineItems"]?.array ?? []).enumerated().map { Self.cells(of: $1, $0) }
        fields = header + items.flatMap(\.self)
    }

    private static func cells(of item: JSONValue, _ index: Int) -> [Field] {
        FieldPlace.Table.lineItems.columns.compactMap { column in
            cell(item[column]).map { field("lineItems[\(index)].\(column)", $0) }
        }
    }

    private static func cell(_ json: JSONValue?) -> Field.Value? {
        if let literal = json?.number { return Amount(literal: literal).map { .amount($0) } }
        return json?.string.map { .text($0) }
    }

    private static func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, source: .correction)
    }

    /// The value under the contract's name or the shorter name of `read --jsonl`.
    private static func value(_ name: String, in root: JSONValue) -> Field.Value? {
        let short = ["invoice.amounts.", "invoice."].first { name.hasPrefix($0) }.map { name.dropFirst($0.count) }
        let names = [name, short.map(String.init)].compactMap { $0 }
        guard let found = names.lazy.compactMap({ member($0, of: root) }).first else { return nil }
        if let literal = found.number { return Amount(literal: literal).map { .amount($0) } }
        guard let text = found.string, !text.isEmpty else { return nil }
        if name.hasSuffix("ate") { return CalendarDate(text).map { .date($0) } }
        return .text(text)
    }

    private static func member(_ path: String, of root: JSONValue) -> JSONValue? {
        path.split(separator: ".").reduce(root) { value, step in value?[String(step)] }
    }
}
