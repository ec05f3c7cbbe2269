import FieldExtraction
import Foundation
import Invoices
import Testing

@testable import EInvoices

/// What people correct of an e-invoice: its sums are judged by rules when it is read, and here when one has another term.
struct CorrectedEInvoiceTests {
    private static let sums: Set<Finding.Code> = [.totals, .lineSum, .lineProduct, .taxRate]

    private let category = "<TaxCategory><ID>S</ID><Percent>25</Percent></TaxCategory>"

    private func sums(_ findings: [Finding]) -> [String] {
        findings.filter { $0.code.map(Self.sums.contains) ?? false }
            .map { "\($0.severity.rawValue) \($0.field) \($0.code?.rawValue ?? "")" }.sorted()
    }

    private func read(_ totals: String, allowance: String = "10.00", line: String = "200.00") throws -> Extraction {
        try read(
            Array(
                """
                <Invoice><CustomizationID>urn:cen.eu:en16931:2017</CustomizationID><ID>M-78</ID>
                <AllowanceCharge><ChargeIndicator>false</ChargeIndicator><Amount>\(allowance)</Amount>
                \(category)</AllowanceCharge>
                <TaxTotal><TaxAmount>47.50</TaxAmount><TaxSubtotal><TaxableAmount>190.00</TaxableAmount>
                <TaxAmount>47.50</TaxAmount>\(category)</TaxSubtotal></TaxTotal>
                <LegalMonetaryTotal>\(totals)</LegalMonetaryTotal>
                <InvoiceLine><ID>1</ID><InvoicedQuantity>4</InvoicedQuantity>
                <LineExtensionAmount>\(line)</LineExtensionAmount>
                <Item><ClassifiedTaxCategory><ID>S</ID><Percent>25</Percent></ClassifiedTaxCategory></Item>
                <Price><PriceAmount>50.00</PriceAmount></Price>
                </InvoiceLine></Invoice>
                """.utf8))
    }

    private func read(_ bytes: [UInt8]) throws -> Extraction {
        let invoice = try EInvoice.read(bytes)
        return Extractor().extract(ReadDocument(pages: [], electronicInvoice: invoice))
    }

    private func totals(
        lines: String = "200.00", net: String = "190.00", total: String = "237.50", allowances: String = "10.00",
        due: String = "237.50"
    ) -> String {
        """
        <LineExtensionAmount>\(lines)</LineExtensionAmount><TaxExclusiveAmount>\(net)</TaxExclusiveAmount>
        <TaxInclusiveAmount>\(total)</TaxInclusiveAmount><AllowanceTotalAmount>\(allowances)</AllowanceTotalAmount>
        <PayableAmount>\(due)</PayableAmount>
        """
    }

    private func corrected(_ read: Extraction, _ field: String, _ text: String?) -> [String] {
        let correction = Correction(
            field: field, text: text ?? "", value: text, isMissing: text == nil, page: 1)
        return sums(CorrectedExtraction(read, with: [correction]).judged().findings)
    }

    @Test(arguments: [
        ("invoice.payment.cashDiscounts[0].percent", "2"), ("lineItems[0].taxAmount", "1"), ("invoice.number", "M-79"),
    ])
    func `what no sum is made of leaves the rules' findings`(field: String, text: String) throws {
        let wrong = try read(totals(total: "273.50", due: "300"), allowance: "12.00")
        let before = sums(wrong.findings)
        #expect(before.contains("error invoice.amounts.total totals"))
        #expect(before.contains("error invoice.amounts.allowances totals"))
        #expect(before.contains("error invoice.amounts.amountDue totals"))
        #expect(corrected(wrong, field, text) == before)
    }

    @Test func `a sum without a corrected term keeps its finding, one with such a term is judged anew`() throws {
        let wrong = try read(totals(total: "273.50", due: "273.50"), allowance: "12.00")
        #expect(
            corrected(wrong, "invoice.amounts.total", "237.50") == [
                "error invoice.amounts.allowances totals", "error invoice.amounts.amountDue totals",
                "error invoice.taxLines[0].net tax_rate",
            ])
        #expect(
            corrected(wrong, "invoice.allowancesAndCharges[0].amount", "10") == ["error invoice.amounts.total totals"])
        #expect(
            corrected(wrong, "invoice.amounts.allowances", "13").contains("error invoice.amounts.allowances totals"))
    }

    @Test(arguments: [
        ("invoice.amounts.total", "273.5", "error invoice.amounts.total totals"),
        ("invoice.amounts.subtotal", "109", "error invoice.amounts.subtotal totals"),
        ("invoice.amounts.tax", "45.7", "error invoice.amounts.tax totals"),
        ("invoice.amounts.amountDue", "200", "error invoice.amounts.amountDue totals"),
        ("invoice.amounts.prepaid", "37.5", "error invoice.amounts.amountDue totals"),
        ("invoice.amounts.lineTotal", "190", "error invoice.amounts.lineTotal line_sum"),
        ("lineItems[0].amount", "190", "error invoice.amounts.lineTotal line_sum"),
        ("lineItems[0].quantity", "-4", "warning lineItems[0].amount line_product"),
        ("lineItems[0].quantity", "5", "warning lineItems[0].amount line_product"),
        ("invoice.taxLines[0].rate", "20", "error invoice.taxLines[0].tax tax_rate"),
        ("invoice.allowancesAndCharges[0].amount", "11", "error invoice.amounts.allowances totals"),
    ])
    func `a correction that breaks a sum is told as gravely as the rule tells it`(
        field: String, text: String, finding: String
    ) throws {
        let right = try read(totals())
        #expect(sums(right.findings) == [])
        #expect(corrected(right, field, text).contains(finding), "\(corrected(right, field, text))")
    }

    @Test func `a term that the document does not have makes another sum, too`() throws {
        let wrong = try read(totals(lines: "210.00"))
        #expect(sums(wrong.findings).contains("error invoice.amounts.lineTotal line_sum"))
        #expect(corrected(wrong, "invoice.amounts.lineTotal", nil) == [])
    }

    @Test func `an allowance that is taken back has its minus`() throws {
        let right = try read(
            totals(net: "210.00", total: "257.50", allowances: "-10.00", due: "257.50"), allowance: "-10.00")
        #expect(corrected(right, "invoice.amounts.lineTotal", "200") == sums(right.findings))
        #expect(corrected(right, "invoice.amounts.lineTotal", "220").contains("error invoice.amounts.subtotal totals"))
    }

    @Test(arguments: try SampleInvoices.files())
    func `a correction to the same value changes no judgement, whatever the format's sums are`(file: URL) throws {
        let read = try read(Array(Data(contentsOf: file)))
        for field in read.fields {
            guard case .amount(let amount) = field.value, amount >= Amount(0) else { continue }
            #expect(corrected(read, field.name, amount.literal) == sums(read.findings), "\(field.name)")
        }
    }
}
