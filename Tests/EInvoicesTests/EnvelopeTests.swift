import Foundation
import Invoices
import Testing

@testable import EInvoices

/// XML that carries an invoice.
struct EnvelopeTests {
    private func number(_ text: String) throws -> String? {
        try EInvoice.read(Array(text.utf8)).fields.first { $0.name == "invoice.number" }?.rawText
    }

    private func attached(_ attachment: String) -> String {
        """
        <AttachedDocument xmlns:cac="a" xmlns:cbc="b"><cbc:ID>AD-1</cbc:ID><cac:ParentDocumentLineReference><cac:DocumentReference>
        <cac:Attachment><cac:ExternalReference><cbc:Description>approved</cbc:Description></cac:ExternalReference></cac:Attachment>
        </cac:DocumentReference></cac:ParentDocumentLineReference><cac:Attachment>\(attachment)</cac:Attachment></AttachedDocument>
        """
    }

    private func description(_ text: String) -> String {
        "<cac:ExternalReference><cbc:MimeCode>text/xml</cbc:MimeCode><cbc:Description>\(text)</cbc:Description>"
            + "</cac:ExternalReference>"
    }

    @Test func `the invoice in an attached document is read, as text, escaped or in base64`() throws {
        let invoice = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Invoice><ID>SETP-9</ID></Invoice>"
        let escaped = invoice.replacingOccurrences(of: "<", with: "&lt;")
        let base64 = Data(invoice.utf8).base64EncodedString()
        let forms = [
            description("<![CDATA[\(invoice)]]>"), description(escaped),
            "<cbc:EmbeddedDocumentBinaryObject>\(base64)</cbc:EmbeddedDocumentBinaryObject>",
        ]
        for form in forms { #expect(try number(attached(form)) == "SETP-9") }
    }

    @Test func `an attached invoice may be longer than any value of an invoice`() throws {
        let lines = String(repeating: "<InvoiceLine><ID>1</ID></InvoiceLine>", count: 2000)
        let read = try EInvoice.read(
            Array(attached(description("<![CDATA[<Invoice>\(lines)</Invoice>]]>")).utf8))
        #expect(read.fields.contains { $0.name == "lineItems[1999].position" })
    }

    @Test(arguments: ["words alone", "", "<![CDATA[<html/>]]>", "<![CDATA[<AttachedDocument/>]]>"])
    func `an attached document without an invoice is refused`(_ text: String) {
        #expect(throws: EInvoiceError.notAnInvoice) { try number(attached(description(text))) }
    }

    @Test func `a document type in an attached invoice is refused`() {
        let invoice = "<![CDATA[<!DOCTYPE a [<!ENTITY x \"y\">]><Invoice><ID>&x;</ID></Invoice>]]>"
        #expect(throws: EInvoiceError.hasDoctype) { try number(attached(description(invoice))) }
    }

    @Test(arguments: [
        "<ns:StandardBusinessDocument xmlns:ns='s'>", "<AttachedDocument>", "<p:FatturaElettronica xmlns:p='f'>",
        "<fe:Facturae xmlns:fe='e'>", "<Faktura>",
    ])
    func `their files are told without an XML declaration`(_ head: String) {
        #expect(FileKind.detect(in: Array(head.utf8)) == .xml)
    }
}
