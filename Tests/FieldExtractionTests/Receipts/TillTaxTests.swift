import Testing

@testable import FieldExtraction
@testable import Invoices

/// Taxes by letter, as German tills print them.
struct TillTaxTests {
    private static let slip = """
        LINDEN MARKT GMBH
        Am Bach 4
        90403 Nürnberg
        Vollkornbrot       2,49 A
        Spülmittel         1,79 B
        Käse  2 x 3,10     6,20 A
        Summe             10,48
        Bar               20,00
        Rückgeld           9,52
        MWST%    MWST    Netto    Brutto
        A  7 %   0,57     8,12      8,69
        B 19 %   0,29     1,50      1,79
        """

    private func read(_ drawing: String) -> Invoice {
        Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: .ocr)])).invoice
    }

    /// One column of a table, as literals.
    private func column(_ name: String, of table: InvoiceTable, in invoice: Invoice) -> [String?] {
        invoice.rows(of: table).map { row in table[column: name].flatMap { row[$0]?.amount?.literal } }
    }

    @Test(arguments: [
        ("rate", ["7", "19"]), ("net", ["8.12", "1.5"]), ("tax", ["0.57", "0.29"]), ("gross", ["8.69", "1.79"]),
    ])
    func `each row of the table is a tax line`(name: String, amounts: [String]) {
        #expect(column(name, of: InvoiceField.taxLines, in: read(Self.slip)) == amounts)
    }

    @Test func `the letter behind an item's amount gives its rate`() {
        let invoice = read(Self.slip)
        #expect(invoice.lineItems.map { $0.amount?.literal } == ["2.49", "1.79", "6.2"])
        #expect(column("taxRate", of: InvoiceField.lineItems, in: invoice) == ["7", "19", "7"])
    }

    @Test func `a letter that the table does not explain gives none`() {
        let invoice = read(Self.slip.replacing("1,79 B", with: "1,79 C"))
        #expect(column("taxRate", of: InvoiceField.lineItems, in: invoice) == ["7", nil, "7"])
    }

    @Test(arguments: [
        "Netto 19 %   16,46\nMwSt 19 %   3,13", "inkl. 19,00% MwSt (b)   3,13\nNetto-Warenwert: (b)   16,46",
    ])
    func `net and tax of one rate may stand in rows of their own`(rows: String) {
        let invoice = read(
            "LINDEN MARKT GMBH\nAm Bach 4\nLampe 19,59 b\nSumme 19,59\nBar 20,00\nRückgeld 0,41\n" + rows)
        #expect(column("net", of: InvoiceField.taxLines, in: invoice) == ["16.46"])
        #expect(column("tax", of: InvoiceField.taxLines, in: invoice) == ["3.13"])
    }

    @Test func `a discount of the whole is taken off the goods' sum, and is none of the goods`() {
        let invoice = read(
            """
            LINDEN MARKT GMBH
            Am Bach 4
            Lampe              20,00
            Kabel               5,00
            ZWISCHENSUMME      25,00
            Kundenrabatt       -2,50
            SUMME              22,50
            BAR                30,00
            RÜCKGELD            7,50
            """)
        #expect(invoice.total?.literal == "22.5")
        #expect(invoice.lineItems.map { $0.amount?.literal } == ["20", "5"])
    }

    @Test func `a name loses the count behind it, and a weight is no thousand`() {
        let items = read(
            """
            LINDEN MARKT GMBH
            Am Bach 4
            Milch                   1,20
            Kaffee 2 x 4,10         8,20
            Tomaten                 3,11
              2,074 kg x 1,50 EUR/kg
            SUMME                  12,51
            BAR                    20,00
            RÜCKGELD                7,49
            """
        ).lineItems
        #expect(items.map(\.description) == ["Milch", "Kaffee", "Tomaten"])
        #expect(items.map { $0.quantity?.literal } == [nil, "2", "2.074"])
    }

    @Test(arguments: ["Montant dû", "A payer", "TOTAL"])
    func `the goods end at any label of a sum that they make`(label: String) {
        let items = read(
            "BOULANGERIE DU BAC SARL\nPain  2,40 A\nTarte  7,60 A\n\(label)  10,00\nEspèces  20,00\nRendu  10,00"
        )
        .lineItems
        #expect(items.map { $0.amount?.literal } == ["2.4", "7.6"])
    }
}
