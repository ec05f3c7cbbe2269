import Testing

@testable import FieldExtraction
@testable import Invoices

struct ConfidenceJudgeTests {
    private func read(_ drawing: String, source: Page.Source = .textLayer) -> Extraction {
        Extractor(keepsFeatures: true).extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: source)]))
    }

    /// - Parameter total: As printed; 119.00 fits.
    private func invoice(number: String = "Invoice number:  INV-20771", total: String = "119.00") -> String {
        """
        Harrow Pine Joinery Ltd
        12 Mill Lane
        Leeds LS1 4AP

        Bill to
        Castle Quay Hotels Ltd
        4 Harbour Street
        Dover CT16 1QX
                                                \(number)
                                                Invoice date:    12 May 2026
                                                Due date:        11 June 2026
        INVOICE

        Description                     Quantity     Unit price     Amount
        Oak shelf                       2            30.00          60.00
        Fitting                         1            40.00          40.00

                                                     Subtotal       £100.00
                                                     VAT 19%        £19.00
                                                     Total          £\(total)
        """
    }

    @Test func `sums that hold make the total surer than sums that do not`() throws {
        let right = try #require(read(invoice())["invoice.amounts.total"])
        let wrong = try #require(read(invoice(total: "191.00"))["invoice.amounts.total"])
        #expect(right.confidence > wrong.confidence)
    }

    @Test func `a check is told whether it passed or not`() throws {
        let right = try #require(read(invoice())["invoice.amounts.total"])
        let passed = try #require(right.checks.first { $0.name == .totals })
        #expect(passed.passed)
        #expect(passed.message == "Net 100.00 plus tax 19.00 is the total 119.00.")
        let wrong = try #require(read(invoice(total: "191.00"))["invoice.amounts.total"])
        let failed = try #require(wrong.checks.first { $0.name == .totals })
        #expect(!failed.passed)
        #expect(failed.message.contains("191.00"))
    }

    @Test func `another number beside such a label is an alternative with its place`() throws {
        let drawing = invoice(number: "Invoice number:  INV-20771\n    Invoice no.      88123")
        let number = try #require(read(drawing)["invoice.number"])
        let other = try #require(number.alternatives.first)
        #expect(Set([number.value.text, other.value.text]) == ["INV-20771", "88123"])
        #expect(other.page == 1)
        #expect(other.box != nil)
        #expect(other.confidence < number.confidence)
    }

    @Test func `alternatives are few, differ, and share what the field leaves`() {
        let drawing = invoice(
            number: (1...9).map { "Invoice number:  INV-2077\($0)" }.joined(separator: "\n            "))
        let fields = read(drawing).fields.filter { !$0.alternatives.isEmpty }
        #expect(!fields.isEmpty)
        for field in fields {
            #expect(field.alternatives.count <= FieldAlternative.most)
            #expect(!field.alternatives.contains { $0.value == field.value })
            #expect(Set(field.alternatives.map { "\($0.value)" }).count == field.alternatives.count)
            #expect(field.alternatives.reduce(field.confidence) { $0 + $1.confidence } <= 1.000001)
        }
    }

    @Test func `each judged field says at most three different reasons`() throws {
        let extraction = read(invoice())
        let number = try #require(extraction["invoice.number"])
        #expect((1...3).contains(number.reasons.count))
        for field in extraction.fields {
            #expect(field.reasons.count <= 3)
            #expect(Set(field.reasons).count == field.reasons.count)
        }
    }

    @Test func `a recognised page makes no value surer`() throws {
        for name in ["invoice.number", "invoice.amounts.total"] {
            let text = try #require(read(invoice())[name])
            let recognised = try #require(read(invoice(), source: .ocr)[name])
            #expect(recognised.confidence <= text.confidence)
        }
    }

    @Test func `features are told only where they are asked for`() {
        let document = ReadDocument(pages: [DrawnPage(invoice()).page(1)])
        #expect(Extractor().extract(document).features.isEmpty)
        let features = Extractor(keepsFeatures: true).extract(document).features
        #expect(features["invoice.amounts.total"]?["totalsProven"] == 1)
        #expect(features["overall"]?["missing.number"] == 0)
    }
}
