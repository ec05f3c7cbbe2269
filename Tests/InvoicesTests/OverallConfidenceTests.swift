import Testing

@testable import Invoices

struct OverallConfidenceTests {
    private func extraction(
        _ confidence: Double, source: Field.Source = .textLayer, kind: String = "invoice",
        without missing: String? = nil
    ) -> Extraction {
        var fields = OverallConfidence.fields.filter { $0 != missing }.map { name in
            Field(name: name, value: .text("1"), rawText: "", confidence: confidence, page: 1, source: source)
        }
        fields.append(Field(name: "invoice.kind", value: .text(kind), rawText: "", confidence: 1, source: source))
        return Extraction(fields: fields)
    }

    @Test func `surer values make a surer document`() {
        let told = [0.2, 0.5, 0.8, 0.95, 0.995].map { extraction($0).overallConfidence }
        #expect(zip(told, told.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(told[0] < told[4])
    }

    @Test(arguments: OverallConfidence.fields.filter { $0 != "invoice.amounts.currency" })
    func `a document that lacks a main value needs review`(_ name: String) {
        #expect(extraction(0.995, without: name).overallConfidence < 0.5)
        #expect(extraction(0.995, without: name).needsReview)
    }

    @Test func `a receipt needs no number`() {
        let receipt = extraction(0.995, kind: "receipt", without: "invoice.number")
        #expect(receipt.overallConfidence > extraction(0.995, without: "invoice.number").overallConfidence)
    }

    @Test func `what an e-invoice says needs no review`() {
        #expect(extraction(1, source: .einvoice).overallConfidence == 1)
        #expect(!extraction(1, source: .einvoice).needsReview)
    }

    @Test func `an error needs review, a warning alone does not`() {
        var read = extraction(1, source: .einvoice)
        read.findings = [Finding(field: "invoice.dueDate", severity: .warning, message: "")]
        #expect(!read.needsReview)
        read.findings.append(Finding(field: "invoice.dueDate", severity: .error, message: ""))
        #expect(read.needsReview)
    }

    @Test func `nothing found is no confidence`() {
        #expect(Extraction().overallConfidence == 0)
        #expect(Extraction().needsReview)
    }
}
