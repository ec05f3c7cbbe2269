import InvoiceCoding
import Invoices
import JSON

/// Fields and findings ↔ JSON, as they rest in the store.
enum ExtractionCoding {
    static func write(_ fields: [Field]) -> [UInt8] {
        JSONWriter.write { $0.array(fields) { writer, field in writer.object { write(field, &$0) } } }
    }

    static func write(_ findings: [Finding]) -> [UInt8] {
        JSONWriter.write { writer in
            writer.array(findings) { writer, finding in
                writer.object { writer in
                    writer.member("field", finding.field)
                    writer.member("message", finding.message)
                    writer.member("severity", finding.severity.rawValue)
                }
            }
        }
    }

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
            fields: try (json["fields"]?.array ?? []).map(field),
            findings: (json["findings"]?.array ?? []).map(finding))
    }

    static func readFields(_ bytes: [UInt8]) throws -> [Field] {
        try (JSONReader.read(bytes, limits: .ours).array ?? []).map(field)
    }

    static func readFindings(_ bytes: [UInt8]) throws -> [Finding] {
        try (JSONReader.read(bytes, limits: .ours).array ?? []).map(finding)
    }

    private static func finding(_ json: JSONValue) -> Finding {
        Finding(
            field: json["field"]?.string ?? "",
            severity: json["severity"]?.string.flatMap(Finding.Severity.init(rawValue:)) ?? .info,
            message: json["message"]?.string ?? "")
    }

    private static func write(_ field: Field, _ writer: inout JSONWriter) {
        writer.member("name", field.name)
        switch field.value {
        case .text(let text): writer.member("text", text)
        case .amount(let amount): writer.member("amount", raw: amount.literal)
        case .date(let date): writer.member("date", date.text)
        case .flag(let flag): writer.member("flag", flag)
        }
        writer.member("rawText", field.rawText)
        writer.member("confidence", field.confidence)
        writer.member("page", field.page)
        if let box = field.box { writer.member("box") { BoxCoding.write(box, &$0) } }
        writer.member("source", field.source.rawValue)
        writer.member("method", field.method.rawValue)
        writer.member("isRepaired", field.isRepaired)
    }

    private static func field(_ json: JSONValue) throws -> Field {
        guard let name = json["name"]?.string, let value = value(json),
            let source = json["source"]?.string.flatMap(Field.Source.init(rawValue:)),
            let method = json["method"]?.string.flatMap(Field.Method.init(rawValue:))
        else { throw StorageError.damaged("A stored field cannot be read.") }
        return Field(
            name: name, value: value, rawText: json["rawText"]?.string ?? "",
            confidence: json["confidence"]?.double ?? 0, page: json["page"]?.int,
            box: json["box"].flatMap(BoxCoding.read), source: source, method: method,
            isRepaired: json["isRepaired"]?.bool ?? false)
    }

    private static func value(_ json: JSONValue) -> Field.Value? {
        if let text = json["text"]?.string { return .text(text) }
        if let amount = json["amount"]?.number.flatMap(Amount.init(literal:)) { return .amount(amount) }
        if let date = json["date"]?.string.flatMap({ CalendarDate($0) }) { return .date(date) }
        return json["flag"]?.bool.map { .flag($0) }
    }
}
