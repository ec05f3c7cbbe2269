import FieldExtraction
import InvoiceCoding
import Invoices
import JSON

/// What a review said ↔ JSON, as it rests in the store.
enum ReviewCoding {
    static func write(_ reviewed: ReviewedValues) -> [UInt8] {
        JSONWriter.write { json in
            json.object { json in
                json.member("fields", raw: ExtractionCoding.write(reviewed.fields))
                json.member("missing", strings: reviewed.missing.sorted())
                json.member("tables", strings: reviewed.tables.sorted())
                json.member("isWhole", reviewed.isWhole)
                json.member("isConfirmed", reviewed.isConfirmed)
                json.member("annotations", array: reviewed.annotations) { json, correction in
                    json.object { write(correction, into: &$0) }
                }
            }
        }
    }

    static func read(_ bytes: [UInt8]) throws -> ReviewedValues {
        let json = try JSONReader.read(bytes, limits: .ours)
        var reviewed = ReviewedValues()
        reviewed.fields = try ExtractionCoding.fields(json["fields"]?.array ?? [])
        reviewed.missing = Set((json["missing"]?.array ?? []).compactMap(\.string))
        reviewed.tables = Set((json["tables"]?.array ?? []).compactMap(\.string))
        reviewed.isWhole = json["isWhole"]?.bool ?? false
        reviewed.isConfirmed = json["isConfirmed"]?.bool ?? false
        reviewed.annotations = (json["annotations"]?.array ?? []).compactMap(correction)
        return reviewed
    }

    private static func write(_ correction: Correction, into json: inout JSONWriter) {
        json.member("field", correction.field)
        json.member("text", correction.text)
        json.member("value", correction.value)
        json.member("isMissing", correction.isMissing)
        json.member("page", correction.page)
    }

    private static func correction(_ json: JSONValue) -> Correction? {
        guard let field = json["field"]?.string, let page = json["page"]?.int else { return nil }
        return Correction(
            field: field, text: json["text"]?.string ?? "", value: json["value"]?.string,
            isMissing: json["isMissing"]?.bool ?? false, page: page)
    }
}
