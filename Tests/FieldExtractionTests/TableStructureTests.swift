import Invoices
import Testing

@testable import FieldExtraction

/// A template's table: columns told by their place, whatever their headings say.
struct TableStructureTests {
    private let drawing = """
        Ware-X          Blorp           Zork         Quux        Fnord
        (all)           (each)          (n)          (EUR)       (EUR)
        Anvil           A-77            3            20,00       60,00
        Rope            B-12            10           1,50        15,00
        """

    private func items(_ rule: LineItemRule) -> [Field] {
        LineItemReader(rule: rule).fields(in: Layout([DrawnPage(drawing).page(1)]), totals: .init())
    }

    @Test func `headings that nobody knows are read by the columns' places`() {
        #expect(items(LineItemRule()).isEmpty)
        let rule = LineItemRule(
            headerRow: 0, dataStartRow: 2,
            columns: [
                .init(name: "description", index: 0, kind: .text), .init(name: "shelf", index: 1, kind: .text),
                .init(name: "quantity", index: 2, kind: .number), .init(name: "unitPrice", index: 3, kind: .amount),
                .init(name: "amount", index: 4, kind: .amount),
            ])
        let fields = items(rule)
        let invoice = Invoice(fields: fields)
        #expect(invoice.lineItems.map(\.description) == ["Anvil", "Rope"])
        #expect(invoice.lineItems.map(\.quantity) == [Amount(literal: "3"), Amount(literal: "10")])
        #expect(invoice.lineItems.map(\.amount) == [Amount(literal: "60"), Amount(literal: "15")])
        #expect(fields.first { $0.name == "lineItems[1].shelf" }?.value.text == "B-12")
        #expect(fields.allSatisfy { $0.method == .template })
    }

    @Test func `a table of another shape is left alone`() {
        let rule = LineItemRule(columns: [
            .init(name: "description", index: 0, kind: .text), .init(name: "amount", index: 7, kind: .amount),
        ])
        #expect(items(rule).isEmpty)
    }

    @Test func `line items switched off are not read`() {
        let page = DrawnPage("Description      Qty     Price     Amount\nChair              2     10.00      20.00")
            .page(1)
        #expect(!LineItemReader().fields(in: Layout([page]), totals: .init()).isEmpty)
        #expect(
            LineItemReader(rule: LineItemRule(isEnabled: false)).fields(in: Layout([page]), totals: .init()).isEmpty)
    }
}
