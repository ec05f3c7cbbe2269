import Testing

@testable import FieldExtraction
@testable import Invoices

/// A customer of whom only the name is printed.
struct CustomerNameTests {
    @Test func `a customer's name alone`() {
        let drawing = """
            Gannon Boat Works Inc.                                 Lowther Signs LLC
                                                                   14 Depot Rd
            Invoice No: 5512                                       Erie, PA 16501
            Invoice Date: March 12, 2024                           hello@lowthersigns.example

            QTY    DESCRIPTION           PRICE      SUBTOTAL
            2      Banner for Acme Inc.  $50.00     $100.00
                                         TOTAL      $100.00
            """
        let extraction = DrawnPage(drawing).read()
        #expect(extraction["invoice.supplier.name"]?.value.text == "Lowther Signs LLC")
        #expect(extraction["invoice.customer.name"]?.value.text == "Gannon Boat Works Inc.")
    }

    @Test func `no customer where nobody else is named`() {
        let extraction = DrawnPage(
            """
            Parkhaus Nord GmbH
            Hafenring 9
            20457 Hamburg

            Rechnung Nr. 5512               Datum 12.03.2024
            Gesamt  10,00 EUR
            """
        ).read()
        #expect(extraction["invoice.supplier.name"]?.value.text == "Parkhaus Nord GmbH")
        #expect(extraction["invoice.customer.name"] == nil)
        #expect(extraction["invoice.customer.address"] == nil)
    }

    @Test func `another company's name behind a label is no customer`() {
        let extraction = DrawnPage(
            """
            Parkhaus Nord GmbH
            Hafenring 9
            20457 Hamburg

            Rechnung Nr. 5512               Datum 12.03.2024
            Bank                            Hafenbank AG
            Gesamt  10,00 EUR
            """
        ).read()
        #expect(extraction["invoice.supplier.name"]?.value.text == "Parkhaus Nord GmbH")
        #expect(extraction["invoice.customer.name"] == nil)
    }
}
