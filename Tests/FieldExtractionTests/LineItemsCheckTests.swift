import Testing

@testable import FieldExtraction
@testable import Invoices

/// Sums and products of line items, right ones and wrong ones.
struct LineItemsCheckTests {
    private func findings(_ values: [String: String]) -> [Finding] {
        let fields = values.sorted { $0.key < $1.key }.map { name, literal in
            Field(
                name: name, value: .amount(Amount(literal: literal) ?? Amount(0)), rawText: "", confidence: 0.95,
                source: .textLayer)
        }
        let sums = InvoiceSums(Extraction(fields: fields))
        return LineItemsCheck(sums).findings
    }

    private func line(_ index: Int, _ quantity: String, _ price: String, _ amount: String) -> [String: String] {
        ["quantity": quantity, "unitPrice": price, "amount": amount].reduce(into: [:]) {
            $0["lineItems[\(index)].\($1.key)"] = $1.value
        }
    }

    private func invoice(_ lines: [String: String]..., sums: [String: String]) -> [String: String] {
        let amounts = sums.reduce(into: [:]) { $0["invoice.amounts.\($1.key)"] = $1.value }
        return lines.reduce(amounts) { $0.merging($1) { first, _ in first } }
    }

    @Test(arguments: [
        ["subtotal": "110"], ["total": "110", "tax": "10"], ["total": "120", "tax": "10"], ["total": "999"],
        ["subtotal": "100", "allowances": "15", "charges": "5"], ["subtotal": "95", "lineTotal": "110"],
    ])
    func `right sums say nothing`(sums: [String: String]) {
        #expect(findings(invoice(line(0, "2", "50", "100"), line(1, "1", "10", "10"), sums: sums)).isEmpty)
    }

    @Test func `a credit note's lines are negative, its allowances are not`() {
        let found = findings(invoice(line(0, "-2", "50", "-100"), sums: ["subtotal": "-90", "allowances": "10"]))
        #expect(found.isEmpty)
    }

    @Test func `a line that is wrong by a cent is told where the sum proves it`() {
        let found = findings(
            invoice(line(0, "24", "1.25", "30.01"), line(1, "1", "10", "10"), sums: ["subtotal": "40"]))
        #expect(found.map(\.field) == ["lineItems[0].amount", "invoice.amounts.subtotal"])
        #expect(found.map(\.code) == [.lineProduct, .lineSum])
    }

    @Test func `the same cent is rounding where the sum has it, too`() {
        let lines = [line(0, "24", "1.25", "30.01"), line(1, "1", "10", "10")]
        #expect(findings(invoice(lines[0], lines[1], sums: ["subtotal": "40.01"])).isEmpty)
    }

    @Test func `a wrong amount is told with its factors`() {
        let found = findings(invoice(line(0, "2", "50", "90"), sums: ["subtotal": "90"]))
        #expect(found.map(\.message) == ["2 × 50.00 is 100.00, but the line's amount is 90.00."])
    }

    @Test(arguments: [
        ["discount": "10", "amount": "90"], ["charge": "5", "amount": "105"], ["taxRate": "20", "amount": "120"],
        ["amount": "-100"],
    ])
    func `a discount, a surcharge and the tax explain an amount`(cells: [String: String]) {
        #expect(findings(twoForFifty(cells)).allSatisfy { $0.code != .lineProduct })
    }

    @Test func `the price is that of one, whatever the base quantity is`() {
        #expect(findings(twoForFifty(["baseQuantity": "4", "amount": "100"])).isEmpty)
        let found = findings(twoForFifty(["baseQuantity": "4", "amount": "25"]))
        #expect(found.map(\.message) == ["2 × 50.00 is 100.00, but the line's amount is 25.00."])
    }

    @Test(arguments: [
        ["discount": "-10", "amount": "110"], ["charge": "-5", "amount": "95"], ["discount": "-10", "amount": "-90"],
        ["discount": "10", "amount": "-90"],
    ])
    func `a discount or a surcharge that is taken back has its minus`(cells: [String: String]) {
        #expect(findings(twoForFifty(cells)).allSatisfy { $0.code != .lineProduct })
    }

    @Test func `allowances that are taken back make a credit note's sum`() {
        let lines = line(0, "-2", "50", "-100")
        #expect(findings(invoice(lines, sums: ["subtotal": "-90", "allowances": "-10"])).isEmpty)
        #expect(!findings(invoice(lines, sums: ["subtotal": "-110", "allowances": "-10"])).isEmpty)
    }

    private func twoForFifty(_ cells: [String: String]) -> [String: String] {
        let own = cells.reduce(into: [:]) { $0["lineItems[0].\($1.key)"] = $1.value }
        return own.merging(line(0, "2", "50", "0")) { first, _ in first }
    }
}
