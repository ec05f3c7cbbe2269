import Testing

@testable import Invoices

/// What recognition makes of thermal paper, and how tills print.
struct ReceiptTests {
    private func read(_ head: String, _ body: String = "") -> Invoice {
        let drawing = head + "\n" + (body.isEmpty ? "Total  25.45\nCash  30.00\nChange  4.55" : body)
        return Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: .ocr)])).invoice
    }

    // MARK: The shop

    @Test(arguments: [
        ("SIA \"KALVE\" PUN LV43603006320\nRaina iela 17, Jelgava", "SIA \"KALVE\""),
        ("ROTI BAKAR ( 121889-W )\nLOT 5, JALAN MAWAR", "ROTI BAKAR"),
        ("KEDAI RESTU $/8 (519537-X)\nLOT 5, JALAN MAWAR", "KEDAI RESTU S/B"),
        ("TEH TARIK RESTORAN (Company No 559208-M)\nLOT 5, JALAN MAWAR", "TEH TARIK RESTORAN"),
        ("MAWAR PARKING\nCORPORATION S/B\nLOT 5, JALAN MAWAR", "MAWAR PARKING CORPORATION S/B"),
        ("ROSLAN ELECTRICAL &\nHARDWARE SUPPLY\nLOT 5, JALAN MAWAR", "ROSLAN ELECTRICAL & HARDWARE SUPPLY"),
        ("IBU SHOPPING CENTRE\nMAWAR ( M ) SDN. BHD. ( 121889-W )\nLOT 5, JALAN MAWAR", "MAWAR ( M ) SDN. BHD."),
        ("WELCOME TO\nOAK & MILE FUEL #218\n12 Mill Road", "OAK & MILE FUEL #218"),
    ])
    func `a shop's name ends before its numbers and goes on to its legal form`(head: String, name: String) {
        #expect(read(head).supplier.name == name)
    }

    @Test func `an address ends at a tax number, whatever recognition made of its label`() {
        let invoice = read("MAWAR SDN BHD\nBatu 3, Jalan Ipoh\n51200 KL.\nGSTNo. 000296652800")
        #expect(invoice.supplier.address == "Batu 3, Jalan Ipoh, 51200 KL.")
    }

    // MARK: The total

    @Test(arguments: [
        // The label is unreadable; what was given less the change is printed elsewhere.
        ("Loaf  3  2.40  7.20\ng TF Dve 7.20\nCash 10.00\nChange 2.80", "7.2"),
        // The decimal mark is lost.
        ("Water  1.70\nTotal 170\nCash 100.00\nChange 98.30", "1.7"),
        ("Plates  205.50\nTotal 205 50\nCash 205.50\nChange 0.00", "205.5"),
        // A letter of the label is another.
        ("Sack  10.50\nTotal Inci. of GST 10.50\nCash 10.50\nChange 0.00", "10.5"),
        ("Buns  6.40\nTota) 6.40\nCash 50.00\nChange 43.60", "6.4"),
        // A difference from rounding is no total.
        ("Drill  13.80\nNet Total : «14.63\nRounding Adj. 0.02\nChange 0.35", "14.65"),
    ])
    func `a total that recognition spoilt is found by what the rest says`(body: String, total: String) {
        #expect(read("MAWAR SDN BHD\nNO 8, JALAN MAWAR", body).total?.literal == total)
    }

    // MARK: The rows

    @Test func `a till's rows carry the letter of their tax, and the count stands beneath or above`() {
        let items = read(
            "HARBOR HARDWARE\n2210 FRONT ST",
            """
            PAINT EXT WHT 1GAL        69.98 T
              2 @ 34.99
            ROLLER COVER 9IN          11.49 T
            Wit. D3 2000
                        2 x22,49      44,98B
            SUBTOTAL                 126.45
            TAX 8%                    10.12
            TOTAL                    136.57
            CASH                     140.00
            CHANGE                     3.43
            """
        ).lineItems
        #expect(items.map(\.description) == ["PAINT EXT WHT 1GAL", "ROLLER COVER 9IN", "Wit. D3 2000"])
        #expect(items.map { $0.amount?.literal } == ["69.98", "11.49", "44.98"])
        #expect(items.map { $0.quantity?.literal } == ["2", nil, "2"])
        #expect(items.map { $0.unitPrice?.literal } == ["34.99", nil, "22.49"])
    }

    @Test func `rows of a till that do not add up are no items`() {
        let items = read("HARBOR HARDWARE\n2210 FRONT ST", "PAINT  69.98 T\nTAPE  11.49 T\nTOTAL  91.47\nCHANGE  0.00")
        #expect(items.lineItems.isEmpty)
    }
}
