import Testing

@testable import FieldExtraction
@testable import Invoices

/// Who sells and who buys, told by where names and addresses stand.
struct PartyLayoutTests {
    private func expectParties(
        _ drawing: String, _ expected: [String: String], location: SourceLocation = #_sourceLocation
    ) {
        let extraction = DrawnPage(drawing).read()
        for (name, value) in expected {
            #expect(extraction["invoice." + name]?.value.text == value, "\(name)", sourceLocation: location)
        }
    }

    @Test func `the addressee above the sender, whose block has a telephone`() {
        let drawing = """
            Beat Aebischer
            Rebgasse 12
            4058 Basel

                                                     Schreinerei Gubler AG
                                                     Werkstrasse 4
                                                     4132 Muttenz
                                                     Tel. 061 555 12 12

            Rechnung Nr. 812                         Datum: 12.03.2024
            Total CHF 1'080.00
            """
        expectParties(
            drawing,
            [
                "supplier.name": "Schreinerei Gubler AG", "supplier.address": "Werkstrasse 4, 4132 Muttenz",
                "customer.name": "Beat Aebischer", "customer.address": "Rebgasse 12, 4058 Basel",
            ])
    }

    @Test func `a customer with telephone and mail beneath a plain letterhead at the right stays the customer`() {
        let drawing = """
                                                     Ellerby Teas Limited
                                                     14 Corn Street
                                                     Bath BA1 5TY

            INVOICE
            Nina Calloway                            Invoice number: 1489
            98 Gloster Road                          Invoice date: 15 September 2023
            Brighton BN1 1EE
            nina@ninacalloway.example
            01273 555 018

            Total  £445.20
            """
        expectParties(drawing, ["supplier.name": "Ellerby Teas Limited", "customer.name": "Nina Calloway"])
    }

    @Test func `two addresses right beneath each other`() {
        let drawing = """
            Marlow Botanics Limited                      Invoice no. 811917
            7 Victoria Mews                              Issue date 1 April 2023
            Derby DE1 3AH
            United Kingdom
            0117 555 0185 | accounts@marlow.example
            Tanner Electrical LLP
            Unit 23, Mill Lane
            Cardiff CF10 1EP
            United Kingdom
            0117 555 0116 | info@tanner.example

            Grand total 1,414.96
            """
        expectParties(
            drawing,
            [
                "supplier.name": "Marlow Botanics Limited", "customer.name": "Tanner Electrical LLP",
                "customer.address": "Unit 23, Mill Lane, Cardiff CF10 1EP, United Kingdom",
            ])
    }

    @Test func `a letterhead of the name alone, with the address in the foot`() {
        let foot =
            String(repeating: "\n", count: 50) + """
                Lindbloms Måleri AB           Bankgiro 123-4567
                Storgatan 5                   info@lindbloms.example
                582 23 Linköping              Momsreg.nr SE556012579001
                """
        let drawing = """
            Lindbloms Måleri AB                                  FAKTURA
                                                                 Fakturanr: 5521
                                                                 Brf Granen
                                                                 Skogsvägen 11
                                                                 583 30 Linköping

            Att betala 6250,00 SEK
            """
        expectParties(
            drawing + foot,
            [
                "supplier.name": "Lindbloms Måleri AB", "supplier.address": "Storgatan 5, 582 23 Linköping",
                "customer.name": "Brf Granen", "customer.address": "Skogsvägen 11, 583 30 Linköping",
            ])
    }

    @Test func `the supplier in a sentence of the foot`() {
        let foot =
            String(repeating: "\n", count: 45) + """
                Quillfeather Interiors Ltd, Unit 4 Mill Court, Bath BA1 5LH. Registered in England 04471123.
                """
        let drawing = """







            INVOICE                                              Invoice no. 88123
            Osgood Dental Practice                               Date 3 April 2024
            19 Lime Walk
            Bristol BS8 2QP

            Total due £192.00
            """
        expectParties(
            drawing + foot,
            [
                "supplier.name": "Quillfeather Interiors Ltd",
                "supplier.address": "Unit 4 Mill Court, Bath BA1 5LH", "customer.name": "Osgood Dental Practice",
            ])
    }

    @Test func `codes of goods are no towns`() {
        let drawing = """
            Ember Coffee Ltd
            3 Canal Walk
            Hull HU1 1AA

            Code        Description            Qty    Price    Total
            MX-2340     Filter papers 100 pcs   2      5.00    10.00
            ER-8531     Grinder brush           1      4.00     4.00
                                               Total  £14.00
            """
        let extraction = DrawnPage(drawing).read()
        #expect(extraction["invoice.supplier.address"]?.value.text == "3 Canal Walk, Hull HU1 1AA")
        #expect(extraction["invoice.customer.address"] == nil)
    }

    @Test func `who holds the account sends the invoice`() {
        let drawing = """
            Anneke Bos
            Dorpsstraat 3
            3611 AB Maarssen

            Rowan Visser
            Kerkweg 8
            3601 CD Breukelen

            Factuur 118                 Factuurdatum: 12-03-2024
            Totaal € 121,00
            Rekeninghouder: Rowan Visser
            """
        expectParties(drawing, ["supplier.name": "Rowan Visser", "customer.name": "Anneke Bos"])
    }
}
