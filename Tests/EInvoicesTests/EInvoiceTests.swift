import Foundation
import Invoices
import Testing

@testable import EInvoices

struct EInvoiceTests {
    private let cii = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="r" xmlns:udt="u">
        <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:factur-x.eu:1p0:basic</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
        <rsm:ExchangedDocument><ram:ID>RE-7</ram:ID><ram:IssueDateTime><udt:DateTimeString format="102">20240403</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
        <rsm:SupplyChainTradeTransaction>
        <ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>Nägel &amp; Stifte</ram:Name></ram:SpecifiedTradeProduct>
        <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>12.00</ram:ChargeAmount><ram:BasisQuantity>100</ram:BasisQuantity></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
        <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">500</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
        <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>60.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>
        <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Nordlicht GmbH</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>24103</ram:PostcodeCode><ram:LineOne>Hafenstraße 12</ram:LineOne><ram:CityName>Kiel</ram:CityName></ram:PostalTradeAddress>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">20/123</ram:ID></ram:SpecifiedTaxRegistration><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE136695976</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty></ram:ApplicableHeaderTradeAgreement>
        <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
        <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>60.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">11.40</ram:TaxTotalAmount><ram:GrandTotalAmount>71.40</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
        </rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
        """

    @Test func `a Factur-X invoice gives the contract's fields`() throws {
        let read = try EInvoice.read(Array(cii.utf8))
        let invoice = Invoice(fields: read.fields)
        #expect(read.syntax == .cii && read.profile == "urn:factur-x.eu:1p0:basic")
        #expect(invoice.number == "RE-7" && invoice.date?.text == "2024-04-03" && invoice.currency == "EUR")
        #expect(
            invoice.supplier
                == .init(name: "Nordlicht GmbH", address: "Hafenstraße 12, 24103 Kiel", taxId: "DE136695976"))
        #expect([invoice.subtotal, invoice.tax, invoice.total].map { $0?.literal } == ["60", "11.4", "71.4"])
        let item = try #require(invoice.lineItems.first)
        #expect(
            item.description == "Nägel & Stifte" && item.unitPrice?.literal == "0.12" && item.amount?.literal == "60")
        #expect(read.fields.allSatisfy { $0.source == .einvoice })
    }

    @Test func `a UBL credit note gives them as well`() throws {
        let ubl = """
            <CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" xmlns:cbc="c" xmlns:cac="a"><cbc:ID>G-1</cbc:ID><cbc:IssueDate>2024-04-03</cbc:IssueDate><cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>
            <cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Ljus AB</cbc:Name></cac:PartyName><cac:PostalAddress><cbc:StreetName>Storgatan 1</cbc:StreetName><cbc:CityName>Umeå</cbc:CityName><cbc:PostalZone>903 26</cbc:PostalZone></cac:PostalAddress></cac:Party></cac:AccountingSupplierParty>
            <cac:TaxTotal><cbc:TaxAmount currencyID="SEK">25.00</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>125.00</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
            <cac:CreditNoteLine><cbc:CreditedQuantity>2</cbc:CreditedQuantity><cbc:LineExtensionAmount>100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Lampa</cbc:Name></cac:Item><cac:Price><cbc:PriceAmount>50.00</cbc:PriceAmount></cac:Price></cac:CreditNoteLine></CreditNote>
            """
        let invoice = Invoice(fields: try EInvoice.read(Array(ubl.utf8)).fields)
        #expect(
            invoice.number == "G-1" && invoice.supplier.address == "Storgatan 1, 903 26 Umeå"
                && invoice.total?.literal == "125")
        #expect(invoice.lineItems.first?.quantity?.literal == "2")
    }

    @Test func `a document type is refused, in UTF-16 too`() throws {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><Invoice>&b;</Invoice>"
        #expect(throws: EInvoiceError.hasDoctype) { try EInvoice.read(Array(bomb.utf8)) }
        let wide = try #require(bomb.data(using: .utf16LittleEndian))
        #expect(throws: EInvoiceError.hasDoctype) { try EInvoice.read([0xFF, 0xFE] + Array(wide)) }
    }

    @Test func `depth and size have limits, and other XML is no invoice`() {
        let deep = String(repeating: "<a>", count: 60) + String(repeating: "</a>", count: 60)
        #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(Array(deep.utf8)) }
        #expect(throws: EInvoiceError.tooLarge) {
            try EInvoice.read([UInt8](repeating: 0x20, count: EInvoice.maximumSize + 1))
        }
        #expect(throws: EInvoiceError.notAnInvoice) { try EInvoice.read(Array("<html/>".utf8)) }
        #expect(throws: EInvoiceError.malformed(line: 1)) { try EInvoice.read(Array("<Invoice><a></Invoice>".utf8)) }
    }
}
