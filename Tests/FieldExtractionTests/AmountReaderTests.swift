import Foundation
import Testing

@testable import FieldExtraction
@testable import Invoices

struct AmountReaderTests {
    private func values(_ drawing: String) -> [String] {
        AmountReader(Layout([DrawnPage(drawing).page(1)])).amounts().filter { !$0.isPercent }.map {
            $0.value.literal
        }
    }

    @Test func `commas and points are told apart by the document, not by a setting`() {
        #expect(values("Summe   1.471,60\nPorto   12,50\nMenge   1.000") == ["1471.6", "12.5", "1000"])
        #expect(values("Total   1,471.60\nPostage 12.50\nQty     1,000") == ["1471.6", "12.5", "1000"])
        #expect(values("Total   0.125\nEach    12.50") == ["0.125", "12.5"])
    }

    @Test func `digits that blanks and apostrophes group are one number`() {
        #expect(values("Total TTC   3 038,14 €") == ["3038.14"])
        #expect(values("Total CHF   42'987.56") == ["42987.56"])
        #expect(values("Total H.T.   31480 ,00") == ["31480"])
        #expect(values("TVA 20 % (13 017,85):   2 603,57").first?.hasSuffix("13017.85") == true)
    }

    @Test(arguments: ["VAT 7 %:   601.02", "VAT (7 %)   601.02", "VAT 7 %;   601.02"])
    func `a per cent sign apart from its number may have a mark behind it`(row: String) {
        #expect(values(row) == ["601.02"])
    }

    @Test func `a sign before or behind, or brackets, make an amount negative`() {
        #expect(values("Rabatt -20,48 €") == ["-20.48"])
        #expect(values("Rabatt 20,48-") == ["-20.48"])
        #expect(values("Payments ($144.00)") == ["-144"])
        #expect(values("Skonto 12,- ") == ["12"])
        #expect(values("Refund 20.48 CR") == ["-20.48"])
        #expect(values("Netto   20,48 H\nBrutto  24,37 H") == ["-20.48", "-24.37"])
        #expect(values("Montage  8,00 H   70,00\nWartung  2,50 H   35,00") == ["8", "70", "2.5", "35"])
    }

    @Test func `three decimals are read where the money has a thousand parts`() {
        #expect(values("Cleaning   64.500\nTotal BHD  64.500") == ["64.5", "64.5"])
        #expect(values("Nettoyage   64,500\nTotal TND  64,500") == ["64.5", "64.5"])
        #expect(values("Cleaning   64.500\nTotal EUR  64.500,00") == ["64500", "64500"])
    }

    @Test func `digits and marks of Arabic numbers are read`() {
        #expect(values("الإجمالي   ١٬٢٥٠٫٧٥") == ["1250.75"])
    }

    @Test func `dates, times, telephone numbers and codes are no amounts`() {
        #expect(values("31.10.2018") == [])
        #expect(values("10:23:45") == [])
        #expect(values("INV-2023/14") == [])
        #expect(values("089/99822-0") == [])
    }

    @Test func `the currency beside an amount is known by its code`() {
        let amounts = AmountReader(Layout([DrawnPage("Total RM 8.70   Rest EUR 5,00   Sum £3.10").page(1)])).amounts()
        #expect(amounts.map(\.currency) == ["MYR", "EUR", "GBP"])
    }

    @Test func `a printed number with more decimals than an amount has is no number`() {
        #expect(PrintedNumber("0.123456789012")?.readings.first?.description == "0.123456789012")
        #expect(PrintedNumber("0.1234567890123") == nil)
    }
}
