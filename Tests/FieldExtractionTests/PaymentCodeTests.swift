import FieldExtraction
import Invoices
import Testing

struct PaymentCodeTests {
    @Test func `a SEPA code gives account, amount and reference`() throws {
        let code = try #require(
            PaymentCode(
                text:
                    "BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1.5\nCHAR\n\nUrgency fund\n"
            ))
        #expect(code.iban == "BE72000000001616")
        #expect(code.bic == "BPOTBEB1")
        #expect(code.amount == Amount(literal: "1.50"))
        #expect(code.creditorName == "Red Cross of Belgium")
        #expect(code.reference == nil)
        #expect(code.message == "Urgency fund")
    }

    @Test func `a SEPA code may end after the account and break its lines as it likes`() throws {
        let code = try #require(
            PaymentCode(text: "BCD\r\n001\r\n1\r\nSCT\r\n\r\nA Creditor\r\nDE71 1102 2033 0123 4567 89"))
        #expect(code.iban == "DE71110220330123456789")
        #expect(code.bic == nil && code.amount == nil)
    }

    @Test func `a Swiss code gives the invoice's number and date too`() throws {
        let lines = [
            "SPC", "0200", "1", "CH4431999123000889012", "S", "Muster & Söhne AG", "Musterstrasse", "123", "8000",
            "Seldwyla", "CH",
            "", "", "", "", "", "", "", "1949.75", "CHF", "S", "Simon Muster", "Musterstrasse", "1", "8000", "Seldwyla",
            "CH", "QRR",
            "210000000003139471430009017", "Order of 15.06.2020", "EPD",
            "//S1/10/1020\\/1409/11/200512/20/1400.000-53/30/106017086/31/180508/32/7.7/40/2:10;0:30",
        ]
        let code = try #require(PaymentCode(text: lines.joined(separator: "\n")))
        #expect(code.iban == "CH4431999123000889012")
        #expect(code.amount == Amount(literal: "1949.75") && code.currency == "CHF")
        #expect(code.creditorAddress == "Musterstrasse 123, 8000 Seldwyla")
        #expect(code.debtorName == "Simon Muster" && code.debtorAddress == "Musterstrasse 1, 8000 Seldwyla")
        #expect(code.reference == "210000000003139471430009017")
        #expect(code.invoiceNumber == "1020/1409")
        #expect(code.invoiceDate == CalendarDate("2020-05-12"))
        #expect(code.taxID == "CHE106017086")
    }

    @Test func `any other text is no payment code`() {
        for text in ["", "https://example.com", "BCD", "SPC\n0200\n1\nCH44", "BCD\n002\n1\nXXX\n\nName\nDE71"] {
            #expect(PaymentCode(text: text) == nil, "\(text)")
        }
    }
}
