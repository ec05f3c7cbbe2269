import Testing

@testable import Invoices

struct ValidatorTests {
    private func amount(_ name: String, _ cents: Int) -> Field {
        Field(name: name, value: .amount(Amount(cents: cents)), rawText: "", confidence: 0.95, source: .textLayer)
    }

    private func findings(_ fields: [Field], _ template: Template = .anyInvoice) -> [Finding] {
        Validator(template: template).findings(for: Extraction(fields: fields))
    }

    @Test func `sums that do not fit are told with their figures`() {
        let found = findings([
            amount("invoice.amounts.subtotal", 10_000), amount("invoice.amounts.tax", 1900),
            amount("invoice.amounts.total", 11_800),
        ])
        #expect(
            found.contains {
                $0.severity == .error && $0.message == "Net 100.00 and tax 19.00 make 119.00, the total says 118.00."
            })
    }

    @Test func `line items that do not make the subtotal are a warning`() {
        let found = findings([
            amount("invoice.amounts.subtotal", 11_900), amount("invoice.amounts.total", 11_900),
            amount("lineItems[0].amount", 11_800),
        ])
        #expect(
            found.contains {
                $0.severity == .warning && $0.message == "Line items add up to 118.00, the subtotal says 119.00."
            })
    }

    @Test func `payment before the invoice is an error`() throws {
        let date = try #require(CalendarDate("2024-04-03"))
        let fields = [("invoice.date", date), ("invoice.dueDate", date.adding(days: -1))].map {
            Field(name: $0, value: .date($1), rawText: "", confidence: 0.95, source: .textLayer)
        }
        #expect(findings(fields).contains { $0.field == "invoice.dueDate" && $0.severity == .error })
    }

    @Test func `a template's rules say what is wrong`() {
        let rules: [PostprocessingSettings.Rule] = [
            .init(field: "purchaseOrder", rule: "required"), .init(field: "total", rule: "sum:subtotal+tax"),
            .init(field: "discount", rule: "positive", message: "No discount below zero."),
        ]
        let template = Template(postprocessing: PostprocessingSettings(validationRules: rules))
        let found = findings(
            [
                amount("invoice.amounts.subtotal", 100), amount("invoice.amounts.tax", 10),
                amount("invoice.amounts.total", 120),
                amount("discount", -5),
            ], template)
        #expect(found.contains { $0.field == "purchaseOrder" })
        #expect(found.contains { $0.field == "invoice.amounts.total" && $0.message.contains("subtotal+tax") })
        #expect(found.contains { $0.message == "No discount below zero." })
    }

    @Test func `a template that cannot work is refused with the place`() {
        let template = Template(fields: [
            FieldRule(name: "number", pattern: "RE-(\\d+"),
            FieldRule(name: "total", coordinates: Box(x: 0.8, y: 0, width: 0.4, height: 0.1)),
            FieldRule(name: "invoice.number"),
        ])
        let faults = TemplateCheck().faults(in: template)
        #expect(
            faults.map(\.pointer) == [
                "/extractionRules/fields/0/pattern", "/extractionRules/fields/1/coordinates",
                "/extractionRules/fields/2/name",
            ])
        #expect(TemplateCheck().faults(in: .anyInvoice).isEmpty)
    }
}
