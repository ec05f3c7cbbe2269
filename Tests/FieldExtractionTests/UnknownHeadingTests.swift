import Invoices
import Testing

@testable import FieldExtraction

/// Columns that no list of headings knows.
struct UnknownHeadingTests {
    @Test func `a number under an unknown heading is the quantity when it makes the amount`() {
        let items = read(
            """
            Beskrivning              Utfört         À-pris       Belopp
            Trädfällning               3 st       4200,00     12600,00
            Arborist                12,5 tim        695,00      8687,50
            """)
        #expect(items.map(\.quantity) == [amount("3"), amount("12.5")])
    }

    @Test func `a code before the name is no part of it`() {
        let items = read(
            """
            Date       Tkpr   Description                 Hours     Rate     Amount
            03/04/24   RLW    Telephone conference         0.80   485.00     388.00
            03/06/24   KTD    Research on eviction         3.60   310.00   1,116.00
            """)
        #expect(items.map(\.description) == ["Telephone conference", "Research on eviction"])
    }

    @Test func `factors under unknown headings stand before the amount and make it, not a hundredth of it`() {
        let items = read(
            """
            Beskrivning              Utfört        Taxa       Belopp
            Trädfällning                  3       42,00       126,00
            Papper                       10       90,00         9,00
            """)
        #expect(items.map(\.quantity) == [amount("3"), nil])
        #expect(items.map(\.unitPrice) == [amount("42"), nil])
    }

    private func read(_ drawing: String) -> [Invoice.LineItem] {
        Invoice(fields: LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1)]), totals: .init())).lineItems
    }

    private func amount(_ literal: String) -> Amount? { Amount(literal: literal) }
}
