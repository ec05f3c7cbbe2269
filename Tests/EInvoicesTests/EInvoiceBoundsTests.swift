import EInvoices
import FieldExtraction
import Invoices
import Testing

/// E-invoices whose values no field holds.
struct EInvoiceBoundsTests {
    private func ubl(
        date: String = "2026-02-03", total: String = "119.00", quantity: String = "2", price: String = "50.00",
        basis: String = "1", note: String = "30 days"
    ) -> String {
        """
        <Invoice xmlns="u"><ID>Z-9</ID><IssueDate>\(date)</IssueDate><PaymentTerms><Note>\(note)</Note></PaymentTerms>
        <LegalMonetaryTotal><TaxExclusiveAmount>100.00</TaxExclusiveAmount>
        <TaxInclusiveAmount>\(total)</TaxInclusiveAmount></LegalMonetaryTotal>
        <InvoiceLine><InvoicedQuantity>\(quantity)</InvoicedQuantity><LineExtensionAmount>100.00</LineExtensionAmount>
        <Item><Name>Kiste</Name></Item><Price><PriceAmount>\(price)</PriceAmount><BaseQuantity>\(basis)</BaseQuantity></Price>
        </InvoiceLine></Invoice>
        """
    }

    private func read(_ xml: String) throws -> Extraction {
        let invoice = try EInvoice.read(Array(xml.utf8))
        return Extractor().extract(ReadDocument(pages: [], electronicInvoice: invoice))
    }

    @Test(arguments: ["1e-100", "1e127", "0.0000000000001", "-1e21", "1e999999999999"])
    func `an amount out of range is left out with a finding, wherever it stands`(amount: String) throws {
        for (xml, name) in [
            (ubl(total: amount), "invoice.amounts.total"), (ubl(quantity: amount), "lineItems[0].quantity"),
            (ubl(price: amount), "lineItems[0].unitPrice"),
        ] {
            let extraction = try read(xml)
            #expect(extraction[name] == nil)
            #expect(extraction.findings.filter { $0.code == .valueOutOfRange }.map(\.field) == [name])
            #expect(extraction["invoice.number"]?.value.text == "Z-9")
        }
        let both = try read(ubl(quantity: amount, price: amount))
        #expect(both.findings.count { $0.code == .valueOutOfRange } == 2)
    }

    @Test(arguments: ["1e20", "999999999999999999999999999999e20", "1e-12"])
    func `amounts at the bounds are read and checked`(amount: String) throws {
        let extraction = try read(ubl(total: amount, quantity: amount, price: amount, basis: "1e20"))
        #expect(extraction["invoice.amounts.total"]?.value.amount == Amount(literal: amount))
        #expect(!extraction.findings.contains { $0.code == .valueOutOfRange })
        #expect(extraction["lineItems[0].unitPrice"] != nil)
    }

    @Test(arguments: ["1899-12-31", "2200-01-01", "18991231", "2026-02-30", "00010101"])
    func `a date out of range is left out with a finding`(date: String) throws {
        let extraction = try read(ubl(date: date))
        #expect(extraction["invoice.date"] == nil)
        #expect(extraction.findings.filter { $0.code == .valueOutOfRange }.map(\.field) == ["invoice.date"])
    }

    @Test(arguments: [("1900-01-01", "1900-01-01"), ("21991231", "2199-12-31"), ("soon", nil)] as [(String, String?)])
    func `a date at the bounds is read, and what is no date is none`(date: String, expected: String?) throws {
        let extraction = try read(ubl(date: date))
        #expect(extraction["invoice.date"]?.value.date?.text == expected)
        #expect(!extraction.findings.contains { $0.code == .valueOutOfRange })
    }

    @Test(arguments: [4097, 100_000])
    func `a longer text is cut with a finding`(length: Int) throws {
        let extraction = try read(ubl(note: String(repeating: "a", count: length)))
        #expect(extraction["invoice.payment.terms"]?.value.text?.utf8.count == 4096)
        #expect(extraction.findings.filter { $0.code == .textCut }.map(\.field) == ["invoice.payment.terms"])
    }
}
