import Invoices
import Testing

@testable import FieldExtraction

/// Pages are drawn as text: a word's column is its place, a line is a row.
struct LineItemReaderTests {
    @Test func `a plain table becomes its rows`() {
        let items = read(
            """
            Description                        Qty     Unit price      Amount
            Oak table, seats six                 2         450.00      900.00
            Chair                               12          35.50      426.00
                                             Subtotal                1,326.00
                                             VAT 20%                   265.20
                                             Total                   1,591.20
            """)
        #expect(items.map(\.description) == ["Oak table, seats six", "Chair"])
        #expect(items.map(\.quantity) == [amount("2"), amount("12")])
        #expect(items.map(\.unitPrice) == [amount("450"), amount("35.5")])
        #expect(items.map(\.amount) == [amount("900"), amount("426")])
    }

    @Test func `a number in a description stays there`() {
        let items = read(
            """
            QUANTITY     DESCRIPTION                     UNIT PRICE       TOTAL
                   3     Ladder 4 m with 12 steps            89,90      269,70
            """)
        #expect(items.first?.description == "Ladder 4 m with 12 steps")
        #expect(items.first?.quantity == amount("3"))
    }

    @Test func `a description over several lines is put together, a note below it is not`() {
        let items = read(
            """
            Pos   Bezeichnung                    Menge   Einzelpreis    Gesamtpreis
            1     Lieferung und Montage eines        1      1.250,00       1.250,00
                  Carports aus Lärchenholz
            2     Anfahrt                            2         45,00          90,00
                  Lieferdatum: 03.05.2024
            Zwischensumme                                                  1.340,00
            """)
        #expect(items.map(\.description) == ["Lieferung und Montage eines Carports aus Lärchenholz", "Anfahrt"])
        #expect(items.map(\.amount) == [amount("1250"), amount("90")])
    }

    @Test func `a number that may be a thousand or one is read so that the row multiplies`() {
        let items = read(
            """
            Bezeichnung             Menge     Preis        Betrag
            Kies                    1,500     20,00         30,00
            Schrauben               1.500      0,02         30,00
            """)
        #expect(items.map(\.quantity) == [amount("1.5"), amount("1500")])
    }

    @Test func `a sum printed among the rows is no item when the rest adds up`() {
        let items = read(
            """
            Description               Quantity     Price      Amount
            Phase one                        1     900.00     900.00
            Survey                           1     400.00     400.00
            Drawings                         2     250.00     500.00
            """, totals: .init(subtotal: amount("900")))
        #expect(items.map(\.description) == ["Survey", "Drawings"])
    }

    @Test func `a subtotal between two sections ends neither`() {
        let items = read(
            """
            Description               Quantity     Price      Amount
            Flour                            1      10.00      10.00
            Subtotal                                           10.00
            Cheese                           2      20.00      40.00
            Subtotal                                           40.00
            Total                                              50.00
            """)
        #expect(items.map(\.description) == ["Flour", "Cheese"])
    }

    @Test func `headings over two rows are one heading`() {
        let items = read(
            """
            Désignation                 Quantité         Prix       Montant
                                                     unitaire          H.T.
            Cartouche d'encre                  4        12,50         50,00
            """)
        #expect(items.first?.unitPrice == amount("12.5"))
        #expect(items.first?.amount == amount("50"))
    }

    @Test func `a table of taxes is no table of items`() {
        let items = read(
            """
            Taux de TVA      Base HT       Montant TVA       Montant TTC
            20 %             100,00              20,00            120,00
            """)
        #expect(items.isEmpty)
    }

    @Test func `a table that goes on over the page is read on`() {
        let first = """
            Beschreibung             Menge     Einzelpreis      Betrag
            Papier                       2           10,00       20,00
            """
        let second = """
            Umschläge                    3            5,00       15,00
            Gesamtbetrag                                         35,00
            """
        let pages = [DrawnPage(first).page(1), DrawnPage(second).page(2)]
        let fields = LineItemReader().fields(in: Layout(pages), totals: .init(total: amount("35")))
        let items = Invoice(fields: fields).lineItems
        #expect(items.map(\.description) == ["Papier", "Umschläge"])
        #expect(fields.filter { $0.name.hasPrefix("lineItems[1]") }.allSatisfy { $0.page == 2 })
    }

    private func read(_ drawing: String, totals: LineItemReader.Totals = .init()) -> [Invoice.LineItem] {
        Invoice(fields: LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1)]), totals: totals)).lineItems
    }

    private func amount(_ literal: String) -> Amount? { Amount(literal: literal) }
}

/// What recognition misreads, arithmetic mends.
struct LineItemRepairTests {
    @Test func `a lone digit that recognition lost is found again, and says so`() {
        let fields = fields(
            """
            Artikel                          Aantal    Prijs per stuk       Bedrag
            Slim Cover                                          69,99        69,99
            Adapter                               2             10,00        20,00
            """, .ocr)
        let quantity = fields.first { $0.name == "lineItems[0].quantity" }
        #expect(quantity?.value.amount == Amount(cents: 100))
        #expect(quantity?.isRepaired == true && quantity?.method == .arithmetic)
        #expect(fields.first { $0.name == "lineItems[1].quantity" }?.isRepaired == false)
    }

    @Test func `a misread digit is mended where the rows add up to the invoice's amount`() {
        let fields = fields(
            """
            Bezeichnung                       Menge     Einzelpreis        Betrag
            Vanillepudding                       60            5,50        275,00
            Abrechnung                            1       18.387,08     15.387,08
            """, .ocr, totals: .init(subtotal: Amount(literal: "15662.08")))
        let invoice = Invoice(fields: fields)
        #expect(invoice.lineItems.first?.quantity == Amount(literal: "50"))
        #expect(invoice.lineItems.last?.unitPrice == Amount(literal: "15387.08"))
    }

    @Test func `a text layer is believed as it stands`() {
        let fields = fields(
            """
            Bezeichnung                       Menge     Einzelpreis        Betrag
            Vanillepudding                       60            5,50        275,00
            """, .textLayer)
        #expect(Invoice(fields: fields).lineItems.first?.quantity == Amount(literal: "60"))
        #expect(fields.allSatisfy { !$0.isRepaired })
    }

    @Test func `rows without headings count only when they add up to the total below them`() {
        let drawing = """
            Corner Shop
            2 x Coffee                      4.50          9.00
            Sandwich                                      6.25
            TOTAL                                        15.25
            """
        let proven = fields(drawing, .ocr, totals: .init(total: Amount(literal: "15.25")))
        #expect(Invoice(fields: proven).lineItems.map(\.amount) == [Amount(cents: 900), Amount(cents: 625)])
        #expect(fields(drawing, .ocr, totals: .init(total: Amount(literal: "20"))).isEmpty)
    }

    @Test func `a till prints the name above and the count before the price`() {
        let fields = fields(
            """
            Delivery and unloading
               5x 77.98                                 389.90
            Training, half day                          316.26
            Web hosting
               20 x 25.65                               513.00
            BALANCE DUE                               1,219.16
            """, .ocr, totals: .init(total: Amount(literal: "1219.16")))
        let items = Invoice(fields: fields).lineItems
        #expect(items.map(\.description) == ["Delivery and unloading", "Training, half day", "Web hosting"])
        #expect(items.map(\.quantity) == [Amount(literal: "5"), nil, Amount(literal: "20")])
        #expect(items.map(\.unitPrice) == [Amount(literal: "77.98"), nil, Amount(literal: "25.65")])
    }

    @Test func `a heading with one letter read wrongly is still known`() {
        let fields = fields(
            """
            Beschre1bung                      Menqe     Einzelprels        Betrag
            Papier                                3            2,00          6,00
            """, .ocr)
        #expect(Invoice(fields: fields).lineItems.first?.description == "Papier")
    }

    private func fields(_ drawing: String, _ source: Page.Source, totals: LineItemReader.Totals = .init()) -> [Field] {
        LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1, source: source)]), totals: totals)
    }
}
