import InvoiceCoding
import Invoices
import JSON

/// Fields and findings ↔ JSON, as they rest in the store. Results of earlier versions have former names of fields, and
/// allowances with the sign that was printed.
enum ExtractionCoding {
    static func write(_ fields: [Field]) -> [UInt8] { ExtractionJSON.write(fields) }

    static func write(_ findings: [Finding]) -> [UInt8] { ExtractionJSON.write(findings) }

    /// Both in one object.
    static func write(_ extraction: Extraction) -> [UInt8] {
        JSONWriter.write { writer in
            writer.object { writer in
                writer.member("fields", raw: write(extraction.fields))
                writer.member("findings", raw: write(extraction.findings))
            }
        }
    }

    static func read(_ bytes: [UInt8]) throws -> Extraction {
        let json = try JSONReader.read(bytes, limits: .ours)
        return Extraction(
            fields: try fields(json["fields"]?.array ?? []),
            findings: (json["findings"]?.array ?? []).map(finding))
    }

    static func readFields(_ bytes: [UInt8]) throws -> [Field] {
        try fields(JSONReader.read(bytes, limits: .ours).array ?? [])
    }

    static func fields(_ array: [JSONValue]) throws -> [Field] { try array.compactMap(field) }

    static func readFindings(_ bytes: [UInt8]) throws -> [Finding] {
        try findings(JSONReader.read(bytes, limits: .ours).array ?? [])
    }

    static func findings(_ array: [JSONValue]) -> [Finding] { array.map(finding) }

    private static func finding(_ json: JSONValue) -> Finding {
        Finding(
            field: FieldNames.current(json["field"]?.string ?? ""),
            severity: json["severity"]?.string.flatMap(Finding.Severity.init(rawValue:)) ?? .info,
            message: json["message"]?.string ?? "", code: json["code"]?.string.flatMap(Finding.Code.init(rawValue:)),
            rule: json["rule"]?.string, pages: (json["pages"]?.array ?? []).compactMap(\.int),
            job: json["job"]?.string.flatMap { Job.ID($0) }, isCheck: json["isCheck"]?.bool ?? false)
    }

    /// Nil for a date of a year that no date has any more: results may be older than the bounds of dates.
    private static func field(_ json: JSONValue) throws -> Field? {
        let value = value(json)
        if value == nil, json["date"]?.string != nil { return nil }
        guard let name = json["name"]?.string, let value,
            let source = json["source"]?.string.flatMap(Field.Source.init(rawValue:)),
            let method = json["method"]?.string.flatMap(Field.Method.init(rawValue:))
        else { throw StorageError.damaged("A stored field cannot be read.") }
        var field = Field(
            name: FieldNames.current(name), value: value, rawText: json["rawText"]?.string ?? "",
            confidence: json["confidence"]?.double ?? 0, page: json["page"]?.int,
            box: json["box"].flatMap(BoxCoding.read), source: source, method: method,
            isRepaired: json["isRepaired"]?.bool ?? false
        ).withoutNeedlessSign
        // Results of earlier versions have none of these.
        field.alternatives = (json["alternatives"]?.array ?? []).compactMap(alternative)
        field.checks = (json["checks"]?.array ?? []).compactMap(check)
        field.reasons = (json["reasons"]?.array ?? []).compactMap(\.string)
        field.memoryDocuments = json["memoryDocuments"]?.int
        return field
    }

    private static func alternative(_ json: JSONValue) -> FieldAlternative? {
        value(json).map { value in
            FieldAlternative(
                value: value, confidence: json["confidence"]?.double ?? 0, page: json["page"]?.int,
                box: json["box"].flatMap(BoxCoding.read))
        }
    }

    private static func check(_ json: JSONValue) -> FieldCheck? {
        guard let name = json["name"]?.string.flatMap(FieldCheck.Name.init(rawValue:)),
            let passed = json["passed"]?.bool
        else { return nil }
        return FieldCheck(name, passed: passed, message: json["message"]?.string ?? "")
    }

    private static func value(_ json: JSONValue) -> Field.Value? {
        if let text = json["text"]?.string { return .text(text) }
        if let amount = json["amount"]?.number.flatMap(Amount.init(nearest:)) { return .amount(amount) }
        if let date = json["date"]?.string.flatMap({ CalendarDate($0) }) { return .date(date) }
        return json["flag"]?.bool.map { .flag($0) }
    }
}
