import Foundation
import Invoices
import Testing

@testable import EInvoices

/// Invoices that break one of the standard's rules each.
struct BusinessRuleTests {
    private let sound = """
        <Invoice><CustomizationID>urn:cen.eu:en16931:2017</CustomizationID><ID>M-77</ID><IssueDate>2026-04-02</IssueDate>
        <DueDate>2026-05-02</DueDate><InvoiceTypeCode>380</InvoiceTypeCode><DocumentCurrencyCode>EUR</DocumentCurrencyCode>
        <AccountingSupplierParty><Party><PostalAddress><CityName>Lund</CityName><Country><IdentificationCode>SE</IdentificationCode></Country></PostalAddress>
        <PartyTaxScheme><CompanyID>SE556677889901</CompanyID><TaxScheme><ID>VAT</ID></TaxScheme></PartyTaxScheme>
        <PartyLegalEntity><RegistrationName>Ek &amp; Björk AB</RegistrationName></PartyLegalEntity></Party></AccountingSupplierParty>
        <AccountingCustomerParty><Party><PostalAddress><CityName>Graz</CityName><Country><IdentificationCode>AT</IdentificationCode></Country></PostalAddress>
        <PartyLegalEntity><RegistrationName>Haller Holz GmbH</RegistrationName></PartyLegalEntity></Party></AccountingCustomerParty>
        <AllowanceCharge><ChargeIndicator>false</ChargeIndicator><AllowanceChargeReason>autumn</AllowanceChargeReason><Amount>10.00</Amount>
        <TaxCategory><ID>S</ID><Percent>25</Percent></TaxCategory></AllowanceCharge>
        <TaxTotal><TaxAmount currencyID="EUR">47.50</TaxAmount><TaxSubtotal><TaxableAmount>190.00</TaxableAmount><TaxAmount currencyID="EUR">47.50</TaxAmount>
        <TaxCategory><ID>S</ID><Percent>25</Percent></TaxCategory></TaxSubtotal></TaxTotal>
        <LegalMonetaryTotal><LineExtensionAmount>200.00</LineExtensionAmount><TaxExclusiveAmount>190.00</TaxExclusiveAmount>
        <TaxInclusiveAmount>237.50</TaxInclusiveAmount><AllowanceTotalAmount>10.00</AllowanceTotalAmount><PrepaidAmount>37.50</PrepaidAmount>
        <PayableAmount>200.00</PayableAmount></LegalMonetaryTotal>
        <InvoiceLine><ID>1</ID><InvoicedQuantity unitCode="C62">4</InvoicedQuantity><LineExtensionAmount>200.00</LineExtensionAmount>
        <Item><Name>Planks</Name><ClassifiedTaxCategory><ID>S</ID><Percent>25</Percent></ClassifiedTaxCategory></Item>
        <Price><PriceAmount>50.00</PriceAmount></Price></InvoiceLine></Invoice>
        """

    private func findings(_ invoice: String) throws -> [Finding] {
        try EInvoice.read(Array(invoice.utf8)).findings
    }

    @Test func `a sound invoice breaks no rule`() throws {
        #expect(try findings(sound).isEmpty)
    }

    @Test(arguments: [
        ("<ID>M-77</ID>", "", "BR-2", Finding.Severity.warning),
        ("<PayableAmount>200.00", "<PayableAmount>201.00", "BR-CO-16", .error),
        ("<TaxInclusiveAmount>237.50", "<TaxInclusiveAmount>273.50", "BR-CO-15", .error),
        ("<TaxExclusiveAmount>190.00", "<TaxExclusiveAmount>199.00", "BR-CO-13", .error),
        ("<AllowanceTotalAmount>10.00", "<AllowanceTotalAmount>12.00", "BR-CO-11", .error),
        (
            "<TaxAmount currencyID=\"EUR\">47.50</TaxAmount><TaxSubtotal>",
            "<TaxAmount currencyID=\"EUR\">45.70</TaxAmount><TaxSubtotal>", "BR-CO-14", .error
        ),
        ("<TaxableAmount>190.00", "<TaxableAmount>180.00", "BR-S-8", .error),
        (
            "</TaxableAmount><TaxAmount currencyID=\"EUR\">47.50",
            "</TaxableAmount><TaxAmount currencyID=\"EUR\">40.00", "BR-CO-17", .error
        ),
        (
            "<LineExtensionAmount>200.00</LineExtensionAmount><TaxEx",
            "<LineExtensionAmount>220.00</LineExtensionAmount><TaxEx", "BR-CO-10", .error
        ),
        ("<PriceAmount>50.00", "<PriceAmount>55.00", "BT-131", .warning),
        ("<PriceAmount>50.00", "<PriceAmount>-50.00", "BR-27", .error),
        ("<CompanyID>SE55", "<CompanyID>55", "BR-CO-9", .warning), (" unitCode=\"C62\"", "", "BR-23", .warning),
        ("<DueDate>2026-05-02</DueDate>", "", "BR-CO-25", .warning),
        (
            "<ClassifiedTaxCategory><ID>S</ID><Percent>25", "<ClassifiedTaxCategory><ID>S</ID><Percent>0", "BR-S-5",
            .error
        ),
        ("<AllowanceChargeReason>autumn</AllowanceChargeReason>", "", "BR-33", .warning),
        ("<IdentificationCode>AT</IdentificationCode>", "", "BR-11", .warning),
        ("<DocumentCurrencyCode>", "<TaxCurrencyCode>SEK</TaxCurrencyCode><DocumentCurrencyCode>", "BR-53", .warning),
    ])
    func `a broken rule is told by its name`(
        _ text: String, _ broken: String, _ rule: String, _ severity: Finding.Severity
    ) throws {
        #expect(sound.contains(text))
        let found = try findings(sound.replacingOccurrences(of: text, with: broken))
        #expect(found.contains { $0.rule == rule && $0.severity == severity }, "\(found.map(\.message))")
    }

    @Test func `reverse charge needs a reason and both VAT numbers`() throws {
        let reversed = sound.replacingOccurrences(of: "<ID>S</ID><Percent>25", with: "<ID>AE</ID><Percent>0")
        let rules = Set(try findings(reversed).compactMap(\.rule))
        #expect(rules.isSuperset(of: ["BR-AE-2", "BR-AE-3", "BR-AE-9", "BR-AE-10", "BR-CO-17"]))
        #expect(!rules.contains("BR-AE-4") && !rules.contains("BR-AE-5"))
        let registered = reversed.replacingOccurrences(
            of: "Haller Holz GmbH</RegistrationName>",
            with: "Haller Holz GmbH</RegistrationName><CompanyID>FN 1</CompanyID>")
        #expect(!Set(try findings(registered).compactMap(\.rule)).contains("BR-AE-2"))
    }

    @Test func `an invoice of another guideline is judged by its sums alone`() throws {
        let other = sound.replacingOccurrences(of: "urn:cen.eu:en16931:2017", with: "urn:example:simple")
        #expect(try findings(other.replacingOccurrences(of: "<ID>M-77</ID>", with: "")).isEmpty)
        let wrong = try findings(other.replacingOccurrences(of: "<PayableAmount>200.00", with: "<PayableAmount>1.00"))
        #expect(wrong.map(\.rule) == ["BR-CO-16"])
        #expect(wrong[0].field == "invoice.amounts.amountDue" && wrong[0].code == .totals)
    }

    @Test func `amounts without decimals are rounded to whole units`() throws {
        let whole = """
            <Invoice><DocumentCurrencyCode>HUF</DocumentCurrencyCode><TaxTotal><TaxAmount currencyID="HUF">2701</TaxAmount><TaxSubtotal>
            <TaxableAmount>10003</TaxableAmount><TaxAmount>2701</TaxAmount><TaxCategory><ID>S</ID><Percent>27</Percent></TaxCategory></TaxSubtotal></TaxTotal>
            <LegalMonetaryTotal><TaxExclusiveAmount>10003</TaxExclusiveAmount><TaxInclusiveAmount>12704</TaxInclusiveAmount>
            <PayableAmount>12704</PayableAmount></LegalMonetaryTotal></Invoice>
            """
        #expect(try findings(whole).isEmpty)
    }

    @Test func `a rule that ten thousand lines break is told ten times`() throws {
        let line = "<InvoiceLine><Price><PriceAmount>-1</PriceAmount></Price></InvoiceLine>"
        let invoice =
            "<Invoice><CustomizationID>urn:cen.eu:en16931:2017</CustomizationID>\(String(repeating: line, count: 10_000))</Invoice>"
        #expect(try findings(invoice).count { $0.rule == "BR-27" } == BusinessRule.mostFaults)
    }
}
