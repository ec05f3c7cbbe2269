import InvoiceCoding
import Invoices
import JSON

/// Annotations of type `correction` that name a field.
enum Corrections {
    /// Those in a page's annotations, a JSON array in the contract's shape.
    static func read(_ annotations: [UInt8], page: Int) throws -> [Correction] {
        try (JSONReader.read(annotations, limits: .ours).array ?? []).compactMap { json in
            guard json["type"]?.string == "correction", let field = json["field"]?.string else { return nil }
            let isMissing = json["isMissing"]?.bool ?? false
            guard let text = json["text"]?.string ?? (isMissing ? "" : nil) else { return nil }
            return Correction(
                field: FieldNames.current(field), text: text, value: json["value"].flatMap(value), isMissing: isMissing,
                page: page,
                box: json["coordinates"].flatMap(BoxCoding.read))
        }
    }

    private static func value(_ json: JSONValue) -> String? {
        json.string ?? json.number ?? json.bool.map { $0 ? "true" : "false" }
    }
}
