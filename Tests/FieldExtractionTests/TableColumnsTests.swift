import Invoices
import Testing

@testable import FieldExtraction

/// Which column holds what, where headings are missing, unknown or of several amounts.
struct TableColumnsTests {
    @Test func `of a net and a gross column the one that multiplies is the amount`() {
        let items = read(
            """
            Pos  Bezeichnung            Menge     Preis     USt      Summe       Gesamt
            1    Tischplatte                2    150,00     20%     300,00       360,00
            2    Tischbein                  8     12,00     10%      96,00       105,60
            """, totals: .init(subtotal: amount("396"), total: amount("465.6")))
        #expect(items.map(\.amount) == [amount("300"), amount("96")])
    }

    @Test func `an amount with tax keeps quantity and price`() {
        let items = read(
            """
            Item                     Quantity      Price per item    10% VAT       Amount
            Hedge cutting                  10                $ 70       $ 70        $ 770
            Mowing                         12                $ 40       $ 48        $ 528
            """)
        #expect(items.map(\.quantity) == [amount("10"), amount("12")])
        #expect(items.map(\.unitPrice) == [amount("70"), amount("40")])
        #expect(items.map(\.amount) == [amount("770"), amount("528")])
    }

    @Test func `codes beside the quantity are no quantity`() {
        let items = read(
            """
            Description               Group   Qty      Price      Amount
            Copper pipe               000     20,00     3,50       70,00
            Elbow                     000     15,00     1,20       18,00
            """)
        #expect(items.map(\.quantity) == [amount("20"), amount("15")])
    }

    @Test func `a period beside the description is not part of it`() {
        let items = read(
            """
            Période                 Description                       Montant
            1 mai 2031 - 6 mai 2031 Taille des haies                   420,00
            7 mai 2031 - 9 mai 2031 Tonte de la pelouse                 85,00
            """, totals: .init(total: amount("505")))
        #expect(items.map(\.description) == ["Taille des haies", "Tonte de la pelouse"])
    }

    @Test func `one known heading above money is enough where the rows make the total`() {
        let drawing = """
            Term served             Programme                          Amount
            May to June             Evening course, pottery           $240.00
            June to July            Kiln hire                          $60.00
            """
        #expect(
            read(drawing, totals: .init(total: amount("300"))).map(\.description) == [
                "Evening course, pottery", "Kiln hire",
            ])
        #expect(read(drawing, totals: .init(total: amount("310"))).isEmpty)
    }

    @Test func `a last row that only adds up the others is no item`() {
        let items = read(
            """
            Description               Quantity     Price      Amount
            Survey                           1     400.00     400.00
            Drawings                         2     250.00     500.00
            Goods before charges                              900.00
            """)
        #expect(items.map(\.description) == ["Survey", "Drawings"])
    }

    @Test func `a note in brackets and a currency are no part of a heading`() {
        let items = read(
            """
            Products                     Model      Tax     Price (ex)     Total (ex)
            Tea towel                    LT-44      20%         £6.50         £13.00
            Apron of linen               LT-81      20%        £21.00         £63.00
            """)
        #expect(items.map(\.unitPrice) == [amount("6.5"), amount("21")])
        #expect(items.map(\.amount) == [amount("13"), amount("63")])
    }

    @Test func `codes under two headings that became one are no part of the name`() {
        let items = read(
            """
            Prod.-Nr. Bezeichnung             Menge     Preis     Summe
            HB-20     Hobelbank                   1    900,00    900,00
            SZ-4      Schraubzwinge               2     40,00     80,00
            """)
        #expect(items.map(\.description) == ["Hobelbank", "Schraubzwinge"])
    }

    @Test func `a total under a heading of its own is no item`() {
        let items = read(
            """
            QTY   DESCRIPTION                              PRICE     SUBTOTAL
            2     Bicycle service                          55.00       110.00

            PAYMENT INFO         DUE BY                             TOTAL DUE
            Account No: 4711     May 6, 2031                           110.00
            """)
        #expect(items.map(\.description) == ["Bicycle service"])
    }

    @Test func `a minus before the currency makes the amount negative`() {
        let items = read(
            """
            Descrizione                      Quantità     Prezzo      Importo
            Resa di due lampade                    -2    € 45,00     -€ 90,00
            """)
        #expect(items.map(\.amount) == [amount("-90")])
    }

    private func read(_ drawing: String, totals: LineItemReader.Totals = .init()) -> [Invoice.LineItem] {
        Invoice(fields: LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1)]), totals: totals)).lineItems
    }

    private func amount(_ literal: String) -> Amount? { Amount(literal: literal) }
}
