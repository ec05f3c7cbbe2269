import Invoices
import JSON

extension DocumentSummary {
    func write(to json: inout JSONWriter) {
        json.member("kind", kind.rawValue)
        json.member("pageCount", pageCount)
        if !findings.isEmpty { json.member("findings", array: findings) { $1.write(to: &$0) } }
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
            electronicInvoice: try json["electronicInvoice"].map(ElectronicInvoice.init(json:)),
            findings: try (json["findings"]?.needArray() ?? []).map(Finding.init(json:)))
    }
}

/// The e-invoice's fields stay in the fork that read it; only the extraction's result comes to the server.
extension ElectronicInvoice {
    /// Writes the members of an object.
    fileprivate func write(to json: inout JSONWriter) {
        json.member("syntax", syntax.rawValue)
        json.member("profile", profile)
    }

    fileprivate init(json: JSONValue) throws {
        guard let syntax = Syntax(rawValue: try json.required("syntax").needString()) else {
            throw WireError.wrongType
        }
        self.init(
            syntax: syntax, profile: try json.required("profile").needString(atMost: ElectronicInvoice.longestProfile))
    }
}
