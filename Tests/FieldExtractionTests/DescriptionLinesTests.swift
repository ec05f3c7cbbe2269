import Invoices
import Testing

@testable import FieldExtraction

/// Words over several lines, and figures beside the first, the middle or the last of them.
struct DescriptionLinesTests {
    @Test func `figures beside the middle of their words`() {
        let items = read(
            """
            Description                           Qty     Unit price      Amount
            Garden bench of larch,
            oiled twice, with                       2         310.00      620.00
            armrests
            Rain barrel, 300 litres                 1          89.00       89.00
            Stepping stones of slate,
            rough edges, set of                     4          24.50       98.00
            six
            """)
        #expect(
            items.map(\.description) == [
                "Garden bench of larch, oiled twice, with armrests", "Rain barrel, 300 litres",
                "Stepping stones of slate, rough edges, set of six",
            ])
    }

    @Test func `figures between two lines of their words`() {
        let items = read(
            """
            Description                           Qty     Unit price      Amount
            Garden bench of larch,
                                                    2         310.00      620.00
            with armrests

            Stepping stones of slate,
                                                    4          24.50       98.00
            rough edges

            Rain barrel, 300 litres                 1          89.00       89.00
            """)
        #expect(
            items.map(\.description) == [
                "Garden bench of larch, with armrests", "Stepping stones of slate, rough edges",
                "Rain barrel, 300 litres",
            ])
    }

    @Test func `figures beside the last line of their words`() {
        let items = read(
            """
            Bezeichnung                         Menge    Einzelpreis       Betrag
            Wartung der Heizung,
            einschließlich Kleinteilen              1         180,00       180,00

            Austausch der Pumpe und
            des Ausdehnungsgefäßes                  1         640,00       640,00

            Anfahrt                                 2          35,00        70,00
            """)
        #expect(
            items.map(\.description) == [
                "Wartung der Heizung, einschließlich Kleinteilen",
                "Austausch der Pumpe und des Ausdehnungsgefäßes", "Anfahrt",
            ])
    }

    @Test func `a title above the first item is not its name`() {
        let items = read(
            """
            Description                           Qty     Unit price      Amount
            Ground floor
            Skirting board, oak                    12           9.00      108.00
            Door stop                               3           4.00       12.00
            Light switch                            5           6.00       30.00
            """)
        #expect(items.map(\.description) == ["Skirting board, oak", "Door stop", "Light switch"])
    }

    @Test func `words that slipped to the next page come back to their item`() {
        let first = """
            Artikel                     Menge     Preis     Betrag
            Hobelbank                       1    900,00     900,00
                                            2     40,00      80,00
            """
        let second = """
            Artikel                     Menge     Preis     Betrag
            Schraubzwinge, lang
            Stechbeitel                     3     15,00      45,00
            """
        let pages = [DrawnPage(first).page(1), DrawnPage(second).page(2)]
        let fields = LineItemReader().fields(in: Layout(pages), totals: .init())
        #expect(
            Invoice(fields: fields).lineItems.map(\.description) == ["Hobelbank", "Schraubzwinge, lang", "Stechbeitel"])
    }

    private func read(_ drawing: String) -> [Invoice.LineItem] {
        Invoice(fields: LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1)]), totals: .init())).lineItems
    }
}
