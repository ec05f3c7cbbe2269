import Testing

@testable import FieldExtraction

/// Words between which recognition dropped the blank.
struct JoinedWordsTests {
    @Test(arguments: [
        ("SUMMEEUR19,99", ["SUMME", "EUR", "19,99"]),
        ("TOTALSALES", ["TOTAL", "SALES"]),
        ("NETTOTAL:", ["NET", "TOTAL:"]),
        ("BAREUR", ["BAR", "EUR"]),
        ("zuzahlen", ["zu", "zahlen"]),
        ("RÜCKGELD4,50", ["RÜCKGELD", "4,50"]),
        ("Datum:07.04.26", ["Datum:", "07.04.26"]),
        ("A19%", ["A", "19%"]), ("1,54B", ["1,54", "B"]), ("-0,18A", ["-0,18", "A"]),
        ("BHD(604412-K)", ["BHD", "(604412-K)"]),
        ("TotalInclusiveOfGST", ["Total", "Inclusive", "Of", "GST"]),
    ])
    func `a label is parted from its value, and its own words from each other`(text: String, parts: [String]) {
        #expect(JoinedWords.parts(of: text) == parts)
    }

    @Test(arguments: [
        ("04.05.202614:07", ["04.05.2026", "14:07"]), ("04.05.2614:07:33", ["04.05.26", "14:07:33"]),
        ("2026/05/0414:07", ["2026/05/04", "14:07"]), ("04/05/2026-14:07", ["04/05/2026", "-14:07"]),
        ("04-05-20269:07", ["04-05-2026", "9:07"]),
    ])
    func `a date is parted from the time of day behind it`(text: String, parts: [String]) {
        #expect(JoinedWords.parts(of: text) == parts)
    }

    @Test(arguments: [
        "Gesamtbetrag", "SUBTOTAL", "BARCODE", "Totalis", "Lindenstraße", "INV12345", "14:07", "1:2:3", "A4", "Total",
        "Kassensturz12", "total5", "Timeless", "2.5L", "B7", "1,5B", "AB7%",
    ])
    func `other words stay whole`(text: String) {
        #expect(JoinedWords.parts(of: text) == [text])
    }

    @Test func `the parts of any word make the word again`() {
        for text in [
            "SUMME€19,99*", "ß-SUMMEEUR1,00", String(repeating: "total", count: 9), "TOTAL=1.00A", "12:", "1/1/1:",
        ] {
            #expect(JoinedWords.parts(of: text).joined() == text)
        }
    }
}
