import Testing

@testable import FieldExtraction
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
                $0.severity == .error && $0.message == "Net 100.00 plus tax 19.00 is 119.00, but the total is 118.00."
            })
    }

    @Test func `line items that do not make the subtotal are a warning`() {
        let found = findings([
            amount("invoice.amounts.subtotal", 11_900), amount("invoice.amounts.total", 11_900),
            amount("lineItems[0].amount", 11_800),
        ])
        #expect(
            found.contains {
                $0.severity == .warning && $0.message == "The line items add up to 118.00, but the subtotal is 119.00."
            })
    }

    @Test func `payment before the invoice is an error`() throws {
        let date = try #require(CalendarDate("2024-04-03"))
        let before = try #require(date.adding(days: -1))
        let fields = [("invoice.date", date), ("invoice.dueDate", before)].map {
            Field(name: $0, value: .date($1), rawText: "", confidence: 0.95, source: .textLayer)
        }
        #expect(findings(fields).contains { $0.field == "invoice.dueDate" && $0.severity == .error })
    }

    @Test func `every check takes the greatest and the least amounts`() {
        let names =
            FieldNames.header + [
                "lineItems[0].quantity", "lineItems[0].unitPrice", "lineItems[0].amount", "invoice.taxLines[0].rate",
                "invoice.taxLines[0].net", "invoice.taxLines[0].tax",
            ]
        let rules: [PostprocessingSettings.Rule] = [
            .init(field: "total", rule: "sum:subtotal+tax+discount"), .init(field: "total", rule: "positive"),
        ]
        let template = Template(postprocessing: PostprocessingSettings(validationRules: rules))
        let least = Amount(literal: "1e-12") ?? Amount(0)
        for one in [Amount.greatest, -Amount.greatest, least, Amount(0)] {
            for other in [Amount.greatest, -Amount.greatest, least, Amount(0)] {
                let fields = names.enumerated().map { index, name in
                    Field(
                        name: name, value: .amount(index % 2 == 0 ? one : other), rawText: "", confidence: .nan,
                        source: .einvoice)
                }
                #expect(findings(fields, template).allSatisfy { !$0.message.contains("NaN") })
            }
        }
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
                amount("invoice.amounts.allowances", -5),
            ], template)
        #expect(found.contains { $0.field == "invoice.purchaseOrder" })
        #expect(found.contains { $0.field == "invoice.amounts.total" && $0.message.contains("subtotal+tax") })
        #expect(found.contains { $0.message == "No discount below zero." })
    }

    @Test(arguments: [
        ("lineItems[-1].description", "lineItems[0].description"),
        ("lineItems[10000].amount", "lineItems[9999].amount"),
        ("lineItems[99999999999999999999].amount", "lineItems[9999].amount"),
        ("lineItems[0].qantity", "lineItems[0].quantity"),
        ("taxLines[2].nett", "invoice.taxLines[2].net"), ("invoice.totl", "invoice.amounts.total"),
        ("totl", "invoice.amounts.total"),
        ("invoice.suplier.name", "invoice.supplier.name"), ("shiping", "invoice.amounts.charges"),
        ("paymentTerm", "invoice.payment.terms"),
        ("lineItems[1]amount", "lineItems[1]"),
    ])
    func `a name that is no field's is refused with the nearest`(name: String, nearest: String) {
        let fault = TemplateCheck().faults(in: Template(fields: [FieldRule(name: name, pattern: "x")])).first
        #expect(fault?.pointer == "/extractionRules/fields/0/name" && fault?.code == "unknown_field")
        #expect(fault?.message.contains("Did you mean \(nearest)") == true, "\(fault?.message ?? "")")
        let rule = PostprocessingSettings.Rule(field: name, rule: "required")
        let checked = Template(postprocessing: PostprocessingSettings(validationRules: [rule]))
        #expect(
            !TemplateCheck().faults(in: checked).isEmpty || name == "lineItems[0].qantity" || name == "taxLines[2].nett"
        )
    }

    @Test func `a field of the template's own has a name of its own, and says where it is`() {
        for name in [
            "parcels", "order no.", "Kostenstelle", "vat_rows", "fee", "tax_id", "address", "total2", "IBAN",
            "reference",
        ] {
            #expect(
                TemplateCheck().faults(in: Template(fields: [FieldRule(name: name, pattern: "x")])).isEmpty, "\(name)")
            let bare = TemplateCheck().faults(in: Template(fields: [FieldRule(name: name)]))
            #expect(bare.map(\.code) == ["unknown_field"], "\(name)")
        }
        for name in [
            "lineItems[9999].amount", "taxLines[0].rate", "invoice.taxLines[0].rate", "total", "amounts.total",
            "vendor name", "iban", "payment.iban", "invoice.payment.iban",
        ] {
            #expect(TemplateCheck().faults(in: Template(fields: [FieldRule(name: name)])).isEmpty, "\(name)")
        }
    }

    @Test func `a constant that no field holds is refused`() {
        for (kind, text) in [
            (FieldRule.Kind.amount, "1e-100"), (.amount, "123456789012345678901234567890"), (.date, "4.4.2500"),
        ] {
            let template = Template(fields: [FieldRule(name: "own field", kind: kind, constant: text)])
            #expect(
                TemplateCheck().faults(in: template).map(\.pointer) == ["/extractionRules/fields/0/value"], "\(text)")
        }
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

    @Test(arguments: DocumentKind.allCases)
    func `a credit note says that it is none to pay`(kind: DocumentKind) {
        let field = Field(
            name: "invoice.kind", value: .text(kind.rawValue), rawText: "x", confidence: 1, source: .einvoice)
        let findings = Validator().findings(for: Extraction(fields: [field])).filter { $0.code == .notPayable }
        #expect(findings.isEmpty == kind.isPayable)
        #expect(findings.allSatisfy { $0.severity == .info && $0.field == "invoice.kind" })
    }
}
