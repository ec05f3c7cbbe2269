import Testing

@testable import FieldExtraction
@testable import Invoices

/// The numbers of supplier and customer, how the supplier is reached and paid, and why no tax is charged.
struct PartyTermsTests {
    private func read(_ drawing: String, languages: [String] = []) -> Extraction {
        DrawnPage(drawing).read(languages: languages)
    }

    private let letter = """
        Seebach Lacke GmbH
        Kanalweg 3
        48155 Münster
        Tel. 0251 / 443-0       Fax 0251 / 443-99
        post@seebach-lacke.example

        Rechnung an
        Tischlerei Overkamp KG                                Rechnungsnummer: 4711
        Lindenallee 7                                         Rechnungsdatum: 03.04.2024
        33602 Bielefeld                                       Kundennummer: 2290
        buero@overkamp.example                                Ihre USt-IdNr.: ATU12345675

        Nettobetrag                                           100,00 EUR
        MwSt. 19 %                                            19,00 EUR
        Gesamtbetrag                                          119,00 EUR

        Amtsgericht Münster HRB 20817     Steuernummer: 336/5812/0451     USt-IdNr. DE136695976
        """

    @Test func `both parties' numbers and the supplier's contact`() {
        let extraction = read(letter)
        let expected = [
            "supplier.taxId": "DE136695976", "customer.taxId": "ATU12345675", "supplier.taxNumber": "336/5812/0451",
            "supplier.registrationNumber": "HRB 20817", "supplier.contact.email": "post@seebach-lacke.example",
            "supplier.contact.phone": "0251 / 443-0", "customer.number": "2290",
            "supplier.addressParts.street": "Kanalweg 3", "customer.addressParts.city": "Bielefeld",
        ]
        for (name, value) in expected { #expect(extraction["invoice." + name]?.value.text == value, "\(name)") }
    }

    @Test(arguments: [
        ("en", "SIRET 812 345 678 00019", "81234567800019"), ("fr", "RCS Lyon B 812 345 678", "812345678"),
        ("en", "Company No. 08123456", "08123456"), ("nl", "KvK-nummer: 81234567", "81234567"),
        ("pl", "KRS: 0000812345", "0000812345"), ("de", "Firmenbuch FN 281234x", "281234x"),
        ("en", "Registered in England and Wales No. 08123456", "08123456"), ("en", "HRA 512", "HRA 512"),
        ("de", "Handelsregister: Amtsgericht Münster, HRB 20817 B", "HRB 20817 B"),
        ("hu", "Cégjegyzékszám: 01-09-812345", "01-09-812345"),
    ])
    func `a number in a register`(language: String, line: String, number: String) {
        let extraction = read("Invoice no: 4711\n\nDate: 3 April 2024\n\n\n\(line)", languages: [language])
        #expect(extraction["invoice.supplier.registrationNumber"]?.value.text == number)
    }

    @Test(arguments: [
        ("en", "Mill Bank plc\nSort code: 12-34-56\nAccount number: 12345678", "12345678", "12-34-56"),
        ("en", "Harbor Bank\nRouting number: 021000089\nAccount no: 9876543210", "9876543210", "021000089"),
        ("de", "Sparkasse Münster\nBLZ 400 501 50\nKonto 123 456 789", "123 456 789", "400 501 50"),
        ("sv", "Bankgiro: 123-4567", "123-4567", nil),
        ("cs", "Banka: Lipová banka\nČíslo účtu: 123456789/0800", "123456789", "0800"),
    ])
    func `an account without an IBAN`(language: String, lines: String, account: String, code: String?) {
        let extraction = read("Invoice no: 4711\n\nDate: 3 April 2024\n\n\n\(lines)", languages: [language])
        #expect(extraction["invoice.payment.accountNumber"]?.value.text == account)
        #expect(extraction["invoice.payment.bankCode"]?.value.text == code)
        #expect(extraction["invoice.customer.number"] == nil)
    }

    @Test(arguments: [
        ("de", "Steuernummer Firma: 123/456/78901", "123/456/78901"),
        ("en", "Unique Taxpayer Reference: 12345 67890", "1234567890"), ("nl", "RSIN: 812345678", "812345678"),
        ("nl", "Fiscaal nummer: 812345678", "812345678"),
        ("pl", "Numer identyfikacji podatkowej: 812-345-67-89", "812-345-67-89"),
        ("sv", "Personnummer: 800101-1234", "800101-1234"),
    ])
    func `a tax number that is no VAT number`(language: String, line: String, number: String) {
        let extraction = read("Invoice no: 4711\n\nDate: 3 April 2024\n\n\n\(line)", languages: [language])
        #expect(extraction["invoice.supplier.taxNumber"]?.value.text == number)
        #expect(extraction["invoice.supplier.taxId"]?.value.text == number)
    }

    @Test func `an Indian PAN is no tax number of the supplier`() {
        let extraction = read("Invoice no: 4711\n\nDate: 3 April 2024\n\n\nPAN: 27ABCDE1234F1Z5", languages: ["en"])
        #expect(extraction["invoice.supplier.taxNumber"] == nil)
    }

    @Test func `an account number without a bank is the customer's`() {
        let extraction = read("Invoice no: 4711\n\nAccount number: 2290\n\nDate: 3 April 2024")
        #expect(extraction["invoice.customer.number"]?.value.text == "2290")
        #expect(extraction["invoice.payment.accountNumber"] == nil)
    }

    @Test(arguments: [
        ("de", "Zahlungsart: Überweisung", "30", "Überweisung"),
        ("en", "Payment method: Credit card", "48", "Credit card"),
        ("de", "Der Betrag wird per SEPA-Lastschrift eingezogen.", "59", nil),
        ("en", "The amount will be collected by direct debit.", "49", nil),
        ("fr", "Mode de règlement : Virement", "30", "Virement"),
        ("nl", "Betaalwijze: automatische incasso", "49", "automatische incasso"),
        ("pl", "Sposób płatności: gotówka", "10", "gotówka"),
    ])
    func `how it is paid`(language: String, line: String, code: String, means: String?) {
        let extraction = read("Invoice no: 4711\n\nDate: 3 April 2024\n\n\(line)", languages: [language])
        #expect(extraction["invoice.payment.meansCode"]?.value.text == code)
        #expect(extraction["invoice.payment.means"]?.value.text == means)
    }

    @Test(arguments: [
        ("de", "Steuerschuldnerschaft des Leistungsempfängers", "AE"), ("de", "Reverse charge", "AE"),
        ("nl", "BTW verlegd", "AE"), ("de", "Steuerfreie innergemeinschaftliche Lieferung", "K"),
        ("de", "Steuerfreie Ausfuhrlieferung", "G"), ("fr", "TVA non applicable, art. 293 B du CGI", "E"),
        ("de", "Kein Ausweis von Umsatzsteuer gemäß §19 UStG", "E"),
        ("fr", "Exonération de TVA, article 262 ter I du CGI", "K"), ("pl", "Odwrotne obciążenie", "AE"),
        ("es", "Inversión del sujeto pasivo", "AE"),
    ])
    func `why no tax is charged`(language: String, line: String, category: String) {
        let extraction = read(
            "Invoice no: 4711\n\nSubtotal   100.00 EUR\nTotal   100.00 EUR\n\n\(line)", languages: [language])
        #expect(extraction["invoice.taxLines[0].category"]?.value.text == category)
        #expect(extraction["invoice.taxLines[0].exemptionReason"]?.value.text == line)
        #expect(extraction["invoice.taxLines[0].net"]?.value.amount?.literal == "100")
    }

    @Test func `where tax is charged the words mean nothing`() {
        let drawing = letter + "\nHinweis: Bei Reverse charge schuldet der Empfänger die Steuer."
        #expect(read(drawing)["invoice.taxLines[0].category"] == nil)
    }

    @Test(arguments: [
        ("mail:info@oak.example", "info@oak.example"), ("<a.b-c@oak-mill.example>,", "a.b-c@oak-mill.example"),
        ("@oak", nil), ("a@b", nil), ("twitter.com/@oak", nil),
    ])
    func `a mail address in a word`(word: String, address: String?) {
        #expect(ContactFinder.address(in: word) == address)
    }
}
