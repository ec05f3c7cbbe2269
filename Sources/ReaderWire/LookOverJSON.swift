import Invoices
import JSON

extension LookOver {
    func write(to json: inout JSONWriter) {
        json.member("kind", kind.rawValue)
        json.member("pageCount", pageCount)
        guard let electronicInvoice else { return }
        json.member(
            "electronicInvoice",
            object: { json in
                json.member("syntax", electronicInvoice.syntax.rawValue)
                json.member("profile", electronicInvoice.profile)
                json.member("fields", array: electronicInvoice.fields) { json, field in field.write(to: &json) }
            })
    }

    init(_ json: JSONValue) throws {
        guard let kind = DocumentType(rawValue: try json.required("kind").needString()) else {
            throw WireError.wrongType
        }
        self.init(
            kind: kind,
            pageCount: try json.required("pageCount").needInt(0...Page.most),
            electronicInvoice: try json["electronicInvoice"].map(ElectronicInvoice.init(json:)))
    }
}

extension ElectronicInvoice {
    fileprivate init(json: JSONValue) throws {
        guard let syntax = Syntax(rawValue: try json.required("syntax").needString()) else {
            throw WireError.wrongType
        }
        self.init(
            syntax: syntax, profile: try json.required("profile").needString(atMost: 1000),
            fields: try json.required("fields").needArray().map(Field.init(json:)))
    }
}

/// Fields of an e-invoice: they stand on no page.
extension Field {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("rawText", rawText)
            json.member("confidence", confidence)
            switch value {
            case .text(let text): json.member("text", text)
            case .amount(let amount): json.member("amount", amount.literal)
            case .date(let date): json.member("date", date.text)
            case .flag(let flag): json.member("flag", flag)
            }
        }
    }

    fileprivate init(json: JSONValue) throws {
        let name = try json.required("name").needString(atMost: 100)
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { throw WireError.impossible }
        self.init(
            name: name, value: try Value(json: json), rawText: try json.required("rawText").needString(),
            confidence: try json.required("confidence").needDouble(0...1),
            source: .einvoice)
    }
}

extension Field.Value {
    fileprivate init(json: JSONValue) throws {
        if let text = json["text"]?.string {
            self = .text(text)
        } else if let amount = json["amount"]?.string.flatMap(Amount.init(literal:)) {
            self = .amount(amount)
        } else if let date = json["date"]?.string.flatMap({ CalendarDate($0) }) {
            self = .date(date)
        } else if let flag = json["flag"]?.bool {
            self = .flag(flag)
        } else {
            throw WireError.wrongType
        }
    }
}
