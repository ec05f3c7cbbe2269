import InvoiceCoding
package import Invoices
import JSON

/// A request to propose a template: the numbers of pages that the reader holds, and their correct values.
package struct ProposalRequest: Sendable, Equatable {
    /// The numbers of the pages, in order; the process received each before.
    package var pages: [Int]
    /// The correct values by the contract's names, with line items. Only a field's name and value are used.
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
