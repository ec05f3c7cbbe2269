import Exports
import Foundation
import FoundationXML
import Invoices
import Testing

struct ExportTests {
    private func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, source: .ocr)
    }

    private func csv(_ fields: [Field]) -> [String] {
        let job = ReadJob(number: "=1+1", documentName: "a \"b\".pdf", extraction: Extraction(fields: fields))
        var bytes = CSVExport.heading
        CSVExport.write(job) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func `rows for line items, quoted, and no cell is a formula`() {
        let lines = csv([
            field("invoice.supplier.name", .text("@evil")), field("invoice.customer.name", .text("a, b;c")),
            field("invoice.amounts.total", .amount(Amount(cents: -1050))),
            field("lineItems[0].description", .text("two\nlines")), field("lineItems[1].description", .text("+x")),
        ])
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("jobNumber,documentName,invoice.number"))
        #expect(lines[1].hasPrefix("'=1+1,\"a \"\"b\"\".pdf\","))
        #expect(lines[1].contains(",'@evil,"))
        #expect(lines[1].contains(",\"a, b;c\","))
        #expect(lines[1].contains(",-10.5,"))
        #expect(lines[1].contains(",\"two\nlines\","))
        #expect(lines[2].contains(",'+x,,,,true,"))
        #expect(csv([]).count == 3)
    }

    @Test func `a row has what is posted: kind, validity, account, VAT by rate, and the line's rate, unit and code`()
        throws
    {
        func amount(_ name: String, _ literal: String) throws -> Field {
            field(name, .amount(try #require(Amount(literal: literal))))
        }
        let finding = Finding(field: "invoice.amounts.total", severity: .error, message: "It does not add up.")
        var extraction = Extraction(
            fields: [
                field("invoice.kind", .text("creditNote")),
                field("invoice.payment.iban", .text("DE02120300000000202051")),
                field("lineItems[0].code", .text("K-1")), field("lineItems[0].unitCode", .text("HUR")),
                field("lineItems[0].unit", .text("Std.")), field("invoice.taxLines[1].category", .text("Z")),
            ]
                + (try [
                    amount("lineItems[0].taxRate", "7"), amount("invoice.taxLines[0].rate", "7"),
                    amount("invoice.taxLines[1].net", "12.5"), amount("invoice.taxLines[5].net", "1"),
                ]))
        extraction.findings = [finding]
        var bytes = CSVExport.heading
        CSVExport.write(ReadJob(number: "1", documentName: "a", extraction: extraction)) { bytes += $0 }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        let cells = lines.map { $0.components(separatedBy: ",") }
        #expect(cells[0].count == cells[1].count)
        let row = Dictionary(zip(cells[0], cells[1])) { first, _ in first }
        let expected = [
            "invoice.kind": "creditNote", "validationResults.isValid": "false", "lineItem.code": "K-1",
            "invoice.payment.iban": "DE02120300000000202051", "lineItem.unitCode": "HUR", "lineItem.unit": "Std.",
            "lineItem.taxRate": "7", "invoice.taxLines[0].rate": "7", "invoice.taxLines[1].net": "12.5",
            "invoice.taxLines[1].category": "Z", "invoice.taxLines[4].net": "",
        ]
        for (name, value) in expected { #expect(row[name] == value, "\(name)") }
        #expect(row["invoice.taxLines[5].net"] == nil)
    }

    @Test func `a long table is written in pieces`() {
        let long = String(repeating: "a", count: 4000)
        let fields =
            [field("invoice.supplier.name", .text(long))]
            + (0..<1000).map { field("lineItems[\($0)].description", .text("\($0)")) }
        var pieces: [Int] = []
        CSVExport.write(ReadJob(number: "1", documentName: "a", extraction: Extraction(fields: fields))) {
            pieces.append($0.count)
        }
        #expect(pieces.reduce(0, +) > 4_000_000)
        #expect(pieces.allSatisfy { $0 < 64 << 10 })
    }

    @Test func `hOCR and ALTO are well-formed, and say where words stand`() throws {
        let box = Box(x: 0.1, y: 0.2, width: 0.3, height: 0.1)
        let word = Word(text: "<A&\"B\u{1}\u{FFFF}>", confidence: 0.95, box: box)
        let page = Page(
            number: 1, width: 100, height: 200, source: .ocr, lines: [TextLine(words: [word, word])],
            image: PageImage(width: 1000, height: 2000))
        let job = ReadJob(number: "1", documentName: "<x>", extraction: Extraction(), pages: [page])
        let hocr = HOCRExport.write(job)
        let alto = ALTOExport.write(job)
        for bytes in [hocr, alto] {
            #expect(XMLParser(data: Data(bytes)).parse())
        }
        let hocrText = String(decoding: hocr, as: UTF8.self)
        #expect(hocrText.contains("title=\"bbox 100 400 400 600; x_wconf 95\">&lt;A&amp;&quot;B&gt;</span>"))
        let altoText = String(decoding: alto, as: UTF8.self)
        #expect(altoText.contains("HPOS=\"100\" VPOS=\"400\" WIDTH=\"300\" HEIGHT=\"200\" WC=\"0.95\""))
    }

    @Test func `a page that has its own text is measured in the pixels of its picture`() {
        let word = Word(text: "a", confidence: 1, box: Box(x: 0.5, y: 0.5, width: 0.1, height: 0.1))
        let page = Page(number: 1, width: 595, height: 842, source: .textLayer, lines: [TextLine(words: [word])])
        let job = ReadJob(number: "1", documentName: "a.pdf", extraction: Extraction(), pages: [page])
        #expect(String(decoding: HOCRExport.write(job), as: UTF8.self).contains("bbox 0 0 1240 1754"))
        #expect(String(decoding: ALTOExport.write(job), as: UTF8.self).contains("HPOS=\"620\""))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, -0.2])
    func `places and sizes that no page has are exported`(number: Double) {
        let box = Box(x: number, y: number, width: number, height: number)
        let line = TextLine(words: [Word(text: "Zuschlag", confidence: number, box: box)])
        let page = Page(number: 1, width: number, height: number, source: .textLayer, lines: [line])
        let job = ReadJob(number: "A-1", documentName: "a.pdf", extraction: Extraction(), pages: [page])
        #expect(String(decoding: HOCRExport.write(job), as: UTF8.self).contains("Zuschlag"))
        #expect(String(decoding: ALTOExport.write(job), as: UTF8.self).contains("Zuschlag"))
    }
}
