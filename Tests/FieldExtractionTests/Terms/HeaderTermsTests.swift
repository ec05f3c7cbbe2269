import Testing

@testable import FieldExtraction
@testable import Invoices

/// Terms of the header where a page prints them, each behind its label.
struct HeaderTermsTests {
    private func read(_ drawing: String, languages: [String] = []) -> Extraction {
        DrawnPage(drawing).read(languages: languages)
    }

    private func text(_ extraction: Extraction, _ name: String) -> String? {
        switch extraction["invoice." + name]?.value {
        case .text(let text): text
        case .date(let date): date.text
        case .amount(let amount): amount.literal
        default: nil
        }
    }

    struct Page: Sendable {
        let drawing: String
        let expected: [String: String]
    }

    private static let pages = [
        Page(
            drawing: """
                Rechnung Nr. 4711                                     Rechnungsdatum: 03.04.2024
                Auftragsnummer: A-5512                                Lieferdatum: 28.03.2024
                Lieferschein-Nr.: LS 4410                             Vertragsnummer: V-2201
                Projektnummer: P-830                                  Leitweg-ID: 991-33333-44
                Leistungszeitraum: 01.03.–31.03.2024
                """,
            expected: [
                "salesOrder": "A-5512", "deliveryDate": "2024-03-28", "deliveryNote": "LS 4410", "contract": "V-2201",
                "project": "P-830", "buyerReference": "991-33333-44", "period.start": "2024-03-01",
                "period.end": "2024-03-31",
            ]),
        Page(
            drawing: """
                INVOICE 4711                                          Invoice date: 3 April 2024
                Sales order no: SO-5512                               Delivery date: 28 March 2024
                Delivery note: DN-4410                                Contract number: C-2201
                Project no: P-830                                     Billing period: 1 - 31 March 2024
                """,
            expected: [
                "salesOrder": "SO-5512", "deliveryDate": "2024-03-28", "deliveryNote": "DN-4410", "contract": "C-2201",
                "project": "P-830", "period.start": "2024-03-01", "period.end": "2024-03-31",
            ]),
        Page(
            drawing: """
                FACTURE N° 4711                                       Date de facture : 03/04/2024
                Bon de livraison : BL-4410                            Date de livraison : 28/03/2024
                Contrat : C-2201                                      N° affaire : 2024-830
                Période : du 01/03/2024 au 31/03/2024
                """,
            expected: [
                "deliveryNote": "BL-4410", "deliveryDate": "2024-03-28", "contract": "C-2201", "project": "2024-830",
                "period.start": "2024-03-01", "period.end": "2024-03-31",
            ]),
        Page(
            drawing: """
                FACTUUR                                               Factuurdatum: 03-04-2024
                Factuurnummer: 4711                                   Leverdatum: 28-03-2024
                Ordernummer: 5512                                     Pakbonnummer: 4410
                Contractnummer: C-2201                                Projectnummer: P-830
                """,
            expected: [
                "salesOrder": "5512", "deliveryDate": "2024-03-28", "deliveryNote": "4410", "contract": "C-2201",
                "project": "P-830",
            ]),
        Page(
            drawing: """
                FATTURA N. 4711                                       Data fattura: 03/04/2024
                DDT n. 4410                                           Data di consegna: 28/03/2024
                Contratto n. 2201                                     CUP: J830
                """,
            expected: [
                "deliveryNote": "4410", "deliveryDate": "2024-03-28", "contract": "2201", "project": "J830",
            ]),
        Page(
            drawing: """
                Faktura VAT nr 4711                                   Data wystawienia: 03.04.2024
                Data sprzedaży: 28.03.2024                            Nr umowy: U-2201
                Nr zlecenia: Z-5512                                   Forma płatności: przelew
                """,
            expected: [
                "deliveryDate": "2024-03-28", "contract": "U-2201", "salesOrder": "Z-5512", "payment.means": "przelew",
                "payment.meansCode": "30",
            ]),
        Page(
            drawing: """
                Faktura                                               Fakturadatum: 2024-04-03
                Fakturanummer: 4711                                   Leveransdatum: 2024-03-28
                Följesedel nr: 4410                                   Avtalsnummer: 2201
                """,
            expected: ["deliveryDate": "2024-03-28", "deliveryNote": "4410", "contract": "2201"]),
    ]

    @Test(arguments: pages)
    func `terms behind their labels`(page: Page) {
        let extraction = read(page.drawing)
        for (name, value) in page.expected { #expect(text(extraction, name) == value, "\(name)") }
        #expect(extraction.invoice.number == "4711")
        #expect(extraction.invoice.date?.text == "2024-04-03")
    }

    @Test func `what is not printed is not given`() {
        let extraction = read("Rechnung Nr. 4711\n\nDatum: 03.04.2024\n\nGesamtbetrag   119,00 EUR")
        for name in [
            "deliveryDate", "period.start", "salesOrder", "contract", "project", "deliveryNote", "buyerReference",
            "customer.taxId", "supplier.taxNumber", "supplier.registrationNumber", "payment.accountNumber",
            "payment.bankCode", "payment.meansCode", "precedingInvoices[0].number", "taxLines[0].category",
        ] {
            #expect(extraction["invoice." + name] == nil, "\(name)")
        }
    }

    @Test(arguments: [
        "Unser Vertrag läuft noch 2 Jahre.", "Das Projekt 2024 wurde abgeschlossen.",
        "Wir danken für Ihren Auftrag 12 und die gute Zusammenarbeit.",
    ])
    func `words within a sentence are no labels`(line: String) {
        let extraction = read("Rechnung Nr. 4711\n\nDatum: 03.04.2024\n\n\(line)")
        for name in ["salesOrder", "contract", "project"] { #expect(extraction["invoice." + name] == nil) }
    }

    @Test(arguments: [
        "Leistungsdatum entspricht dem Rechnungsdatum", "Lieferdatum = Rechnungsdatum",
        "Sofern nicht anders angegeben, entspricht das Rechnungsdatum dem Leistungsdatum.",
    ])
    func `the day of delivery may be said to be the invoice's`(sentence: String) {
        let extraction = read("Rechnung Nr. 4711\n\nRechnungsdatum: 03.04.2024\n\n\(sentence)")
        #expect(text(extraction, "deliveryDate") == "2024-04-03")
    }

    @Test(arguments: [
        ("de", "Gutschrift Nr. 88\n\nzu Rechnung Nr. 4711 vom 01.02.2024"),
        ("en", "Credit note no: 88\n\nOriginal invoice: 4711 dated 1 February 2024"),
        ("fr", "AVOIR N° 88\n\nFacture d'origine : 4711 du 01/02/2024"),
        ("nl", "Creditfactuur\nFactuurnummer: 88\n\nBetreft factuur: 4711 van 01-02-2024"),
        ("it", "NOTA DI CREDITO N. 88\n\nRif. fattura 4711 del 01/02/2024"),
        ("sv", "Kreditfaktura\nFakturanummer: 88\n\nKrediterar faktura: 4711 2024-02-01"),
        ("de", "Gutschrift Nr. 88\n\nGutschrift zu Rechnung 4711 vom 01.02.2024"),
    ])
    func `a credit note names the invoice it is about`(language: String, drawing: String) {
        let extraction = read(drawing, languages: [language])
        #expect(extraction.invoice.number == "88")
        #expect(text(extraction, "precedingInvoices[0].number") == "4711")
        #expect(text(extraction, "precedingInvoices[0].date") == "2024-02-01")
    }

    @Test func `an invoice has no preceding one, and an e-invoice's terms are not mixed with the page's`() {
        #expect(text(read("Rechnung Nr. 88\n\nzu Rechnung Nr. 4711"), "precedingInvoices[0].number") == nil)
        let page = DrawnPage("Rechnung Nr. 4711\nVertragsnummer: V-2201").page(1)
        let number = Field(
            name: "invoice.number", value: .text("4711"), rawText: "4711", confidence: 1, source: .einvoice)
        let document = ReadDocument(pages: [page], electronicInvoice: ElectronicInvoice(syntax: .cii, fields: [number]))
        #expect(Extractor().extract(document)["invoice.contract"] == nil)
    }
}
