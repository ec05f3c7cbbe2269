import Foundation
import Invoices
import Reading
import Rendering
import Testing

/// PDFs that name their files in the name tree, in annotations or by /AF alone.
struct EmbeddedInvoiceTests {
    private func invoice(_ number: String) -> String { "<Invoice><ID>\(number)</ID><Note>a test</Note></Invoice>" }

    private func number(_ pdf: PDFWithFiles, _ limits: ReaderLimits = ReaderLimits()) throws -> String? {
        let file = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(pdf.bytes).write(to: file)
        let reader = try DocumentReader(path: file.path, recognisers: Recognisers(), limits: limits)
        return reader.summary.electronicInvoice?.fields.first { $0.name == "invoice.number" }?.rawText
    }

    @Test(arguments: [PDFWithFiles.Place.names, .annotation, .associated])
    func `the invoice is found wherever the PDF names it`(_ place: PDFWithFiles.Place) throws {
        let pdf = PDFWithFiles([.init("factur-x.xml", invoice("T-1"), place)])
        #expect(try number(pdf) == "T-1")
    }

    @Test func `a compressed file of /AF is read`() throws {
        // zlib's level 0: a stored block of "<Invoice><ID>Z-1</ID></Invoice>", with its Adler-32 sum.
        let text = Array("<Invoice><ID>Z-1</ID></Invoice>".utf8)
        let (one, two) = text.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let one = (sums.0 + UInt32(byte)) % 65521
            return (one, (sums.1 + one) % 65521)
        }
        let size = UInt8(text.count)
        let stored: [UInt8] = [0x78, 0x01, 1, size, 0, ~size, 0xFF] + text
        let sum = [UInt8(two >> 8), UInt8(two & 255), UInt8(one >> 8), UInt8(one & 255)]
        let file = PDFWithFiles.File("factur-x.xml", stored + sum, .associated, isDeflated: true)
        #expect(try number(PDFWithFiles([file])) == "Z-1")
        let broken = PDFWithFiles.File("factur-x.xml", Array(stored.prefix(12)), .associated, isDeflated: true)
        #expect(try number(PDFWithFiles([broken])) == nil)
    }

    @Test(arguments: [PDFWithFiles.Place.names, .annotation, .associated])
    func `a known name goes before other XML, in whichever place`(_ place: PDFWithFiles.Place) throws {
        let pdf = PDFWithFiles([
            .init("a-former-invoice.xml", invoice("OLD"), .names), .init("ZUGFeRD-invoice.xml", invoice("NEW"), place),
        ])
        #expect(try number(pdf) == "NEW")
    }

    @Test func `it is found behind many annexes, and without .xml`() throws {
        let annexes = (0..<40).map { PDFWithFiles.File("annex-\(10 + $0).txt", "no invoice", .names) }
        #expect(try number(PDFWithFiles(annexes + [.init("rechnung.xml", invoice("T-2"), .names)])) == "T-2")
        #expect(try number(PDFWithFiles(annexes + [.init("zz-data", invoice("T-3"), .names)])) == "T-3")
    }

    @Test func `what is no invoice or too long is passed over`() throws {
        let order = PDFWithFiles.File("factur-x.xml", "<Order><ID>1</ID></Order>", .names)
        #expect(try number(PDFWithFiles([order, .init("other.xml", invoice("T-4"), .names)])) == "T-4")
        var limits = ReaderLimits()
        limits.electronicInvoice = 20
        #expect(try number(PDFWithFiles([.init("factur-x.xml", invoice("T-5"), .names)]), limits) == nil)
    }

    @Test func `an invoice of twenty megabytes is read`() throws {
        let scan = String(repeating: "QUJD", count: 5 << 20)
        let text = "<Invoice><ID>T-6</ID><EmbeddedDocumentBinaryObject>\(scan)</EmbeddedDocumentBinaryObject></Invoice>"
        #expect(try number(PDFWithFiles([.init("xrechnung.xml", text, .names)])) == "T-6")
    }
}
