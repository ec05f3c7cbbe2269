import Testing

@testable import FieldExtraction
@testable import Invoices

/// A file of several invoices: its fields are those of the first, and it says where the others begin.
struct InvoiceStartsTests {
    private func page(
        _ number: String, of supplier: String = "Kestrel Joinery Ltd", counted: String = "",
        lines: String = "Shelf board              2          30.00        60.00", total: String? = "72.00"
    ) -> String {
        let sums = """
                                                 Subtotal     60.00
                                                 VAT 20%      12.00
                                                 Total        \(total ?? "") GBP
            """
        return """
            \(supplier)                                       INVOICE
            5 Mill Lane
            York YO1 7HH
                                               Invoice number:  \(number)
            Osprey Books Ltd                   Invoice date:    12/05/2025
            8 Quay Road
            Hull HU1 2AB                       \(counted)

            Description              Quantity   Unit price   Amount
            \(lines)

            \(total == nil ? "" : sums)
            """
    }

    private func read(_ drawings: [String], source: Page.Source = .textLayer) -> Extraction {
        let pages = drawings.enumerated().map { DrawnPage($1).page($0 + 1, source: source) }
        return Extractor().extract(ReadDocument(pages: pages))
    }

    private func starts(_ extraction: Extraction) -> [Int]? {
        extraction.findings.first { $0.code == .severalInvoices }?.pages
    }

    @Test func `two invoices are told, and the fields are those of the first`() {
        let second = page("KJ-3317", lines: "Oak door                 1         500.00       500.00", total: "600.00")
            .replacing("60.00\n", with: "500.00\n").replacing("12.00\n", with: "100.00\n")
        let read = read([page("KJ-3316"), second])
        #expect(starts(read) == [1, 2])
        #expect(!read.isValid)
        #expect(read.invoice.number == "KJ-3316" && read.invoice.total?.literal == "72")
        #expect(read.fields.allSatisfy { $0.page == nil || $0.page == 1 })
    }

    @Test func `an invoice of several pages that repeats its head is one`() {
        let read = read([page("KJ-3316", total: nil), page("KJ-3316", counted: "Page 2 of 2")])
        #expect(starts(read) == nil)
        #expect(read.invoice.total?.literal == "72")
    }

    @Test func `pages that are counted from 1 again begin another invoice`() {
        let pages = [
            page("KJ-3316", counted: "Page 1 of 2", total: nil), page("KJ-3316", counted: "Page 2 of 2"),
            page("KJ-3317", counted: "Page 1 of 2", total: nil), page("KJ-3317", counted: "Page 2 of 2"),
        ]
        #expect(starts(read(pages)) == [1, 3])
    }

    @Test func `a page that is counted on belongs to the invoice before it, whatever number it shows`() {
        #expect(starts(read([page("KJ-3316"), page("KJ-3317", counted: "Page 2 of 2")])) == nil)
    }

    @Test func `another number begins nothing before there was a total`() {
        #expect(starts(read([page("KJ-3316", total: nil), page("KJ-9981")])) == nil)
    }

    @Test func `an annex that names its invoice is no invoice of its own`() {
        let annex = page("A-77").replacing("8 Quay Road", with: "KJ-3316    ")
        #expect(starts(read([page("KJ-3316"), annex])) == nil)
    }

    @Test func `a number that was recognised with one wrong letter is the same number`() {
        let pages = [page("KJ-3316"), page("KJ-3318")]
        #expect(starts(read(pages, source: .ocr)) == nil)
        #expect(starts(read(pages)) == [1, 2])
    }

    @Test func `a statement lists invoices and holds none`() {
        let statement = page("KJ-3316").replacing("INVOICE", with: "STATEMENT OF ACCOUNT")
        #expect(starts(read([statement, page("KJ-3317")])) == nil)
    }

    @Test func `an e-invoice says itself what its file is`() {
        let pages = [page("KJ-3316"), page("KJ-3317")].enumerated().map { DrawnPage($1).page($0 + 1) }
        let invoice = ElectronicInvoice(
            syntax: .cii,
            fields: [
                Field(name: "invoice.number", value: .text("E-1"), rawText: "E-1", confidence: 1, source: .einvoice)
            ])
        let read = Extractor().extract(ReadDocument(pages: pages, electronicInvoice: invoice))
        #expect(starts(read) == nil && read.invoice.number == "E-1")
    }

    @Test func `what the reader says of the file and of its pages is told`() throws {
        var page = DrawnPage(page("KJ-3316")).page(1, source: .ocr)
        page.textLayerDiffers = true
        let note = Finding(field: "", severity: .error, message: "There is more.", code: .portfolio)
        let read = Extractor().extract(ReadDocument(pages: [page], findings: [note]))
        #expect(read.findings.contains(note))
        let differs = try #require(read.findings.first { $0.code == .textLayerDiffers })
        #expect(differs.pages == [1] && differs.severity == .warning)
    }
}
