import Testing

@testable import FieldExtraction
@testable import Invoices

struct ExtractorTests {
    private func read(_ drawing: String, template: Template = .anyInvoice, source: Page.Source = .textLayer)
        -> Extraction
    {
        Extractor(template: template).extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: source)]))
    }

    private let german = """
        Nordlicht Werkzeuge GmbH - Hafenstraße 12 - 24103 Kiel

        Bergmann Möbel AG                                     Rechnungsnummer:   RE-2024-0815
        Ahornweg 7                                            Rechnungsdatum:    03.04.2024
        79098 Freiburg                                        Zahlbar bis:       03.05.2024
                                                              Kundennummer:      10432

        Rechnung

        Pos   Beschreibung                    Menge     Einzelpreis     Betrag
        1     Bohrmaschine                    2         89,50           179,00
        2     Schraubensatz                   10        4,20            42,00

                                              Nettobetrag               221,00 EUR
                                              zzgl. 19 % MwSt.          41,99 EUR
                                              Gesamtbetrag              262,99 EUR

        Nordlicht Werkzeuge GmbH    USt-IdNr. DE136695976    IBAN DE89 3704 0044 0532 0130 00
        """

    @Test func `a German invoice is read without a template`() {
        let invoice = read(german).invoice
        #expect(invoice.number == "RE-2024-0815")
        #expect(invoice.date?.text == "2024-04-03")
        #expect(invoice.dueDate?.text == "2024-05-03")
        #expect(
            invoice.supplier
                == .init(name: "Nordlicht Werkzeuge GmbH", address: "Hafenstraße 12, 24103 Kiel", taxId: "DE136695976"))
        #expect(invoice.customer == .init(name: "Bergmann Möbel AG", address: "Ahornweg 7, 79098 Freiburg"))
        #expect(invoice.subtotal?.literal == "221")
        #expect(invoice.tax?.literal == "41.99")
        #expect(invoice.total?.literal == "262.99")
        #expect(invoice.currency == "EUR")
    }

    @Test func `what the contract does not name is found besides`() {
        let extraction = read(german)
        #expect(extraction["invoice.payment.iban"]?.value.text == "DE89370400440532013000")
        #expect(extraction["invoice.customer.number"]?.value.text == "10432")
    }

    @Test func `each value says where it stood`() throws {
        let total = try #require(read(german)["invoice.amounts.total"])
        #expect(total.page == 1)
        let box = try #require(total.box)
        #expect(box.x > 0.6 && box.y > 0.2)
        #expect(total.rawText == "262,99")
        #expect(total.source == .textLayer)
    }

    @Test func `an American invoice puts the month first`() {
        let invoice = read(
            """
            Blue Heron Press, Inc.                                  INVOICE
            418 Willow Street
            Portland, OR 97205                          Invoice #      2024-117
                                                        Date           03/04/2024
            Bill To:                                    Due Date       04/03/2024
            Harbor Books LLC
            9 Dock Road
            Seattle, WA 98101

            Description                  Qty       Unit Price      Amount
            Poetry volume                10        $12.00          $120.00

                                         Subtotal                  $120.00
                                         Sales Tax                 $9.60
                                         Total                     $129.60
            """
        ).invoice
        #expect(invoice.date?.text == "2024-03-04")
        #expect(invoice.dueDate?.text == "2024-04-03")
        #expect(invoice.supplier.name == "Blue Heron Press, Inc.")
        #expect(invoice.supplier.address == "418 Willow Street, Portland, OR 97205")
        #expect(invoice.customer == .init(name: "Harbor Books LLC", address: "9 Dock Road, Seattle, WA 98101"))
        #expect(invoice.currency == "USD")
        #expect(invoice.total?.literal == "129.6")
    }

    @Test func `a receipt has its shop at the top and its total before cash and change`() {
        let invoice = read(
            """
                KEDAI BUNGA RAYA SDN BHD
                 (1234567-X)
                NO 8, JALAN MAWAR
                41200 KLANG, SELANGOR
                TEL: 03-5555 1234
                TAX INVOICE
            Invoice No: CS 20417
            Date: 12/03/2018 14:20
            ROSES RED         2 x 10.00    20.00
            VASE              1 x  5.45     5.45
                 Total                     25.45
                 Rounding                   0.00
                 Cash                      50.00
                 Change                    24.55
            """, source: .ocr
        ).invoice
        #expect(invoice.supplier.name == "KEDAI BUNGA RAYA SDN BHD")
        #expect(invoice.supplier.address == "NO 8, JALAN MAWAR, 41200 KLANG, SELANGOR")
        #expect(invoice.date?.text == "2018-03-12")
        #expect(invoice.total?.literal == "25.45")
        #expect(invoice.customer.name == nil)
    }

    @Test func `one misread digit is mended when the two other sums prove it`() throws {
        let extraction = read(german.replacing("262,99", with: "262,89"), source: .ocr)
        let total = try #require(extraction["invoice.amounts.total"])
        #expect(total.value.amount?.literal == "262.99")
        #expect(total.isRepaired)
        #expect(total.rawText == "262,89")
    }

    @Test func `a text layer is never mended: its sums are its author's`() {
        let extraction = read(german.replacing("262,99", with: "262,89"))
        #expect(extraction.fields.allSatisfy { !$0.isRepaired || $0.name.hasPrefix("lineItems") })
    }

    @Test func `an empty page gives no fields and says what is missing`() {
        let extraction = read("")
        #expect(extraction.fields.isEmpty)
        #expect(!extraction.isValid)
    }

    @Test func `a correction overrules everything`() {
        let read = Extractor().extract(ReadDocument(pages: [DrawnPage(german).page(1)]))
        let correction = Correction(field: "invoice.number", text: "RE-1", page: 1)
        let fields = CorrectedExtraction(read, with: [correction]).fields.filter { $0.name == "invoice.number" }
        #expect(fields.map(\.value) == [.text("RE-1")] && fields.map(\.source) == [.correction])
    }

    @Test func `the taxes of an e-invoice are not mixed with those of its page`() {
        let drawing = """
            Birkenfeld Papier GmbH
            Rechnung Nr. 88-12                               Rechnungsdatum 05.05.2025

            MwSt-Satz            Netto        MwSt       Brutto
            19 %                200,00       38,00       238,00
            7 %                 100,00        7,00       107,00

            Nettobetrag                 300,00
            MwSt.                        45,00
            Gesamtbetrag                345,00
            """
        let said = ["rate": 19, "net": 300].map { name, value in
            Field(
                name: "invoice.taxLines[0].\(name)", value: .amount(Amount(value)), rawText: "\(value)",
                confidence: 0.99,
                source: .einvoice)
        }
        let invoice = ElectronicInvoice(syntax: .cii, fields: said)
        let page = DrawnPage(drawing).page(1)
        let extraction = Extractor().extract(ReadDocument(pages: [page], electronicInvoice: invoice))
        let taxes = extraction.fields.filter { $0.name.hasPrefix("invoice.taxLines[") }
        #expect(taxes.map(\.source) == [.einvoice, .einvoice])
    }

    @Test func `an e-invoice is believed, and a page that shows another total is reported`() {
        let said = Field(
            name: "invoice.amounts.total", value: .amount(Amount(cents: 26_399)), rawText: "263.99", confidence: 0.99,
            source: .einvoice)
        let document = ReadDocument(
            pages: [DrawnPage(german).page(1)], electronicInvoice: ElectronicInvoice(syntax: .cii, fields: [said]))
        let extraction = Extractor().extract(document)
        #expect(extraction.invoice.total?.literal == "263.99")
        #expect(extraction.findings.contains { $0.field == "invoice.amounts.total" && $0.message.contains("262,99") })
    }

    @Test func `a template's pattern and region come before the free reader`() {
        let rules = [
            FieldRule(name: "total", kind: .amount, pattern: "Nettobetrag\\s+(?<value>[\\d.,]+)"),
            FieldRule(name: "number", coordinates: Box(x: 0.7, y: 0.07, width: 0.3, height: 0.02)),
        ]
        let extraction = read(german, template: Template(fields: rules))
        #expect(extraction.invoice.total?.literal == "221")
        #expect(extraction["invoice.amounts.total"]?.method == .template)
        #expect(extraction.invoice.number == "RE-2024-0815")
    }

    @Test func `a pattern that would run for ever is given up and reported`() {
        let rule = FieldRule(name: "note", pattern: "(a+)+$")
        let extraction = read(String(repeating: "a", count: 60) + "!", template: Template(fields: [rule]))
        #expect(extraction.findings.contains { $0.field == "note" && $0.severity == .warning })
    }
}
