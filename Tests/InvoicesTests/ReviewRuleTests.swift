import Testing

@testable import Invoices

/// The default rule for reviews.
struct ReviewRuleTests {
    /// An e-invoice, whose values are sure.
    private func extraction(without name: String? = nil, findings: [Finding] = []) -> Extraction {
        let fields = OverallConfidence.fields.filter { $0 != name }.map {
            Field(name: $0, value: .text("x"), rawText: "x", confidence: 1, source: .einvoice)
        }
        return Extraction(fields: fields, findings: findings)
    }

    @Test func `what is sure and has no error needs none`() {
        let rule = ReviewRule()
        #expect(!rule.isNeeded(extraction()))
        #expect(rule.reasons(extraction()).isEmpty)
        #expect(rule.doubt(extraction()) == 0)
        let warning = Finding(field: "invoice.date", severity: .warning, message: "Odd.")
        #expect(!rule.isNeeded(extraction(findings: [warning])))
    }

    @Test func `an error is a reason, with its code`() {
        let error = Finding(field: "invoice.dueDate", severity: .error, message: "Too early.", code: .dates)
        let reasons = ReviewRule().reasons(extraction(findings: [error]))
        #expect(reasons == [ReviewReason(field: "invoice.dueDate", code: "dates", message: "Too early.")])
        #expect(ReviewRule().doubt(extraction(findings: [error])) == 0.5)
    }

    @Test func `a value that is missing or doubtful is a reason`() {
        let missing = ReviewRule().reasons(extraction(without: "invoice.date"))
        #expect(missing.map(\.field) == ["invoice.date"] && missing.map(\.code) == ["missing"])
        var doubtful = extraction()
        doubtful.fields[0].confidence = 0.4
        doubtful.fields[0].source = .ocr
        let reasons = ReviewRule().reasons(doubtful)
        #expect(reasons.map(\.field) == ["invoice.number"] && reasons.map(\.code) == ["low_confidence"])
    }

    @Test func `an account may want to see more, or less`() {
        var doubtful = extraction()
        doubtful.fields[0].confidence = 0.4
        doubtful.fields[0].source = .ocr
        #expect(!ReviewRule(threshold: 0).isNeeded(doubtful))
        #expect(ReviewRule(threshold: 1).isNeeded(doubtful))
        #expect(!ReviewRule(threshold: 1).isNeeded(extraction()))
    }
}
