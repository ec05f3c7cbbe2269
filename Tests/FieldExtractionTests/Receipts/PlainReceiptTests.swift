import Testing

@testable import FieldExtraction
@testable import Invoices

/// Receipts that are set like letters, with few words.
struct PlainReceiptTests {
    private func read(_ drawing: String) -> Invoice { DrawnPage(drawing).read().invoice }

    @Test func `a name without a legal form at the head is the issuer's`() {
        let invoice = read(
            "Mellbrook Ferry Tours\nReceipt no. 7719\nDate: 14/05/2026\nIsland trip\nTotal £31.50\nPaid in cash")
        #expect(invoice.supplier.name == "Mellbrook Ferry Tours")
        #expect(invoice.number == "7719")
    }

    @Test(arguments: ["Receipt: MF-20733", "Receipt MF-20733", "RECEIPT  MF-20733"])
    func `the word for receipt alone announces its number`(line: String) {
        let invoice = read(
            "Mellbrook Ferry Tours Ltd\n4 Quay Road\n\(line)\nDate: 14/05/2026\nIsland trip\nTotal £31.50")
        #expect(invoice.number == "MF-20733")
    }
}
