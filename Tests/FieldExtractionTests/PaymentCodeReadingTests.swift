import FieldExtraction
import Invoices
import Testing

struct PaymentCodeReadingTests {
    private let drawing = """
        Atelier Blanc SARL
        12 rue du Lac

        Facture  F-118
        Date     04.03.2025

        Total EUR            1.471,60
        IBAN  DE71 1102 2033 0123 4567 89
        """

    private func read(_ code: String) -> Extraction {
        var page = DrawnPage(drawing).page(1)
        page.codes = [PrintedCode(text: code, box: Box(x: 0.7, y: 0.7, width: 0.1, height: 0.1))]
        return Extractor().extract(ReadDocument(pages: [page]))
    }

    private func code(iban: String = "DE71110220330123456789", amount: String = "1471.6") -> String {
        "BCD\n002\n1\nSCT\nBPOTBEB1\nAtelier Blanc\n\(iban)\nEUR\(amount)\n\nRF18539007547034\n"
    }

    @Test func `the code's data are exact and stand where it stands`() throws {
        let read = read(code())
        let due = try #require(read["invoice.amounts.amountDue"])
        #expect(due.value.amount == Amount(literal: "1471.6") && due.method == .paymentCode)
        #expect(due.page == 1 && due.box?.x == 0.7 && due.confidence > 0.95)
        #expect(read["invoice.payment.reference"]?.value.text == "RF18539007547034")
        #expect(read["invoice.payment.bic"]?.value.text == "BPOTBEB1")
        #expect(read["invoice.amounts.currency"]?.value.text == "EUR")
        #expect(!read.findings.contains { $0.message.contains("payment code") })
    }

    @Test func `an account that is not on the page is a warning`() {
        let findings = read(code(iban: "BE72000000001616")).findings
        #expect(findings.contains { $0.field == "invoice.payment.iban" && $0.message.contains("BE72000000001616") })
    }

    @Test func `another amount than the page's is a warning`() {
        let findings = read(code(amount: "1571.6")).findings
        #expect(findings.contains { $0.field == "invoice.amounts.amountDue" && $0.message.contains("1571.6") })
    }

    @Test func `a code with a wrong account number is passed over`() {
        #expect(read(code(iban: "DE71110220330123456780"))["invoice.payment.reference"] == nil)
    }
}
