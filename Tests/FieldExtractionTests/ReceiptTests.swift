import Testing

@testable import FieldExtraction
@testable import Invoices

/// What recognition makes of thermal paper, and how tills print.
struct ReceiptTests {
    private func read(_ head: String, _ body: String = "") -> Invoice {
        let drawing = head + "\n" + (body.isEmpty ? "Total  25.45\nCash  30.00\nChange  4.55" : body)
        return Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: .ocr)])).invoice
    }

    // MARK: The shop

    @Test(arguments: [
        ("SIA \"KALVE\" PUN LV40003521600\nLiepu iela 5, Cesis", "SIA \"KALVE\""),
        ("ROTI BAKAR ( 604412-K )\nLOT 5, JALAN MAWAR", "ROTI BAKAR"),
        ("KEDAI RESTU $/8 (604412-K)\nLOT 5, JALAN MAWAR", "KEDAI RESTU S/B"),
        ("TEH TARIK RESTORAN (Company No 604412-K)\nLOT 5, JALAN MAWAR", "TEH TARIK RESTORAN"),
        ("MAWAR CATERING\nHOLDING S/B\nLOT 5, JALAN MAWAR", "MAWAR CATERING HOLDING S/B"),
        ("ROSLAN GARDEN &\nPOOL SUPPLY\nLOT 5, JALAN MAWAR", "ROSLAN GARDEN & POOL SUPPLY"),
        ("IBU SHOPPING CENTRE\nMAWAR ( M ) SDN. BHD. ( 604412-K )\nLOT 5, JALAN MAWAR", "MAWAR ( M ) SDN. BHD."),
        ("WELCOME TO\nOAK & MILE FUEL #218\n12 Mill Road", "OAK & MILE FUEL #218"),
    ])
    func `a shop's name ends before its numbers and goes on to its legal form`(head: String, name: String) {
        #expect(read(head).supplier.name == name)
    }

    @Test func `an address ends at a tax number, whatever recognition made of its label`() {
        let invoice = read("MAWAR SDN BHD\nBatu 9, Jalan Melati\n53000 KL.\nGSTNo. 000412345678")
        #expect(invoice.supplier.address == "Batu 9, Jalan Melati, 53000 KL.")
    }

    // MARK: The total

    @Test(arguments: [
        // The label is unreadable; what was given less the change is printed elsewhere.
        ("Loaf  3  3.10  9.30\ng TF Dve 9.30\nCash 20.00\nChange 10.70", "9.3"),
        // The decimal mark is lost.
        ("Water  3.40\nTotal 340\nCash 20.00\nChange 16.60", "3.4"),
        ("Plates  118.25\nTotal 118 25\nCash 118.25\nChange 0.00", "118.25"),
        // A letter of the label is another.
        ("Sack  14.60\nTotal Inci. of GST 14.60\nCash 14.60\nChange 0.00", "14.6"),
        ("Buns  8.70\nTota) 8.70\nCash 10.00\nChange 1.30", "8.7"),
        // A difference from rounding is no total, and the total stands before it.
        ("Drill  22.40\nNet Total : «22.43\nRounding Adj. 0.02\nChange 7.55", "22.43"),
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
