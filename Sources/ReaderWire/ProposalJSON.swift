import InvoiceCoding
package import Invoices
import JSON

/// What a reader is told for a template's proposal: the pages that it holds, and what is right on them.
package struct ProposalRequest: Sendable, Equatable {
    /// The numbers of the pages, in order; each was handed to the process before.
    package var pages: [Int]
    /// By the contract's names, line items among them; nothing of a field but its name and value counts.
    package var corrected: [Field]

    package init(pages: [Int] = [], corrected: [Field]) {
        self.pages = pages
        self.corrected = corrected
    }
}

extension ProposalRequest {
    /// Writes the members of an object.
    func write(to json: inout JSONWriter) {
        json.member("pages", array: pages) { json, number in json.value(number) }
        json.member("corrected", array: corrected) { json, field in field.write(to: &json) }
    }

    init(json: JSONValue) throws {
        self.init(
            pages: try json.required("pages").needArray().map { try $0.needInt(1...Page.most) },
            corrected: try json.required("corrected").needArray().map(Field.init(json:)))
    }
}

extension ProposedTemplate {
    /// Writes the members of an object.
    func write(to json: inout JSONWriter) {
        json.member("template", raw: TemplateCoding.write(template))
        json.member("remarks", strings: remarks)
    }

    init(json: JSONValue) throws {
        self.init(
            template: try TemplateCoding.read(json.required("template")),
            remarks: try json.required("remarks").needStrings())
    }
}
