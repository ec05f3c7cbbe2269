import Testing

@testable import FieldExtraction
@testable import Invoices

/// The same thing said in ways that no list of phrases holds.
struct WaysToSayTests {
    private func read(_ drawing: String) -> Extraction {
        Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1)]))
    }

    @Test func `words behind a sum tell whether tax is in it`() {
        let invoice = read(
            """
            Rechnung

            Rechnungssumme netto (exkl. USt.)           500,00
            Steuerbasisbetrag USt. 7 %                  300,00      21,00
            Steuerbasisbetrag USt. 19 %                 200,00      38,00
            Rechnungssumme brutto (inkl. USt.)          559,00
            """
        ).invoice
        #expect(invoice.total?.literal == "559")
        #expect(invoice.subtotal?.literal == "500")
    }

    @Test func `a sentence on payment names the last day`() {
        let text = """
            Rechnung Nr. 4711                                        Datum: 05.03.2024

            Gesamtbetrag                                612,40 EUR

            Zahlbar innerhalb 30 Tagen netto bis 04.04.2024, 3% Skonto innerhalb 10 Tagen bis 15.03.2024
            """
        #expect(read(text).invoice.dueDate?.text == "2024-04-04")
    }

    @Test(arguments: [
        ("USt.-Identnr.: DE136695976", "DE136695976"), ("GST/HST 81442 6093 RT0001", "81442 6093 RT0001"),
        ("ABN 19 390 026 245", "19 390 026 245"), ("GSTIN/UIN: 27AAPFU0939F1ZV", "27AAPFU0939F1ZV"),
        ("FEIN 87-0629914", "87-0629914"),
    ])
    func `a tax number's label may be put together of words`(line: String, number: String) {
        let taxId = read(
            """
            Harbour Bakery Ltd
            \(line)

            Invoice No 4711                              Date: 5 March 2024
            """
        ).invoice.supplier.taxId
        #expect(taxId?.filter { $0 != " " } == number.filter { $0 != " " })
    }

    @Test func `several taxes between net and gross make up the tax`() {
        let invoice = read(
            """
            Invoice 231                    Date: 01/31/2024

            Subtotal                       2,689.50
            GST (5%) #81442 6093 RT0001      134.48
            PST (7%) #1042-7719              160.00
            Total                          2,983.98
            """
        ).invoice
        #expect(invoice.tax?.literal == "294.48")
        #expect(invoice.total?.literal == "2983.98")
    }

    @Test func `half the price is no tax`() {
        let invoice = read(
            """
            Tax Invoice 612

            Taxable value          2,30,339.00
            CGST @ 9%                20,730.51
            SGST @ 9%                20,730.51
            Total                  2,71,800.02

            Total Tax Amount         41,461.02
            """
        ).invoice
        #expect(invoice.total?.literal == "271800.02")
        #expect(invoice.subtotal?.literal == "230339")
        #expect(invoice.tax?.literal == "41461.02")
    }

    @Test func `the firm is the customer, not the person or department within`() {
        let customer = read(
            """
            TAX INVOICE
                                                                             Pennine Acoustics Limited
            The Harrowgate Theatre Trust                Invoice Date         Unit 6 Albion Mills
            Attention: Accounts Payable                 8 Feb 2024           Canal Road
            27 Market Place                                                  Halifax HX1 4QT
            Newark                                      Invoice Number       accounts@pennineacoustics.com
            NG24 1EG                                    INV-04417

            Subtotal                                                         5,931.00
            Total VAT 20%                                                    1,186.20
            Total GBP                                                        7,117.20
            """
        ).invoice.customer
        #expect(customer == .init(name: "The Harrowgate Theatre Trust", address: "27 Market Place, Newark, NG24 1EG"))
    }

    @Test func `a column of days in the table is not the invoice's date`() {
        let invoice = read(
            """
            April 5, 2024                                            Invoice No. 118204

            Date          Description                       Hours        Rate          Amount
            03/14/24      Telephone conference              0.80         485.00        388.00
            03/15/24      Review of the lease               2.00         310.00        620.00

            Total                                                                    1,008.00
            """
        ).invoice
        #expect(invoice.date?.text == "2024-04-05")
    }

    @Test(arguments: [
        ("Fatura n.º FT A/884417", "FT A/884417"), ("Bill number M0194 8821 07", "M0194 8821 07"),
        ("Rechnungsnummer VB 2024 00771893", "VB 2024 00771893"),
    ])
    func `an invoice's number may be several words`(line: String, number: String) {
        let invoice = read(
            """
            Harbour Bakery Ltd

            \(line)
            Date 14 September 2024
            """
        ).invoice
        #expect(invoice.number == number)
    }

    @Test func `a house's number tells the street from a name that sounds like one`() {
        let customer = read(
            """
            Loonlake Marketing Inc.
            75 Queen St N Unit 4
            Kitchener, Ontario N2H 2H5

            Bill To
            Am Markt Apotheke
            Kaiserplatz 9
            80803 München
            """
        ).invoice.customer
        #expect(customer == .init(name: "Am Markt Apotheke", address: "Kaiserplatz 9, 80803 München"))
    }

    @Test func `the logo's word tells which of two addresses is the supplier's`() {
        let invoice = read(
            """
                                   delvaux.


            ASBL Les Amis du Carnaval                        Imprimerie Delvaux SRL
            Place du Parc 3                                  Rue des Guillemins 46
            7130 Binche                                      4000 Liège

            Facture VF1/2024/0418
            """
        ).invoice
        #expect(invoice.supplier.name == "Imprimerie Delvaux SRL")
        #expect(invoice.customer.name == "ASBL Les Amis du Carnaval")
    }
}
