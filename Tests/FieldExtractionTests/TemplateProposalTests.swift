import FieldExtraction
import Invoices
import Testing

struct TemplateProposalTests {
    private struct Facts {
        var customer = "Holzbau Meier"
        var street = "Weg 3"
        var number = "K-0417"
        var date = "03.04.2025"
        var order = "B 11/25"
        var net = "100,00"
        var tax = "19,00"
        var total = "119,00"
    }

    /// One supplier's layout: the number without a label that the reader knows, the facts in a strip.
    private func document(_ facts: Facts) -> ReadDocument {
        let drawing = """
            Sägewerk Tannert GmbH
            Mühlweg 1, 01067 Dresden           USt-IdNr. DE129274202

            \(facts.customer)
            \(facts.street)

            Vorgang       Tag           Ihr Zeichen
            \(padded(facts.number, 14))\(padded(facts.date, 14))\(facts.order)

            Bretter                        1     \(facts.net)     \(facts.net)

            Summe netto                                \(facts.net)
            USt 19 %                                   \(facts.tax)
            Zu zahlen                              EUR \(facts.total)
            """
        return ReadDocument(pages: [DrawnPage(drawing).page(1)])
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private let truth = [
        corrected("invoice.number", .text("K-0417")),
        corrected("invoice.date", .date(CalendarDate(year: 2025, month: 4, day: 3)!)),
        corrected("invoice.supplier.name", .text("Sägewerk Tannert GmbH")),
        corrected("invoice.customer.name", .text("Holzbau Meier")),
        corrected("invoice.amounts.total", .amount(Amount(literal: "119.00")!)),
        corrected("invoice.purchaseOrder", .text("B 11/25")),
    ]

    private static func corrected(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, source: .correction)
    }

    @Test func `a template proposed from one invoice reads the supplier's next`() {
        let proposal = TemplateProposal(document(Facts()), corrected: truth).proposed
        let next = Facts(
            customer: "Zimmerei Anna Lindqvist", street: "Straße 77", number: "MM-12399", date: "28.11.2025",
            order: "C 9/26", net: "2.100,00", tax: "399,00", total: "2.499,00")
        let read = Extractor(template: proposal.template).extract(document(next))
        #expect(read["invoice.number"]?.value.text == "MM-12399")
        #expect(read["invoice.date"]?.value.date?.text == "2025-11-28")
        #expect(read["invoice.purchaseOrder"]?.value.text == "C 9/26")
        #expect(read["invoice.customer.name"]?.value.text == "Zimmerei Anna Lindqvist")
        #expect(read["invoice.amounts.total"]?.value.amount == Amount(literal: "2499"))
        #expect(read["invoice.supplier.name"]?.value.text == "Sägewerk Tannert GmbH")
    }

    @Test func `every rule that is proposed finds its value on the document it came from`() {
        let proposal = TemplateProposal(document(Facts()), corrected: truth).proposed
        let read = Extractor(template: proposal.template).extract(document(Facts()))
        for rule in proposal.template.fields {
            #expect(read[rule.name]?.value == truth.first { $0.name == rule.name }?.value, "\(rule.name)")
            #expect(read[rule.name]?.method == .template)
        }
        #expect(TemplateCheck().faults(in: proposal.template).isEmpty)
    }

    @Test func `a value that does not stand on the page is left to the reader`() {
        let wrong = [Self.corrected("invoice.number", .text("Z-9999"))]
        let proposal = TemplateProposal(document(Facts()), corrected: wrong).proposed
        #expect(proposal.template.fields.isEmpty)
        #expect(proposal.remarks == ["invoice.number: no rule found; it is looked for without one."])
    }
}
