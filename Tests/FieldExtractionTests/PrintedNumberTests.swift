import Foundation
import Testing

@testable import FieldExtraction
@testable import Invoices

/// What a printed number may be: one line an example.
struct PrintedNumberTests {
    @Test(arguments: [
        ("1471", ["1471"]), ("1.471,60", ["1471.6"]), ("1,471.60", ["1471.6"]), ("1 471,60", ["1471.6"]),
        ("42'987.56", ["42987.56"]), ("31480 ,00", ["31480"]), ("12, 50", ["12.5"]), ("1.234.567", ["1234567"]),
        ("2,30,339.00", ["230339"]), ("1,02,30,339", ["10230339"]), ("0.125", ["0.125"]), ("12.3456", ["12.3456"]),
        (".50", ["0.5"]), ("$.50", ["0.5"]), ("1 234,567", ["1234.567"]), ("1.000", ["1000", "1"]),
        ("1,250", ["1250", "1.25"]), ("7`310.20", ["7310.2"]), ("7´310.20", ["7310.2"]), ("7.310,-", ["7310"]),
        ("7.310,--", ["7310"]),
    ])
    func `a number's readings, the likeliest first`(text: String, readings: [String]) {
        #expect(PrintedNumber(text)?.readings.map(\.description) == readings, "\(text)")
    }

    @Test(arguments: [
        "", "EUR", "31.10.2018", "10:23:45", "INV-2023/14", "12.34,56", "1,23,45", "1..5", "12 34", "A4", "15,4 cm",
        "12345678901234", "0.1234567890123", "KR-4471", "RM-12",
    ])
    func `what is no number`(text: String) {
        #expect(PrintedNumber(text) == nil, "\(text)")
    }

    @Test(arguments: ["-5,00", "5,00-", "- 5,00", "(5,00)", "−5,00", "€-5,00", "-€5,00", "(5,00) EUR", "5,00- EUR"])
    func `a sign before or behind, or brackets, make it negative`(text: String) {
        #expect(PrintedNumber(text)?.readings == [-5], "\(text)")
    }

    @Test(arguments: ["5,00 CR", "5,00CR", "5.00 Cr.", "EUR-5,00"])
    func `a credit mark, or a dash behind the currency, makes money negative`(text: String) {
        #expect(PrintedNumber(text)?.readings == [-5], "\(text)")
    }

    @Test func `a mark and a dash for the cents make a whole amount of money`() {
        #expect(PrintedNumber("12,-")?.looksLikeMoney == true)
        #expect(PrintedNumber("12,-")?.readings == [12])
        #expect(PrintedNumber("12.-")?.readings == [12])
    }

    @Test(arguments: [
        ("€12.50", "EUR"), ("12.50 EUR", "EUR"), ("RM8.70", "MYR"), ("Rs.500", "INR"), ("kr. 500", "SEK"),
        ("120,00zł", "PLN"), ("CHF 7", "CHF"),
    ])
    func `a currency at the digits makes it money`(text: String, currency: String) {
        #expect(PrintedNumber(text)?.currency == currency, "\(text)")
        #expect(PrintedNumber(text)?.looksLikeMoney == true, "\(text)")
    }

    @Test(.timeLimit(.minutes(20)))
    func `words and rows of any length are looked through once`() {
        let brackets = String(repeating: "(", count: 100_000)
        #expect(PrintedNumber(brackets + "5") == nil)
        #expect(PrintedNumber(String(repeating: "1", count: 100_000)) == nil)
        let words = (0..<4000).map { place in
            Word(text: "123", box: Box(x: Double(place) / 4000, y: 0.5, width: 0.0002, height: 0.0001))
        }
        let lines = [TextLine(words: words)]
        let layout = Layout([Page(number: 1, width: 595, height: 842, source: .textLayer, lines: lines)])
        #expect(!AmountReader(layout).amounts().isEmpty)
        #expect(TableRow.rows(of: layout.sheets[0], in: layout).count == 1)
    }

    @Test func `a percentage is no money`() {
        #expect(PrintedNumber("20.00%")?.isPercent == true)
        #expect(PrintedNumber("20.00%")?.looksLikeMoney == false)
    }

    @Test(arguments: ["12\"", "3)", "7.", "*5*", "[5]", "6ft"])
    func `inches, numbering and marks at the digits are for header fields alone`(text: String) {
        #expect(PrintedNumber(text)?.isClean == false, "\(text)")
        #expect(!Figure.isNumber(text), "\(text)")
    }

    @Test(arguments: [
        ("3", "038,14", true), ("31480", ",00", true), ("12,", "50", true), ("1", "000", true), ("1", "00", false),
        ("1234", "567", false), ("12.50", "300", false), ("10", "500x", false),
    ])
    func `the next word goes on with three digits, or with decimals torn off`(text: String, next: String, goesOn: Bool)
    {
        #expect(PrintedNumber.goesOn(text, with: next) == goesOn, "\(text) \(next)")
    }
}
