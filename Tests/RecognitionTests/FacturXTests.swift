import Foundation
import Invoices
import Testing

@testable import EInvoices
@testable import Reading

/// PDFs with an embedded e-invoice: what Factur-X 1.0 and PDF/A-3 (ISO 19005-3) ask of them.
@Suite(.timeLimit(.minutes(20)))
struct FacturXTests {
    private func pdf(_ name: String, xml: String = "einvoice-de.xml") throws -> DocumentPDF {
        let reader = try DocumentReader(path: DrawnPage.sample(name), recognisers: Recognisers())
        let page = try reader.page(1, settings: ReadSettings()).page
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: DrawnPage.sample(xml))))
        return try reader.pdf(
            with: [page],
            embedding: InvoiceXML(bytes: bytes, profile: "EN 16931", time: "2031-05-09T10:00:00.000Z"))
    }

    private func saved(_ pdf: PrintedPDF) throws -> [UInt8] {
        let out = pdf.path + ".xml"
        defer { try? FileManager.default.removeItem(atPath: out) }
        _ = try pdf.output("pdfdetach", ["-savefile", "factur-x.xml", "-o", out])
        return try [UInt8](Data(contentsOf: URL(filePath: out)))
    }

    @Test(arguments: ["hardware-es.png", "turned-fr.jpg", "wholesale-nl.tiff", "einvoice-de.xml"])
    func `a scan and pages that were made here become a PDF/A-3`(name: String) throws {
        let made = try pdf(name)
        #expect(made.conformance == .pdfA3)
        let pdf = try PrintedPDF(made.bytes)
        _ = try pdf.output("qpdf", ["--check"])
        let file = try [UInt8](Data(contentsOf: URL(filePath: DrawnPage.sample("einvoice-de.xml"))))
        #expect(try saved(pdf) == file)
        let facts = try pdf.output("pdfinfo")
        #expect(facts.contains("Encrypted:       no") && facts.contains("JavaScript:      no"))
        // Name, type, encoding, then emb, sub, uni: each font is embedded and has a table to Unicode.
        for font in try pdf.output("pdffonts").split(separator: "\n").dropFirst(2) {
            #expect(font.contains(#/ yes +(yes|no) +yes /#), "\(font)")
        }
        let images = try pdf.output("pdfimages", ["-list"])
        #expect(!images.contains("cmyk"))
        try expectMarks(of: made.bytes, isArchival: true)
    }

    @Test func `a PDF of somebody else's gets the e-invoice and says why it is no PDF/A-3`() throws {
        let made = try pdf("consultancy-en.pdf")
        #expect([.fontsNotEmbedded, .sourceNotChecked].contains(made.conformance))
        #expect(made.conformance != .pdfA3)
        try expectMarks(of: made.bytes, isArchival: false)
    }

    @Test func `an e-invoice that is there already is replaced`() throws {
        let first = try pdf("hardware-es.png")
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf").path
        try Data(first.bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let reader = try DocumentReader(path: path, recognisers: Recognisers())
        #expect(reader.summary.electronicInvoice?.syntax == .cii, "it is read again")
        let other = Array("<CrossIndustryInvoice/>".utf8)
        let again = try reader.pdf(
            with: [], embedding: InvoiceXML(bytes: other, profile: "BASIC", time: "2031-05-09T10:00:00.000Z"))
        let pdf = try PrintedPDF(again.bytes)
        #expect(try pdf.output("pdfdetach", ["-list"]).contains("1 embedded file"))
        #expect(try saved(pdf) == other)
        #expect(try EmbeddedMarks(again.bytes).associated == 1)
    }

    @Test func `the same values make the same file`() throws {
        #expect(try pdf("hardware-es.png").bytes == pdf("hardware-es.png").bytes)
    }

    private func expectMarks(of bytes: [UInt8], isArchival: Bool) throws {
        let marks = try EmbeddedMarks(bytes)
        #expect(marks.associated == 1 && marks.relationship == "/Alternative")
        #expect(marks.hasOutputIntent == isArchival)
        #expect(marks.metadata.contains("<pdfaid:part>3</pdfaid:part>") == isArchival)
        #expect(marks.metadata.contains("<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>"))
        #expect(marks.metadata.contains("<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>"))
        #expect(marks.metadata.contains("<pdfaSchema:prefix>fx</pdfaSchema:prefix>"))
        #expect(try XMLDocument.read(Array(marks.metadata.utf8)).name == "xmpmeta")
    }
}
