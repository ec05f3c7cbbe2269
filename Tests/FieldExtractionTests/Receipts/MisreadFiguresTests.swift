import Testing

@testable import FieldExtraction
@testable import Invoices

/// Figures in which recognition took digits and marks for other signs.
struct MisreadFiguresTests {
    private func mended(_ text: String, behind last: String = "", before next: String = "", on page: String = "")
        -> String
    {
        let words = page.split(separator: " ").map { word in
            Token(
                Word(text: String(word), box: Box(x: 0, y: 0, width: 0.1, height: 0.1)), page: 0, width: 100,
                height: 100)
        }
        return MisreadFigures([words]).mended(text, behind: last, before: next)
    }

    @Test(arguments: [
        ("7.4u", "7.40"), ("1O.5O", "10.50"), ("12,S0", "12,50"), ("RM50.0¢", "RM50.00"), ("§142", "5142"),
        ("07,04,26", "07.04.26"), ("04.04,2026", "04.04.2026"),
    ])
    func `a sign that can be no other is the digit or the mark it looks like`(text: String, expected: String) {
        #expect(mended(text) == expected)
    }

    @Test(arguments: ["2.5l", "14,9B", "§13b", "§19", "1,234,567", "DE0O1", "12.S", "3.5S", "S5.O0", "10.10.10.10"])
    func `what may be meant as it stands is kept`(text: String) {
        #expect(mended(text) == text)
    }

    @Test func `a dollar is a digit where the page writes another currency or a town follows`() {
        #expect(mended("$3.55", on: "RM2.00 RM4.00 RM $3.55") == "53.55")
        #expect(mended("$3.55", on: "$2.00 $4.00 $3.55") == "$3.55")
        #expect(mended("$4100", before: "KAJANG,") == "54100")
        #expect(mended("$4100", before: "due") == "54100")
        #expect(mended("$4100", before: "x2") == "$4100")
    }

    @Test func `strokes are read as sevens only behind the word for date`() {
        #expect(mended("2170372026", behind: "Date:") == "21/03/2026")
        #expect(mended("2170372026", behind: "Tel:") == "2170372026")
        #expect(mended("9970372026", behind: "Date:") == "9970372026")
    }
}
