import Invoices
import JSON
import Testing

@testable import InvoiceServer

/// What `read` prints for people and for programs.
struct InvoiceReportTests {
    private func field(_ name: String, _ value: Field.Value, confidence: Double = 0.95) -> Field {
        Field(name: name, value: value, rawText: "raw", confidence: confidence, source: .ocr)
    }

    private func read(_ fields: [Field], _ findings: [Finding] = []) -> ReadFile {
        let page = Page(number: 1, width: 595, height: 842, source: .ocr, lines: [])
        return ReadFile(
            info: DocumentInfo(pages: 1, size: 12, format: .png, resolution: 300, language: "deu"),
            document: ReadDocument(pages: [page]), extraction: Extraction(fields: fields, findings: findings))
    }

    private func invoice() throws -> ReadFile {
        let amounts = [
            ("lineItems[0].quantity", "2"), ("lineItems[0].amount", "25.5"), ("lineItems[1].amount", "1200"),
            ("invoice.amounts.total", "1225.5"),
        ]
        return read(
            [
                field("invoice.number", .text("R-1")), field("invoice.supplier.name", .text("Nord\u{1B}[31m GmbH")),
                field("invoice.customer.name", .text("Süd AG"), confidence: 0.5),
                field("lineItems[0].description", .text("Nails")), field("parcels", .text("3")),
                field("invoice.amounts.currency", .text("EUR")),
            ] + (try amounts.map { field($0.0, .amount(try #require(Amount(literal: $0.1)))) }),
            [Finding(field: "invoice.amounts.total", severity: .error, message: "The sum is wrong.")])
    }

    private func sheet(_ read: ReadFile, isColoured: Bool = false) -> String {
        InvoiceReport(TerminalStyle(isColoured: isColoured)).text("a.png", .success(read))
    }

    @Test func `parties, lines, amounts and findings stand as on an invoice`() throws {
        let overall = Int((try invoice().extraction.overallConfidence * 100).rounded())
        #expect(
            sheet(try invoice()) == """
                a.png
                  png, 1 page, 300 dpi, deu, confidence \(overall) %, needs review
                  invoice R-1

                  From                                  To
                  Nord[31m GmbH                         Süd AG (50 %)

                  Description  Quantity   Amount
                  ──────────────────────────────
                  Nails               2    25.50
                                         1200.00

                  Total  1225.50 EUR

                  parcels  3

                  error: The sum is wrong.

                """)
    }

    @Test func `colours come only from the program, never from a document`() throws {
        let text = sheet(try invoice(), isColoured: true)
        #expect(text.contains("\u{1B}[31merror: The sum is wrong.\u{1B}[0m"))
        #expect(!text.contains("Nord\u{1B}"))
    }

    @Test func `long descriptions go on below`() throws {
        let words = Array(repeating: "plank", count: 9).joined(separator: " ")
        let text = sheet(read([field("lineItems[0].description", .text(words))]))
        #expect(text.components(separatedBy: "\n").filter { $0.contains("plank") }.count == 2)
    }

    @Test func `a document without fields says so`() {
        #expect(sheet(read([])).contains("Nothing was found."))
    }

    @Test func `--jsonl has the file, the short fields and the results of the API`() throws {
        let line = try JSONReader.read(Array(ReadJSON.line("in/a.b.png", .success(try invoice())).utf8))
        #expect(line["id"]?.string == "a.b")
        #expect(line["file"]?.string == "in/a.b.png")
        #expect(line["fields"]?["total"]?.number == "1225.5")
        let results = try #require(line["results"])
        #expect(results["status"]?.string == "completed")
        #expect(results["documentInfo"]?["language"]?.string == "deu")
        #expect(results["documentInfo"]?["resolution"]?.string == "300 dpi")
        #expect(results["extractedData"]?["invoice"]?["amounts"]?["total"]?.number == "1225.5")
        #expect(results["validationResults"]?["isValid"]?.bool == false)
        #expect(results["fields"]?.array?.first?["name"]?.string == "invoice.number")
        #expect(results["pages"]?.array?.first?["width"]?.int == 595)
    }

    @Test func `--json is the results alone, an array for several files, also if one fails`() throws {
        let one = ReadFormat.json(isArray: false).text(for: "a.png", 0, of: 1, .success(try invoice()))
        #expect(try JSONReader.read(Array(one.utf8))["jobId"]?.isNull == true)
        let format = ReadFormat.json(isArray: true)
        let failure = JobFailure(.documentEmpty, "The document is empty.")
        let all = [
            format.text(for: "a.png", 0, of: 2, .success(try invoice())),
            format.text(for: "b.png", 1, of: 2, .failure(failure)),
        ].joined(separator: "\n")
        let array = try #require(try JSONReader.read(Array(all.utf8)).array)
        #expect(array.count == 2)
        #expect(array[1]["file"]?.string == "b.png")
        #expect(array[1]["error"]?["code"]?.string == "document_empty")
    }
}
