import InvoiceCoding
package import Invoices
import JSON

/// What a reader is asked to find in pages that it holds.
package struct ExtractionRequest: Sendable, Equatable {
    package var template: Template
    /// Whether what the document carries as data, or is, counts; the fork that has it open knows it.
    package var usesElectronicInvoice: Bool
    /// The numbers of the pages, in order; each was read by this process or handed to it before.
    package var pages: [Int]
    /// Seconds of processor time that it may take; beyond them the kernel ends the process.
    package var processorSeconds: Int

    /// A document's extraction takes milliseconds; so much is for the largest one that is allowed.
    package static let standardSeconds = 60

    package init(
        template: Template, usesElectronicInvoice: Bool = true, pages: [Int] = [],
        processorSeconds: Int = standardSeconds
    ) {
        self.template = template
        self.usesElectronicInvoice = usesElectronicInvoice
        self.pages = pages
        self.processorSeconds = processorSeconds
    }
}

extension ExtractionRequest {
    /// Writes the members of an object.
    func write(to json: inout JSONWriter) {
        json.member("template", raw: TemplateCoding.write(template))
        json.member("usesElectronicInvoice", usesElectronicInvoice)
        json.member("pages", array: pages) { json, number in json.value(number) }
        json.member("processorSeconds", processorSeconds)
    }

    init(json: JSONValue) throws {
        self.init(
            template: try TemplateCoding.read(json.required("template")),
            usesElectronicInvoice: try json.required("usesElectronicInvoice").needBool(),
            pages: try json.required("pages").needArray().map { try $0.needInt(1...Page.most) },
            processorSeconds: try json.required("processorSeconds").needInt(1...86_400))
    }
}
