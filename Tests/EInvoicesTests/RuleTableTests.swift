import Foundation
import Invoices
import Testing

@testable import EInvoices

/// The sample that keeps every rule, with one thing changed each time.
struct RuleTableTests {
    private func findings(_ text: String, _ other: String) throws -> [Finding] {
        let file = SampleInvoices.folder.appending(path: "harbour-ubl.xml")
        let sample = try String(contentsOf: file, encoding: .utf8)
        try #require(sample.contains(text), "\(text)")
        return try EInvoice.read(Array(sample.replacingOccurrences(of: text, with: other).utf8)).findings
    }

    private static let allowance = "<cbc:AllowanceChargeReasonCode>95</cbc:AllowanceChargeReasonCode>"
    private static let base = "<cbc:BaseAmount currencyID=\"EUR\">400.00</cbc:BaseAmount><cac:TaxCategory>"
    private static let charge = "20.00</cbc:Amount><cac:TaxCategory>"
    private static let period = "<cbc:StartDate>2026-02-01</cbc:StartDate><cbc:EndDate>2026-02-"

    private static let representative = place("Ring 2", "Lübeck", "23552")

    private static func place(_ street: String, _ city: String, _ postalCode: String) -> String {
        "<cbc:StreetName>\(street)</cbc:StreetName><cbc:CityName>\(city)</cbc:CityName>"
            + "<cbc:PostalZone>\(postalCode)</cbc:PostalZone>"
    }

    private static let missing: [(String, String, String)] = [
        (
            representative + "<cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country>", "",
            "BR-19"
        ),
        ("<cbc:Amount currencyID=\"EUR\">40.00</cbc:Amount>", "", "BR-31"),
        (base + "<cbc:ID>S</cbc:ID>", base, "BR-32"),
        (allowance + "<cbc:AllowanceChargeReason>Loyalty</cbc:AllowanceChargeReason>", "", "BR-33"),
        ("<cbc:Amount currencyID=\"EUR\">20.00</cbc:Amount>", "", "BR-36"),
        (charge + "<cbc:ID>S</cbc:ID>", charge, "BR-37"),
        (
            "<cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode><cbc:AllowanceChargeReason>Freight"
                + "</cbc:AllowanceChargeReason>", "", "BR-38"
        ),
        ("<cbc:Amount currencyID=\"EUR\">45.00</cbc:Amount>", "", "BR-41"),
        (allowance + "<cbc:AllowanceChargeReason>Night</cbc:AllowanceChargeReason>", "", "BR-42"),
        ("<cbc:Amount currencyID=\"EUR\">5.00</cbc:Amount>", "", "BR-43"),
        ("<cbc:AllowanceChargeReason>Fuel</cbc:AllowanceChargeReason>", "", "BR-44"),
        ("<cbc:ID>SE45 5000 0000 0583 9825 7466</cbc:ID>", "", "BR-50"),
        ("<cbc:Value>12 t</cbc:Value>", "", "BR-54"), (" schemeID=\"0007\"", "", "BR-62"),
        (" schemeID=\"9930\"", "", "BR-63"), (" schemeID=\"0160\"", "", "BR-64"), (" listID=\"STI\"", "", "BR-65"),
        (period + "28</cbc:EndDate>", "", "BR-CO-19"), (period + "14</cbc:EndDate>", "", "BR-CO-20"),
    ]

    @Test(arguments: missing)
    func `what is missing is told by its rule`(_ text: String, _ other: String, _ rule: String) throws {
        let found = try findings(text, other)
        #expect(found.contains { $0.rule == rule && $0.code == .missing && $0.severity == .warning }, "\(found)")
    }

    private static let codes: [(String, String, String)] = [
        ("<cbc:InvoiceTypeCode>380", "<cbc:InvoiceTypeCode>999", "BR-CL-01"),
        ("<cbc:DocumentCurrencyCode>EUR", "<cbc:DocumentCurrencyCode>EUX", "BR-CL-04"),
        ("<cbc:TaxCurrencyCode>SEK", "<cbc:TaxCurrencyCode>SKR", "BR-CL-05"),
        (
            place("Am Kai 1", "Kiel", "24103") + "<cac:Country><cbc:IdentificationCode>DE",
            "<cac:Country><cbc:IdentificationCode>UK", "BR-CL-14"
        ),
        ("<cac:OriginCountry><cbc:IdentificationCode>SE", "<cac:OriginCountry><cbc:IdentificationCode>SW", "BR-CL-15"),
        ("name=\"Credit transfer\">30", "name=\"Credit transfer\">300", "BR-CL-16"),
        ("<cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent><cbc:TaxEx", "<cbc:ID>X</cbc:ID><cbc:TaxEx", "BR-CL-17"),
        ("<cac:ClassifiedTaxCategory><cbc:ID>E", "<cac:ClassifiedTaxCategory><cbc:ID>X", "BR-CL-18"),
        (
            allowance + "<cbc:AllowanceChargeReason>Loyalty",
            allowance.replacingOccurrences(of: "95", with: "9500") + "<cbc:AllowanceChargeReason>Loyalty", "BR-CL-19"
        ),
        (">FC</cbc:AllowanceChargeReasonCode>", ">FREIGHT</cbc:AllowanceChargeReasonCode>", "BR-CL-20"),
        ("VATEX-EU-132", "VATEX-132", "BR-CL-22"), ("unitCode=\"C62\"", "unitCode=\"Stück\"", "BR-CL-23"),
    ]

    @Test(arguments: codes)
    func `a code that its list lacks is told`(_ text: String, _ other: String, _ rule: String) throws {
        let found = try findings(text, other)
        #expect(found.contains { $0.rule == rule && $0.code == .codeList && $0.severity == .warning }, "\(found)")
    }

    @Test(arguments: [("1111", false), ("************1111", true), ("4111111111111111", true)])
    func `a card's number must not be whole`(_ number: String, _ isFault: Bool) throws {
        let card =
            "<cac:CardAccount><cbc:PrimaryAccountNumberID>\(number)</cbc:PrimaryAccountNumberID></cac:CardAccount>"
        let found = try findings("</cac:PaymentMeans>", card + "</cac:PaymentMeans>")
        #expect(found.contains { $0.rule == "BR-51" && $0.severity == .warning } == isFault)
    }

    @Test(arguments: [
        (base + "<cbc:ID>S</cbc:ID><cbc:Percent>25", base + "<cbc:ID>S</cbc:ID><cbc:Percent>0", "BR-S-6"),
        (charge + "<cbc:ID>S</cbc:ID><cbc:Percent>25", charge + "<cbc:ID>S</cbc:ID><cbc:Percent>0", "BR-S-7"),
        (">0.00</cbc:TaxAmount>", ">1.00</cbc:TaxAmount>", "BR-E-9"),
        ("<cbc:ID>E</cbc:ID>", "<cbc:ID>O</cbc:ID>", "BR-O-2"), ("<cbc:ID>E</cbc:ID>", "<cbc:ID>O</cbc:ID>", "BR-O-12"),
        ("<cbc:ID>E</cbc:ID>", "<cbc:ID>O</cbc:ID>", "BR-O-13"),
        ("<cbc:ID>E</cbc:ID>", "<cbc:ID>O</cbc:ID>", "BR-O-14"),
    ])
    func `a VAT category's rule is told`(_ text: String, _ other: String, _ rule: String) throws {
        let found = try findings(text, other)
        #expect(found.contains { $0.rule == rule }, "\(found)")
    }

    @Test func `the lists of codes are whole`() {
        let least: [CodeLists.Name: Int] = [
            .currency: 170, .country: 249, .unit: 2000, .paymentMeans: 80, .taxCategory: 9, .invoiceType: 55,
            .allowanceReason: 19, .chargeReason: 170, .exemptionReason: 50,
        ]
        for name in CodeLists.Name.allCases { #expect(CodeLists.count(of: name) >= least[name] ?? 1000, "\(name)") }
        #expect(CodeLists.translation("country3").count == 249 && CodeLists.translation("country3")["ESP"] == "ES")
    }
}
