import Foundation
import Invoices
import Testing

@testable import EInvoices

/// Facturae and KSeF by the terms of EN 16931.
struct NationalFormatTests {
    private func read(_ name: String, _ change: (String) -> String = { $0 }) throws -> [String: Field.Value] {
        let text = try String(contentsOf: SampleInvoices.folder.appending(path: name), encoding: .utf8)
        let read = try EInvoice.read(Array(change(text).utf8))
        return Dictionary(read.fields.map { ($0.name, $0.value) }) { first, _ in first }
    }

    private func amount(_ literal: String) -> Field.Value { Amount(literal: literal).map { .amount($0) } ?? .text("") }

    private static let facturae: [(String, String)] = [
        ("invoice.number", "44"), ("invoice.series", "H26"), ("invoice.kind", "invoice"), ("invoice.typeCode", "380"),
        ("invoice.supplier.name", "Ana Pardo Ruiz"), ("invoice.supplier.taxId", "00000000T"),
        ("invoice.supplier.address", "Calle del Horno 5, 50001 Zaragoza"),
        ("invoice.supplier.addressParts.country", "ES"), ("invoice.customer.name", "Café du Pont SARL"),
        ("invoice.customer.tradingName", "Le Pont"), ("invoice.customer.addressParts.country", "FR"),
        ("invoice.customer.offices[0].code", "L01"), ("invoice.allowancesAndCharges[0].reason", "Cliente fiel"),
        ("invoice.notes[0]", "Pan de abril"), ("invoice.contract", "CON-1"), ("invoice.buyerReference", "EXP-3"),
        ("invoice.deliveryNote", "ALB-4"), ("invoice.payment.meansCode", "30"), ("invoice.taxLines[0].category", "S"),
        ("lineItems[0].unitCode", "KGM"), ("lineItems[0].taxCategory", "S"), ("lineItems[0].code", "PAN-1"),
        ("lineItems[0].note", "Sin sal"),
    ]

    @Test func `Facturae's texts are read`() throws {
        let fields = try read("bakery-facturae.xml")
        for (name, value) in Self.facturae {
            #expect(fields[name] == .text(value), "\(name)")
        }
        #expect(fields["invoice.allowancesAndCharges[1].isCharge"] == .flag(true))
    }

    @Test(arguments: [
        ("invoice.amounts.lineTotal", "205"), ("invoice.amounts.allowances", "10"), ("invoice.amounts.charges", "5"),
        ("invoice.amounts.subtotal", "200"), ("invoice.amounts.tax", "52.4"), ("invoice.amounts.withheld", "30"),
        ("invoice.amounts.prepaid", "20"), ("invoice.amounts.amountDue", "202.4"),
        ("invoice.taxLines[0].surcharge", "10.4"),
        ("invoice.payment.dueDates[0].amount", "202.4"), ("lineItems[0].discount", "7"), ("lineItems[0].charge", "2"),
        ("lineItems[0].amount", "205"), ("lineItems[0].taxRate", "21"),
    ])
    func `Facturae's amounts are read`(_ name: String, _ value: String) throws {
        #expect(try read("bakery-facturae.xml")[name] == amount(value))
    }

    @Test(arguments: ["0", "0.00", "0.00000000"])
    func `Facturae's rate of nothing is not the standard one`(_ rate: String) throws {
        let fields = try read("bakery-facturae.xml") {
            $0.replacingOccurrences(of: "<TaxRate>21.00", with: "<TaxRate>\(rate)")
        }
        #expect(fields["invoice.taxLines[0].category"] == nil && fields["lineItems[0].taxCategory"] == nil)
    }

    @Test func `Facturae's total is net and tax, before withheld income tax`() throws {
        #expect(try read("bakery-facturae.xml")["invoice.amounts.total"] == amount("252.4"))
    }

    @Test(arguments: [
        ("<InvoiceClass>OO", "<InvoiceClass>OR", "correctedInvoice"),
        ("<InvoiceIssuerType>EM", "<InvoiceIssuerType>RE", "selfBilledInvoice"),
        ("<InvoiceDocumentType>FC", "<InvoiceDocumentType>AF", "selfBilledInvoice"),
        (
            "<InvoiceClass>OO</InvoiceClass></InvoiceHeader>",
            "<InvoiceClass>OR</InvoiceClass><Corrective><InvoiceNumber>40</InvoiceNumber></Corrective></InvoiceHeader>",
            "correctedInvoice"
        ),
    ])
    func `Facturae's kinds are told`(_ text: String, _ other: String, _ kind: String) throws {
        let fields = try read("bakery-facturae.xml") { $0.replacingOccurrences(of: text, with: other) }
        #expect(fields["invoice.kind"] == .text(kind))
    }

    @Test func `a correction with a negative total is a credit note`() throws {
        let facturae = try read("bakery-facturae.xml") {
            $0.replacingOccurrences(of: "<InvoiceClass>OO", with: "<InvoiceClass>OR")
                .replacingOccurrences(of: "<InvoiceTotal>222.40", with: "<InvoiceTotal>-222.40")
        }
        let ksef = try read("joinery-ksef.xml") {
            $0.replacingOccurrences(of: ">VAT</Rodz", with: ">KOR</Rodz").replacingOccurrences(
                of: "<P_15>", with: "<P_15>-")
        }
        #expect(facturae["invoice.kind"] == .text("creditNote") && ksef["invoice.kind"] == .text("creditNote"))
    }

    private static let ksef: [(String, String)] = [
        ("invoice.number", "FV/12/2026"), ("invoice.kind", "invoice"), ("invoice.supplier.taxId", "5260250274"),
        ("invoice.supplier.name", "Stolarnia Dąb sp. z o.o."),
        ("invoice.supplier.address", "ul. Leśna 3, 31-001 Kraków"),
        ("invoice.supplier.registrationNumber", "0000000001"), ("invoice.customer.taxId", "DE999999999"),
        ("invoice.customer.number", "K-55"), ("invoice.amounts.currency", "EUR"),
        ("invoice.amounts.taxCurrency", "PLN"),
        ("invoice.deliveryNote", "WZ 7"), ("invoice.contract", "U-1"), ("invoice.purchaseOrder", "Z-9"),
        ("invoice.notes[0]", "Gwarancja 24 miesiące"), ("invoice.notes[1]", "Dziękujemy"),
        ("invoice.payment.meansCode", "30"), ("invoice.payment.terms", "14 dni wystawienie"),
        ("invoice.payment.iban", "PL61109010140000071219812874"), ("invoice.payment.bic", "WBKPPLPP"),
        ("invoice.taxLines[0].category", "S"), ("invoice.taxLines[1].category", "K"),
        ("invoice.taxLines[2].category", "E"), ("invoice.taxLines[2].exemptionReason", "art. 43 ust. 1"),
        ("lineItems[0].unit", "szt."), ("lineItems[0].classifications[0].code", "43.32"),
        ("lineItems[1].taxCategory", "K"), ("lineItems[2].taxCategory", "E"),
    ]

    @Test func `KSeF's texts are read`() throws {
        let fields = try read("joinery-ksef.xml")
        for (name, value) in Self.ksef { #expect(fields[name] == .text(value), "\(name)") }
    }

    @Test(arguments: [
        ("invoice.amounts.subtotal", "450"), ("invoice.amounts.tax", "23"),
        ("invoice.amounts.taxInTaxCurrency", "97.75"),
        ("invoice.amounts.total", "473"), ("invoice.amounts.amountDue", "473"), ("invoice.taxLines[0].rate", "23"),
        ("invoice.taxLines[1].net", "300"), ("invoice.taxLines[1].tax", "0"), ("lineItems[0].priceDiscount", "5"),
        ("lineItems[0].unitPrice", "50"), ("lineItems[0].grossPrice", "55"), ("lineItems[1].taxRate", "0"),
    ])
    func `KSeF's amounts are read`(_ name: String, _ value: String) throws {
        #expect(try read("joinery-ksef.xml")[name] == amount(value))
    }

    @Test(arguments: [
        (">VAT</Rodz", ">ZAL</Rodz", "prepaymentInvoice"), (">VAT</Rodz", ">KOR</Rodz", "correctedInvoice"),
        (">VAT</Rodz", ">ROZ</Rodz", "invoice"), ("<P_17>2", "<P_17>1", "selfBilledInvoice"),
    ])
    func `KSeF's kinds are told`(_ text: String, _ other: String, _ kind: String) throws {
        let fields = try read("joinery-ksef.xml") { $0.replacingOccurrences(of: text, with: other) }
        #expect(fields["invoice.kind"] == .text(kind))
    }

    @Test func `what is paid is not due, and what a line was before a correction is no line`() throws {
        let fields = try read("joinery-ksef.xml") {
            $0.replacingOccurrences(of: "<Platnosc>", with: "<Platnosc><Zaplacono>1</Zaplacono>")
                .replacingOccurrences(
                    of: "</P_12></FaWiersz>\n<FaWiersz><NrWierszaFa>3",
                    with: "</P_12><StanPrzed>1</StanPrzed></FaWiersz>\n<FaWiersz><NrWierszaFa>3")
        }
        #expect(fields["invoice.amounts.amountDue"] == amount("0"))
        #expect(fields["lineItems[1].description"] == .text("Szkolenie") && fields["lineItems[2].description"] == nil)
    }

    @Test func `KSeF's invoices of gross prices say so`() throws {
        let gross = try read("joinery-ksef.xml") { $0.replacingOccurrences(of: "P_9A>", with: "P_9B>") }
        #expect(gross["invoice.amountsIncludeTax"] == .flag(true))
        #expect(try read("joinery-ksef.xml")["invoice.amountsIncludeTax"] == .flag(false))
    }

    @Test func `of a batch of Facturae the first invoice is read, and told so`() throws {
        let text = try String(contentsOf: SampleInvoices.folder.appending(path: "bakery-facturae.xml"), encoding: .utf8)
        let read = try EInvoice.read(
            Array(text.replacingOccurrences(of: "</Invoices>", with: "<Invoice/></Invoices>").utf8))
        #expect(read.findings.map(\.code) == [.severalInvoices])
    }
}
