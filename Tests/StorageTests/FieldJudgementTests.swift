import Invoices
import Testing

@testable import Storage

struct FieldJudgementTests {
    private func number() -> Field {
        var field = Field(
            name: "invoice.number", value: .text("A-17"), rawText: "A-17", confidence: 0.75, page: 1, source: .ocr)
        field.alternatives = [
            FieldAlternative(
                value: .text("4411"), confidence: 0.125, page: 2,
                box: Box(x: 0.25, y: 0.5, width: 0.125, height: 0.0625))
        ]
        field.checks = [FieldCheck(.totals, passed: false, message: "1.00 is not 2.00.")]
        field.reasons = ["A clear label stands beside it."]
        return field
    }

    @Test func `alternatives, checks and reasons rest in the store`() throws {
        #expect(try ExtractionCoding.readFields(ExtractionCoding.write([number()])) == [number()])
    }

    @Test func `results of earlier versions have none`() throws {
        let stored = #"[{"name":"iban","text":"X","confidence":0.5,"source":"ocr","method":"reader"}]"#
        let field = try #require(try ExtractionCoding.readFields(Array(stored.utf8)).first)
        #expect(field.name == "invoice.payment.iban")
        #expect(field.alternatives.isEmpty && field.checks.isEmpty && field.reasons.isEmpty)
    }

    @Test func `a check that this version does not know is left out`() throws {
        let stored = """
            [{"name":"invoice.number","text":"X","confidence":0.5,"source":"ocr","method":"reader",
            "checks":[{"name":"unheard_of","passed":true,"message":""}]}]
            """
        #expect(try ExtractionCoding.readFields(Array(stored.utf8)).first?.checks.isEmpty == true)
    }
}
