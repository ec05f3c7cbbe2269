import Testing

@testable import FieldExtraction
@testable import Invoices

/// Name and address at a till slip's head, and the day of the sale.
struct TillHeadTests {
    private func read(_ head: String) -> Invoice {
        let drawing = head + "\nTEA  25.45\nTotal  25.45\nCash  30.00\nChange  4.55"
        return Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: .ocr)])).invoice
    }

    @Test(arguments: [
        // The first line of a name whose second is a trade and a legal form.
        (
            "MAWAR PUTIH VEGETARIAN\nRESTAURANT SDN BHD\n(604412-K)\nLOT 5, JALAN MAWAR",
            "MAWAR PUTIH VEGETARIAN RESTAURANT SDN BHD"
        ),
        // Two lines above the number in the register.
        ("KEDAI MAWAR\nRUMAH TEH\n004412345-K\nLOT 5, JALAN MAWAR", "KEDAI MAWAR RUMAH TEH"),
        // A legal form and initials whose letters were misread.
        ("MAWAR HEALTH SIN BHD\nLOT 5, JALAN MAWAR", "MAWAR HEALTH SDN BHD"),
        ("MR. F.1.¥. SDN BHD\nLOT 5, JALAN MAWAR", "MR. F.I.Y. SDN BHD"),
        // The company beneath the shop's address, with its number.
        (
            "FRESH CORNER\nLOT 5, JALAN MAWAR\n53000 KUALA LUMPUR\nMAWAR RETAIL SDN BHD (604412-K)",
            "MAWAR RETAIL SDN BHD"
        ),
        // What stands behind a mark is another column.
        ("MAWAR TRADING SDN BHD | Tot\nLOT 5, JALAN MAWAR", "MAWAR TRADING SDN BHD"),
    ])
    func `the name is whole and is the company's`(head: String, name: String) {
        #expect(read(head).supplier.name == name)
    }

    @Test(arguments: [
        // The number of the floor was misread, and the comma still parts two places.
        (
            "ORD FLR, MAWAR CENTRE\nJLN MELATI\n55100 KUALA LUMPUR",
            "ORD FLR, MAWAR CENTRE, JLN MELATI, 55100 KUALA LUMPUR"
        ),
        ("Site: 1046\n17 JALAN MELATI\n57100 KUALA LUMPUR", "17 JALAN MELATI, 57100 KUALA LUMPUR"),
        ("NO 8, JALAN MELATI\n|\n§3000 KUALA LUMPUR\nTal : 46 03 2026 5111", "NO 8, JALAN MELATI, 53000 KUALA LUMPUR"),
        ("Compny No: 8812345-X\nNO 8, JALAN MELATI\n53000 KL", "NO 8, JALAN MELATI, 53000 KL"),
    ])
    func `the address has the lines of places and no others`(lines: String, address: String) {
        #expect(read("MAWAR SDN BHD\n" + lines).supplier.address == address)
    }

    @Test(arguments: [
        "Date:06/11/2026 14:07", "06/11/202614:07", "Datum 06,11,26 14:07", "Date: 0671172026",
        "06/11/2026-14:07:02-MINA",
    ])
    func `the day of the sale is read through what recognition did to it`(line: String) {
        #expect(read("MAWAR SDN BHD\nNO 8, JALAN MELATI\n" + line).date?.text == "2026-11-06")
    }
}
