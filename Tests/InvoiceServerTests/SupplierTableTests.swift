import Invoices
import Storage
import Testing

@testable import InvoiceServer

struct SupplierTableTests {
    @Test(arguments: [",", ";", "\t"])
    func `a list of suppliers is read, whatever separates its cells`(separator: String) throws {
        let text = [
            ["Name", "externalId", "vatNumber", "IBAN", "dueDays"],
            [
                "\"Müller \"\"&\"\" Söhne\"", "70001", "DE 123 456 788", "DE89370400440532013000|NL91ABNA0417164300",
                "14",
            ],
            ["", "", "", "", ""], ["West", "", "", "", ""],
        ].map { $0.joined(separator: separator) }.joined(separator: "\r\n")
        let drafts = try SupplierTable("\u{FEFF}" + text).drafts()
        #expect(drafts.map(\.name) == ["Müller \"&\" Söhne", "West"])
        #expect(drafts[0].externalID == "70001" && drafts[0].dueDays == 14)
        #expect(
            drafts[0].proofs.map(\.proof.value) == ["DE123456788", "DE89370400440532013000", "NL91ABNA0417164300"])
        #expect(drafts[0].proofs.allSatisfy { $0.isConfirmed })
    }

    @Test(
        arguments: [
            ("", "empty"), ("a,b", "no column a"), ("iban\nDE89", "must name a column name"),
            ("name,iban\nNord,DE89", "Line 2: DE89 is not a valid iban"), ("name\n\"Nord", "line 2 is not closed"),
            ("name\nNord,1", "Line 2 has 2 cells"), ("name,dueDays\nNord,x", "Line 2: dueDays"),
            ("name,externalId\n,1", "Line 2: name is missing"), ("name,currency\nNord,eur", "Line 2: currency"),
        ])
    func `a fault is told with its line`(text: String, message: String) throws {
        let error = try #require(throws: CommandError.self) { _ = try SupplierTable(text).drafts() }
        #expect(error.description.contains(message), "\(error)")
    }
}
