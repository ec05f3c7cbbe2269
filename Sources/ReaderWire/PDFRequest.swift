package import Invoices
import JSON

/// A request to make a PDF of the document that a reader's fork has open.
package struct PDFRequest: Sendable, Equatable {
    /// The numbers of the pages whose words it gets; this process received each before.
    package var pages: [Int]
    /// The e-invoice to be embedded.
    package var invoice: InvoiceXML?

    package init(pages: [Int] = [], invoice: InvoiceXML? = nil) {
        self.pages = pages
        self.invoice = invoice
    }
}

extension PDFRequest {
    /// Writes the members of an object; the e-invoice itself is the frame's payload.
    func write(to json: inout JSONWriter) {
        json.member("pages", array: pages) { json, number in json.value(number) }
        guard let invoice else { return }
        json.member("profile", invoice.profile)
        json.member("time", invoice.time)
    }

    init(json: JSONValue, payload: [UInt8]) throws {
        self.init(
            pages: try json.required("pages").needArray().map { try $0.needInt(1...Page.most) },
            invoice: try json["profile"].map {
                InvoiceXML(
                    bytes: payload, profile: try $0.needString(), time: try json.required("time").needString())
            })
    }
}
