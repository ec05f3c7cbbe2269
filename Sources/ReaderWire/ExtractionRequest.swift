import InvoiceCoding
package import Invoices
import JSON

/// A request to extract fields from pages that a reader holds.
package struct ExtractionRequest: Sendable, Equatable {
    package var template: Template
    /// What was learnt from the supplier's reviewed documents, as JSON; nil where nothing is known of the supplier.
    package var memory: [UInt8]?
    /// True if the electronic invoice in the document is used; only the fork that has it open knows it.
    package var usesElectronicInvoice: Bool
    /// True if the result has what the models of confidence weighed.
    package var keepsFeatures: Bool
    /// The numbers of the pages, in order; this process read each or received it before.
    package var pages: [Int]
    /// The limit of processor time in seconds, after which the kernel ends the process.
    package var processorSeconds: Int

    /// An extraction usually takes milliseconds; this is for the largest document that is allowed.
    package static let standardSeconds = 60

    package init(
        template: Template, memory: [UInt8]? = nil, usesElectronicInvoice: Bool = true, keepsFeatures: Bool = false, pages: [Int] = [],
        processorSeconds: Int = standardSeconds
    ) {
        self.template = template
        self.memory = memory
        self.usesElectronicInvoice = usesElectronicInvoice
        self.keepsFeatures = keepsFeatures
        self.pages = pages
        self.processorSeconds = processorSeconds
    }
}

extension ExtractionRequest {
    /// Writes the members of an object.
    func write(to json: inout JSONWriter) {
        json.member("template", raw: TemplateCoding.write(template))
        if let memory { json.member("memory", raw: memory) }
        json.member("usesElectronicInvoice", usesElectronicInvoice)
        if keepsFeatures { json.member("keepsFeatures", true) }
        json.member("pages", array: pages) { json, number in json.value(number) }
        json.member("processorSeconds", processorSeconds)
    }

    init(json: JSONValue) throws {
        self.init(
            template: try TemplateCoding.read(json.required("template")),
            memory: json["memory"].map { Array($0.raw) },
            usesElectronicInvoice: try json.required("usesElectronicInvoice").needBool(),
            keepsFeatures: try json["keepsFeatures"]?.needBool() ?? false,
            pages: try json.required("pages").needArray().map { try $0.needInt(1...Page.most) },
            processorSeconds: try json.required("processorSeconds").needInt(1...86_400))
    }
}
