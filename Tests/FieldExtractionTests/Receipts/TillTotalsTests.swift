import Testing

@testable import FieldExtraction
@testable import Invoices

/// The sums of till slips, as recognition gives them.
struct TillTotalsTests {
    private func read(_ body: String) -> Invoice {
        let drawing = "LINDEN MARKT GMBH\nAm Bach 4\n90403 Nürnberg\n" + body
        return Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: .ocr)])).invoice
    }

    private func amountDue(_ invoice: Invoice) -> String? {
        InvoiceField.headerByName["invoice.amounts.amountDue"].flatMap { invoice[$0]?.amount?.literal }
    }

    @Test(arguments: [
        ("Brot  3,40 A\nSUMMEEUR3,40\nBAREUR5,00\nRÜCKGELD1,60", "3.4"),
        ("Brot  3,40 A\nzuzahlen  3,40\nBar  5,00\nRückgeld  -1,60", "3.4"),
        ("Brot  3,40 A\nKäse  5,20 A\nSumme  8,60\nGegeben Mastercard  8,60\nRundung  0,00", "8.6"),
    ])
    func `labels without their blanks are found`(body: String, total: String) {
        #expect(read(body).total?.literal == total)
    }

    @Test func `what was given less what was returned outweighs a sum of net and tax that was misread`() {
        let invoice = read(
            """
            Leiter  58.90
            SUMME EUR  58.90
            BAR  60.00
            RÜCKGELD  1.10
            MWST NETTO MWST-Betrag
            19.00 %  49.50  9.46
            """)
        #expect(invoice.total?.literal == "58.9")
    }

    @Test func `a total without its label is what was paid and not returned`() {
        #expect(read("Parken  4,00\nRundung  0,00\nKartenzahlung  4,00").total?.literal == "4")
        #expect(read("Parken  4,00\nBar  10,00\nRückgeld  ..").total == nil)
    }

    @Test func `the total stands before rounding to cash, and the rounded sum is to be paid`() {
        let rounded = read("Mie  12.33\nTOTAL  12.33\nRounding  0.02\nCASH  20.00\nCHANGE  7.65")
        #expect(rounded.total?.literal == "12.33")
        #expect(amountDue(rounded) == "12.35")
        let printed = read("Mie  12.33\nSubtotal  12.33\nRounding Adj.  0.02\nTOTAL  12.35\nCASH  20.00\nCHANGE  7.65")
        #expect(printed.total?.literal == "12.33")
        #expect(amountDue(printed) == "12.35")
    }

    @Test func `two digits torn from the sum are its cents`() {
        #expect(read("Tee  16.40\nKuchen  22.60\nTOTAL  39 00\nCASH  50.00\nCHANGE  11.00").total?.literal == "39")
    }
}
