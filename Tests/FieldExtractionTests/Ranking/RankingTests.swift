import JSON
import Testing

@testable import FieldExtraction
@testable import Invoices

/// Values whose labels are in no language file.
struct RankingTests {
    private func read(number: String = "Wuggle: QV-40718", total: String = "Brillig") -> Extraction {
        DrawnPage(
            """
            Harrow Pine Joinery Ltd
            12 Mill Lane
            Leeds LS1 4AP

            INVOICE                             \(number)
                                                Invoice date: 12 May 2026
            Bill to
            Castle Quay Hotels Ltd
            4 Harbour Street
            Dover CT16 1QX

            Description                     Quantity     Unit price     Amount
            Oak shelf                       2            30.00          60.00
            Fitting                         1            40.00          40.00

                                                         Gimble         100.00
                                                         Slithy         20.00
                                                         \(total)        120.00

            Wabe 0113 496 0071   Borogove 55 02 17
            """
        ).read()
    }

    @Test func `a total is told by what makes it`() throws {
        let total = try #require(read()["invoice.amounts.total"])
        #expect(total.value == .amount(Amount(120)))
        #expect((0.5...1).contains(total.confidence))
        #expect(total.reasons.count == 3)
        #expect(total.alternatives.contains { $0.value == .amount(Amount(100)) })
    }

    @Test func `a number is told by its form and its place`() throws {
        let number = try #require(read()["invoice.number"])
        #expect(number.value == .text("QV-40718"))
        #expect((0.5...1).contains(number.confidence))
        #expect(!number.reasons.isEmpty)
    }

    @Test func `a label that is known is believed before any ranking`() {
        let read = read(number: "Invoice number: 7", total: "Total")
        #expect(read["invoice.number"]?.value == .text("7"))
        #expect(read["invoice.amounts.total"]?.value == .amount(Amount(120)))
    }

    @Test func `where nothing looks like a number there is none`() {
        let page = DrawnPage("INVOICE\n\nHarrow Pine Joinery Ltd\n\n12 May 2026\n\nWe thank you for your trust.")
        #expect(page.read()["invoice.number"] == nil)
        #expect(page.read()["invoice.amounts.total"] == nil)
    }

    @Test func `rankings weigh what the program tells`() throws {
        let file = try JSONReader.read(FieldExtraction.PackageResources.ranking_json)
        let fields = try #require(file.members)
        #expect(Set(fields.map(\.name)) == [UnlabelledTotals.field, UnlabelledNumbers.field])
        for field in fields {
            let names = try #require(field.value["weights"]?.members).map(\.name)
            #expect(names.allSatisfy { RankingFeature(rawValue: $0) != nil })
        }
    }

    @Test func `another line that may be a shop's name is an alternative`() throws {
        let slip = DrawnPage(
            """
            QUENBY STATIONERS
            HARROW PINE SUPPLIES LTD
            12 Mill Lane
            Leeds LS1 4AP
            12/05/2026 14:31

            Pencils             2.50
            Paper               4.50
            TOTAL               7.00
            CASH               10.00
            CHANGE              3.00
            """)
        let name = try #require(slip.read(source: .ocr)["invoice.supplier.name"])
        let other = try #require(name.alternatives.first)
        let both = [name.value.text, other.value.text].compactMap { $0 }
        #expect(Set(both) == ["QUENBY STATIONERS", "HARROW PINE SUPPLIES LTD"])
    }
}
