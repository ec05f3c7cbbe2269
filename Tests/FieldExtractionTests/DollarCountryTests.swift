import Invoices
import Testing

@testable import FieldExtraction

@Suite(.timeLimit(.minutes(20)))
struct DollarCountryTests {
    private func currency(
        seller: String, town: String, buyer: String, buyerTown: String, foot: String = ""
    ) -> String? {
        let drawing = """
            \(seller)                                               INVOICE
            418 Willow Street
            \(town)

            Bill to                                     Invoice number      2024-117
            \(buyer)                                    Invoice date        13/04/2024
            9 Dock Road
            \(buyerTown)

            Description                  Qty       Unit Price      Amount
            Poetry volume                10        $12.00          $120.00

                                         Subtotal                  $120.00
                                         Tax                       $9.60
                                         Total                     $129.60

            \(foot)
            """
        return Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1)])).invoice.currency
    }

    @Test(arguments: [
        ("Blue Heron Press Ltd.", "Halifax, NS B3H 4R2", "Harbor Books", "Moncton, NB E1C 8R2", "CAD"),
        ("Blue Heron Press", "Bendigo VIC 3550", "Harbor Books", "Hobart TAS 7000", "AUD"),
        ("Blue Heron Press Pty Ltd", "Perth", "Harbor Books", "Perth", "AUD"),
        ("Blue Heron Press Pte Ltd", "049315", "Harbor Books", "049316", "SGD"),
        ("Garza Azul S.A. de C.V.", "64000 Monterrey", "Libros Puerto", "64010 Monterrey", "MXN"),
        ("Blue Heron Press, Inc.", "Portland, OR 97205", "Harbor Books", "Halifax, NS B3H 4R2", "USD"),
        ("Blue Heron Press, Inc.", "Portland", "Harbor Books", "Seattle", "USD"),
    ])
    func `a dollar is that of the country whose postcodes and company forms are on the page`(
        seller: String, town: String, buyer: String, buyerTown: String, expected: String
    ) {
        #expect(currency(seller: seller, town: town, buyer: buyer, buyerTown: buyerTown) == expected)
    }

    @Test(arguments: [
        // Small letters, the number of a year, and the name of a firm behind which a Swiss postcode stands.
        ("Bath BA1 4QT", "Your rights under the Consumer Rights Act 2015 are kept", "USD"),
        ("Bath BA1 4QT", "YOUR RIGHTS UNDER THE CONSUMER RIGHTS ACT 2015", "USD"),
        ("Bath BA1 4QT", "Rives SA 1800 Vevey", "USD"),
        // No state of the United States.
        ("Halifax, NS B3H 4R2", "Your order PO 45123", "CAD"),
        ("Canberra ACT 2600", "Your order PO 45123", "AUD"),
    ])
    func `what only looks like a postcode tells no country`(town: String, foot: String, expected: String) {
        let found = currency(
            seller: "Blue Heron Press", town: town, buyer: "Harbor Books", buyerTown: "Portland", foot: foot)
        #expect(found == expected)
    }

    @Test func `a state and a number of the next row are no postcode`() {
        let found = currency(
            seller: "Blue Heron Press", town: "Bath", buyer: "Harbor Books", buyerTown: "Portland",
            foot: "Sent from QLD\n4000 Pier Road")
        #expect(found == "USD")
    }
}
