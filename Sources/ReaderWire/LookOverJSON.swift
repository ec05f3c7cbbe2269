import Invoices
import JSON

extension LookOver {
    func write(to json: inout JSONWriter) {
        json.member("kind", kind.rawValue)
        json.member("pageCount", pageCount)
        guard let electronicInvoice else { return }
        json.member("electronicInvoice", object: { electronicInvoice.write(to: &$0) })
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
    /// Writes the members of an object.
    func write(to json: inout JSONWriter) {
        json.member("syntax", syntax.rawValue)
        json.member("profile", profile)
        json.member("fields", array: fields) { json, field in field.write(to: &json) }
        json.member("findings", array: findings) { json, finding in finding.write(to: &json) }
    }

    init(json: JSONValue) throws {
        guard let syntax = Syntax(rawValue: try json.required("syntax").needString()) else {
            throw WireError.wrongType
        }
        self.init(
            syntax: syntax, profile: try json.required("profile").needString(atMost: 1000),
            fields: try json.required("fields").needArray().map(Field.init(json:)),
            findings: try json.required("findings").needArray().map(Finding.init(json:)))
        // What an e-invoice says stands on no page.
        guard fields.allSatisfy({ $0.source == .einvoice && $0.page == nil && $0.box == nil }) else {
            throw WireError.impossible
        }
    }
}
