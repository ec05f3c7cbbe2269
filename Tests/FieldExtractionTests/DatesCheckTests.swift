import Testing

@testable import FieldExtraction
@testable import Invoices

struct DatesCheckTests {
    private func findings(_ dates: [String: String]) -> [String] {
        let fields = dates.sorted { $0.key < $1.key }.compactMap { name, text in
            CalendarDate(text).map {
                Field(name: "invoice.\(name)", value: .date($0), rawText: text, confidence: 1, source: .textLayer)
            }
        }
        return DatesCheck().findings(Extraction(fields: fields)).map { "\($0.severity.rawValue) \($0.field)" }
    }

    @Test func `dates that can be true together say nothing`() {
        #expect(
            findings([
                "date": "2025-03-03", "dueDate": "2025-03-03", "deliveryDate": "2024-12-30",
                "period.start": "2025-02-01",
                "period.end": "2025-02-28",
            ]).isEmpty)
    }

    @Test(arguments: [
        (["dueDate": "2025-03-02"], "error invoice.dueDate"), (["dueDate": "2035-03-03"], "warning invoice.dueDate"),
        (["deliveryDate": "2015-03-03"], "warning invoice.deliveryDate"),
        (["period.start": "2025-02-28", "period.end": "2025-02-01"], "error invoice.period.end"),
    ])
    func `each contradiction is told of its date`(dates: [String: String], finding: String) {
        #expect(findings(dates.merging(["date": "2025-03-03"]) { first, _ in first }) == [finding])
    }

    @Test func `a period needs no date of the invoice to be wrong`() {
        #expect(
            findings(["period.start": "2025-06-30", "period.end": "2025-06-01"]) == ["error invoice.period.end"])
    }

    @Test func `a due date before the invoice is kept where its label leaves no doubt`() {
        let drawing = """
            Larkspur Ceramics Ltd
            INVOICE
            Invoice number 20417        Invoice date 3 March 2025
            Due date 3 April 2024
            Total                                          110.00
            """
        let extraction = Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1)]))
        #expect(extraction.invoice.dueDate?.text == "2024-04-03")
        #expect(extraction.findings.contains { $0.code == .dates && $0.severity == .error })
    }
}
