import Testing

@testable import FieldExtraction
@testable import Invoices

/// What kind of document a page is, by its title, its signs and its total.
struct DocumentKindTests {
    private func read(
        _ drawing: String, source: Page.Source = .textLayer, languages: [String] = []
    ) -> Extraction {
        DrawnPage(drawing).read(source: source, languages: languages)
    }

    private func kind(
        _ drawing: String, source: Page.Source = .textLayer, languages: [String] = []
    ) -> DocumentKind? {
        read(drawing, source: source, languages: languages)["invoice.kind"]?.value.text.flatMap(
            DocumentKind.init(rawValue:))
    }

    private func german(_ title: String, total: String = "119,00", foot: String = "") -> String {
        """
        Seebach Lacke GmbH - Kanalweg 3 - 48155 Münster

        Tischlerei Overkamp                                   Datum:       03.04.2024
        Lindenallee 7                                         Kundennummer: 2290
        33602 Bielefeld

        \(title)

        Pos   Beschreibung                    Menge     Einzelpreis     Betrag
        1     Klarlack                        2         50,00           100,00

                                              Nettobetrag               100,00 EUR
                                              zzgl. 19 % MwSt.          19,00 EUR
                                              Gesamtbetrag              \(total) EUR

        \(foot)
        """
    }

    @Test(arguments: [
        ("Rechnung Nr. 4711", DocumentKind.invoice), ("Gutschrift Nr. 88 vom 03.04.2024", .creditNote),
        ("Gutschrift zu Rechnung Nr. 4711", .creditNote), ("1. Mahnung", .reminder),
        ("Auftragsbestätigung 5512", .orderConfirmation),
        ("R E C H N U N G", .invoice), ("Anzahlungsrechnung", .prepaymentInvoice), ("Angebot", .other),
        ("Lieferschein / Rechnung", .invoice), ("Rechnung - Invoice", .invoice), ("Proforma-Rechnung", .proForma),
        ("Reparaturrechnung", .invoice),
    ])
    func `a German title`(title: String, expected: DocumentKind) {
        #expect(kind(german(title)) == expected)
    }

    @Test(arguments: [
        ("en", "Credit Note", "Invoice number: 310", DocumentKind.creditNote),
        (
            "fr", "AVOIR N° 310", "Merci de votre confiance, nous vous remboursons la somme sur votre compte.",
            .creditNote
        ),
        ("es", "FACTURA PROFORMA", "Gracias por su confianza", .proForma),
        ("it", "Sollecito di pagamento", "Fattura n. 310 del 03/04/2024", .reminder),
        ("nl", "Betalingsherinnering", "Factuurnummer: 310", .reminder),
        ("pl", "FAKTURA ZALICZKOWA NR 310", "Sprzedawca: Lipa sp. z o.o.", .prepaymentInvoice),
        ("sv", "Följesedel", "Ordernummer: 310", .deliveryNote),
        ("cs", "Opravný daňový doklad č. 310", "Děkujeme za vaši objednávku a prosíme o úhradu.", .creditNote),
        ("fi", "Tilausvahvistus", "Asiakasnumero: 310", .orderConfirmation),
    ])
    func `a title in another language`(language: String, title: String, line: String, expected: DocumentKind) {
        #expect(kind("\n\(title)\n\n\(line)\n", languages: [language]) == expected)
    }

    // MARK: Mentions

    @Test(arguments: [
        "Siehe auch unsere Gutschrift 12 vom 1.2.2024", "Gutschrift 12 wurde bereits verrechnet",
        "Mahnung und Verzugszinsen behalten wir uns vor", "Lieferschein: 4410", "Auftragsbestätigung Nr. 5512",
        "Angebot Nr. 77 vom 01.02.2024",
    ])
    func `what an invoice only mentions is not its kind`(mention: String) {
        #expect(kind(german("Rechnung Nr. 4711", foot: mention)) == .invoice)
        #expect(kind(german("Rechnung Nr. 4711\n\(mention)")) == .invoice)
        #expect(kind(german("\(mention)\nRechnung Nr. 4711")) == .invoice)
    }

    @Test func `an English sentence that begins with a title is none`() {
        let drawing = """
            Marsh & Lane Ltd                                       INVOICE
            Invoice no: 310                                        Date: 3 April 2024

            Reminder: please pay by Friday
            Credit note 12 has been deducted

            Total                                                  £ 40.00
            """
        #expect(kind(drawing) == .invoice)
    }

    @Test func `heads of a table of numbers are no titles`() {
        let drawing = """
            Seebach Lacke GmbH

            Lieferschein      Auftrag           Rechnungsnummer     Datum
            4410              5512              4711                03.04.2024

            Gesamtbetrag                                            119,00 EUR
            """
        #expect(kind(drawing) == .invoice)
    }

    @Test func `the number of another document is no title, though nothing else is one`() {
        let meta = "Seebach Lacke GmbH\n\nBeleg-Nr: RB-4711     Datum: 03.04.2024\n\nLieferschein-Nr: LS 4410"
        #expect(kind(meta) == nil)
        #expect(kind(meta + "\n\nGesamtbetrag    119,00 EUR") == .invoice)
    }

    @Test func `a delivery note by its own number is one`() {
        #expect(kind("Seebach Lacke GmbH\n\nLieferschein Nr. 4410\n\nDatum: 03.04.2024") == .deliveryNote)
    }

    // MARK: Without a title

    @Test func `number and total make an invoice, a page of text is nothing`() {
        #expect(kind("Invoice no: 310\n\nTotal   £ 40.00") == .invoice)
        #expect(kind("Dear Sir or Madam,\n\nthank you for your visit. We hope to see you again.") == nil)
    }

    // MARK: Signs

    @Test func `a negative total turns an invoice into a credit note`() throws {
        let field = try #require(read(german("Rechnung Nr. 4711", total: "-119,00"))["invoice.kind"])
        #expect(field.value.text == "creditNote")
        #expect(field.rawText == "-119,00" && field.box != nil)
        #expect(read(german("Rechnung Nr. 4711", total: "-119,00")).invoice.total?.literal == "-119")
    }

    @Test(arguments: [
        "Abrechnung im Gutschriftsverfahren", "Gutschrift gemäß § 14 UStG: Sie sind der Leistungserbringer.",
    ])
    func `in German a Gutschrift is self-billed where its signs say so`(sign: String) {
        #expect(kind(german("Gutschrift Nr. 88", foot: sign)) == .selfBilledInvoice)
    }

    @Test func `a till slip is a receipt, though it says tax invoice`() {
        let slip = """
            HARBOR HARDWARE
            2210 FRONT ST
            TAX INVOICE
            PAINT  69.98
            TOTAL  69.98
            CASH  70.00
            CHANGE  0.02
            """
        #expect(kind(slip, source: .ocr) == .receipt)
    }

    @Test func `a document that asks for no payment says so`() {
        let findings = read(german("Gutschrift Nr. 88")).findings
        #expect(findings.contains { $0.code == .notPayable && $0.severity == .info })
        #expect(!read(german("Rechnung Nr. 4711")).findings.contains { $0.code == .notPayable })
    }

    @Test func `a kind says where it stands, and no type code is made up`() throws {
        let extraction = read(german("Gutschrift Nr. 88"))
        let field = try #require(extraction["invoice.kind"])
        #expect(field.page == 1 && field.rawText == "Gutschrift" && field.confidence > 0.7)
        #expect(extraction["invoice.typeCode"] == nil)
    }
}
