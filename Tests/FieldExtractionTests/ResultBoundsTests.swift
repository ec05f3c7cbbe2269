import Testing

@testable import FieldExtraction
@testable import Invoices

struct ResultBoundsTests {
    private func field(_ name: String, _ value: Field.Value, raw: String = "", box: Box? = nil) -> Field {
        Field(name: name, value: value, rawText: raw, confidence: 0.9, box: box, source: .textLayer)
    }

    private func lines(_ count: Int, text: String = "") -> Extraction {
        Extraction(fields: (0..<count).map { field("lineItems[\($0)].description", .text(text)) })
    }

    private func failure(_ extraction: Extraction) -> JobFailure? {
        do throws(JobFailure) {
            try ResultBounds.check(extraction)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a text is cut behind 4096 bytes, between its scalars, with a finding`() throws {
        let long = "a" + String(repeating: "é", count: 3000)
        let bounded = ResultBounds.bounded(Extraction(fields: [field("invoice.payment.terms", .text(long), raw: long)]))
        let cut = try #require(bounded["invoice.payment.terms"])
        #expect(cut.value.text?.utf8.count == 4095 && cut.rawText == cut.value.text)
        #expect(long.hasPrefix(cut.rawText))
        #expect(
            bounded.findings.map(\.code) == [.textCut] && bounded.findings.map(\.field) == ["invoice.payment.terms"])
        #expect(ResultBounds.bounded(bounded) == bounded)
    }

    @Test func `a text of 4096 bytes stays as it is`() {
        let extraction = Extraction(fields: [field("invoice.payment.iban", .text(String(repeating: "x", count: 4096)))])
        #expect(ResultBounds.bounded(extraction) == extraction)
    }

    @Test func `one character of thousands of marks is cut, too`() {
        let text = "e" + String(repeating: "\u{301}", count: 9000)
        #expect(text.count == 1 && text.cut(toBytes: 100).utf8.count == 99)
    }

    @Test func `a date that no invoice has is left out with a finding`() {
        for days in [-25_568, 84_006] {
            let extraction = Extraction(fields: [field("invoice.date", .date(CalendarDate(daysSince1970: days)))])
            let bounded = ResultBounds.bounded(extraction)
            #expect(bounded.fields.isEmpty && bounded.findings.map(\.code) == [.valueOutOfRange])
        }
        for days in [-25_567, 84_005] {
            let extraction = Extraction(fields: [field("invoice.date", .date(CalendarDate(daysSince1970: days)))])
            #expect(ResultBounds.bounded(extraction) == extraction)
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, 2.1])
    func `a place that no page has is no place`(x: Double) {
        let box = Box(x: x, y: 0, width: 0.1, height: 0.1)
        var odd = field("invoice.payment.iban", .text("x"), box: box)
        odd.confidence = x
        let bounded = ResultBounds.bounded(Extraction(fields: [odd]))
        #expect(bounded["invoice.payment.iban"]?.box == nil)
        #expect((0...1).contains(bounded["invoice.payment.iban"]?.confidence ?? -1))
    }

    @Test func `a printed amount or date that can be none is told where nothing else was found`() {
        let page = DrawnPage(
            """
            Rechnungsdatum:    03.04.2500
            Rechnungsnummer:   K-12

            Gesamtbetrag       12345678901234567890,00
            """
        ).page(1)
        let extraction = Extractor().extract(ReadDocument(pages: [page]))
        #expect(extraction["invoice.date"] == nil && extraction["invoice.amounts.total"] == nil)
        let told = extraction.findings.filter { $0.code == .valueOutOfRange }
        #expect(Set(told.map(\.field)) == ["invoice.date", "invoice.amounts.total"])
        #expect(told.contains { $0.message.hasPrefix("03.04.2500 ") })
    }

    @Test func `ten thousand line items are a result, one more is a document that is too large`() {
        #expect(failure(lines(10_000)) == nil)
        let told = failure(lines(10_001))
        #expect(told?.code == .documentTooLarge && told?.kind == .permanent)
        #expect(told?.message.contains("10,000 line items") == true)
        #expect(failure(lines(15_000, text: "Screws of brass, a hundred a box"))?.code == .documentTooLarge)
    }

    @Test func `a name with a row that there cannot be counts as no line item`() {
        let odd = [
            "lineItems[-1].amount", "lineItems[x].amount", "lineItems[99999999999999999999].amount", "lineItems[",
        ]
        #expect(failure(Extraction(fields: odd.map { field($0, .text("")) })) == nil)
    }

    @Test func `eight MiB as they are written are a result, a byte more is not`() {
        let empty = ExtractionJSON.write([field("notes", .text(""))]).count + ExtractionJSON.write([Finding]()).count
        let room = ResultBounds.mostBytes - empty
        #expect(failure(Extraction(fields: [field("notes", .text(String(repeating: "x", count: room)))])) == nil)
        let told = failure(Extraction(fields: [field("notes", .text(String(repeating: "x", count: room + 1)))]))
        #expect(told?.code == .documentTooLarge && told?.message.contains("8 MiB") == true)
        // A quotation mark is two bytes there.
        let quotes = failure(Extraction(fields: [field("notes", .text(String(repeating: "\"", count: room / 2 + 1)))]))
        #expect(quotes?.code == .documentTooLarge)
        let raw = failure(Extraction(fields: [field("notes", .text(""), raw: String(repeating: "x", count: 9 << 20))]))
        #expect(raw?.code == .documentTooLarge)
    }
}
