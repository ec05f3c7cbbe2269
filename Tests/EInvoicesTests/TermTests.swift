import Foundation
import Invoices
import Testing

@testable import EInvoices

/// The business terms of EN 16931, in both syntaxes.
struct TermTests {

    private func read(_ inner: String, _ root: String = "Invoice") throws -> [String: String] {
        let read = try EInvoice.read(Array("<\(root)>\(inner)</\(root)>".utf8))
        return Dictionary(read.fields.map { ($0.name, $0.rawText) }) { first, _ in first }
    }

    @Test(arguments: [TermTable.cii, .ubl, .fatturapa, .facturae, .ksef])
    func `every line of a table is understood`(_ table: TermTable) {
        func check(_ group: TermGroup) {
            #expect(group.terms.count + group.groups.count > 0, "\(group.name)")
            for term in group.terms {
                #expect(term.number == "-" || term.number.wholeMatch(of: /BT-\d{1,3}/) != nil, "\(term.number)")
                #expect(!term.paths.isEmpty)
            }
            for inner in group.groups { check(inner) }
        }
        check(table.root)
    }

    @Test func `both syntaxes have every term of the standard but the attached files`() {
        func numbers(_ group: TermGroup) -> Set<String> {
            Set(group.terms.map(\.number)).union(group.groups.flatMap(numbers))
        }
        // BT-21 is in its note, BT-100, 101 and 105 are the charges' own, as 142 to 145; the unit of a base quantity is
        // that of the quantity (BR-24); amounts of one list are read for allowances and charges alike.
        let alike: Set<Int> = [4, 21, 99, 100, 101, 102, 103, 104, 105, 142, 143, 144, 145, 150]
        for number in 1...165 where !alike.contains(number) {
            #expect(numbers(TermTable.cii.root).contains("BT-\(number)"), "BT-\(number) in CII")
            #expect(numbers(TermTable.ubl.root).contains("BT-\(number)"), "BT-\(number) in UBL")
        }
    }

    @Test func `both syntaxes give a term the same name`() {
        func names(_ group: TermGroup, _ prefix: String = "") -> Set<String> {
            let prefix = [prefix, group.name].filter { !$0.isEmpty }.joined(separator: ".")
            let own = group.terms.map { "\($0.number) \(prefix).\($0.name)" }
            return Set(own).union(group.groups.flatMap { names($0, prefix) })
        }
        let differences = names(TermTable.cii.root).symmetricDifference(names(TermTable.ubl.root))
        // CII alone has the days of a discount and a logistics service's charge.
        #expect(
            differences.allSatisfy { $0.contains("cashDiscounts") || $0.contains("allowancesAndCharges") },
            "\(differences)")
    }

    @Test(arguments: ["cii", "ubl", "fatturapa", "facturae", "ksef"])
    func `a table has no line that is none`(_ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/EInvoices/Terms/\(name).terms")
        let kinds =
            "text|date|amount|flag|price|sum|difference|note|words|joined|identifier|vat|iban|account|timeCode|true"
        let line = try Regex("^ *(#.*|(BT-[0-9]+|-) [\\w.-]+ (\(kinds)) .+|BG-[0-9]+ [\\w.]+(\\[\\])? (-|line) .+)?$")
        for text in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            #expect(text.wholeMatch(of: line) != nil, "\(text)")
        }
    }

    @Test(arguments: [
        (
            "<TaxTotal><TaxAmount>2</TaxAmount><TaxSubtotal/></TaxTotal><TaxTotal><TaxAmount>3</TaxAmount><TaxSubtotal/></TaxTotal>",
            "5"
        ),
        (
            "<TaxTotal><TaxAmount>2</TaxAmount><TaxSubtotal/></TaxTotal><TaxTotal><TaxAmount>2</TaxAmount></TaxTotal>",
            "2"
        ),
    ])
    func `taxes of several totals are added up, but a total without rates is the same tax`(
        _ totals: String, _ tax: String
    ) throws {
        #expect(try read(totals)["invoice.amounts.tax"] == tax)
    }

    @Test func `without a total the amount due is the total, if nothing was prepaid`() throws {
        let due = "<PayableAmount>12.50</PayableAmount>"
        func total(_ amounts: String) throws -> Field? {
            try EInvoice.read(Array("<Invoice><LegalMonetaryTotal>\(amounts)</LegalMonetaryTotal></Invoice>".utf8))
                .fields.first { $0.name == "invoice.amounts.total" }
        }
        #expect(try total(due)?.value == Amount(literal: "12.5").map { .amount($0) })
        #expect(try total(due)?.method == .arithmetic)
        #expect(try total(due + "<PrepaidAmount>2</PrepaidAmount>") == nil)
    }

    @Test(arguments: [("StandardRated", "S"), ("ReverseCharge", "AE"), ("S", "S")])
    func `OIOUBL's words for VAT categories are read as their codes`(_ word: String, _ code: String) throws {
        let tax = "<TaxTotal><TaxSubtotal><TaxCategory><ID>\(word)</ID></TaxCategory></TaxSubtotal></TaxTotal>"
        let fields = try read(
            tax
                + "<InvoiceLine><Item><ClassifiedTaxCategory><ID>\(word)</ID></ClassifiedTaxCategory></Item></InvoiceLine>"
        )
        #expect(fields["invoice.taxLines[0].category"] == code && fields["lineItems[0].taxCategory"] == code)
    }

    @Test func `a proprietary account of CII that is an IBAN is one`() throws {
        func fields(_ number: String) throws -> [String: String] {
            let account =
                "<PayeePartyCreditorFinancialAccount><ProprietaryID>\(number)</ProprietaryID></PayeePartyCreditorFinancialAccount>"
            let means = "<SpecifiedTradeSettlementPaymentMeans>\(account)</SpecifiedTradeSettlementPaymentMeans>"
            let settlement = "<ApplicableHeaderTradeSettlement>\(means)</ApplicableHeaderTradeSettlement>"
            return try read(
                "<SupplyChainTradeTransaction>\(settlement)</SupplyChainTradeTransaction>", "CrossIndustryInvoice")
        }
        let iban = try fields("NO9386011117947")
        #expect(iban["invoice.payment.iban"] != nil && iban["invoice.payment.accountNumber"] == nil)
        let number = try fields("5-12345")
        #expect(
            number["invoice.payment.iban"] == nil && number["invoice.payment.accounts[0].accountNumber"] == "5-12345")
    }

    @Test func `a debit note's lines and totals are read`() throws {
        let fields = try read(
            "<RequestedMonetaryTotal><PayableAmount>5</PayableAmount></RequestedMonetaryTotal><DebitNoteLine>"
                + "<DebitedQuantity unitCode='C62'>2</DebitedQuantity></DebitNoteLine>", "DebitNote")
        #expect(fields["invoice.amounts.amountDue"] == "5" && fields["lineItems[0].quantity"] == "2")
        #expect(fields["lineItems[0].unitCode"] == "C62")
    }

    @Test func `IBANs and tax numbers lose their blanks, and words are no tax number`() throws {
        let party = """
            <AccountingSupplierParty><Party><PartyTaxScheme><CompanyID>NO 999 999 999 MVA</CompanyID><TaxScheme><ID>VAT</ID></TaxScheme>
            </PartyTaxScheme><PartyTaxScheme><CompanyID>Registered</CompanyID><TaxScheme><ID>TAX</ID></TaxScheme></PartyTaxScheme></Party>
            </AccountingSupplierParty><PaymentMeans><PayeeFinancialAccount><ID>NO93 8601 1117 947</ID></PayeeFinancialAccount></PaymentMeans>
            """
        let read = try EInvoice.read(Array("<Invoice>\(party)</Invoice>".utf8))
        func value(_ name: String) -> String? { read.fields.first { $0.name == name }?.value.text }
        #expect(value("invoice.supplier.taxId") == "NO999999999MVA" && value("invoice.supplier.taxNumber") == nil)
        #expect(value("invoice.payment.iban") == "NO9386011117947")
        let fields = try self.read(party.replacingOccurrences(of: "<ID>VAT</ID>", with: "<ID>OTHER</ID>"))
        #expect(fields["invoice.supplier.taxId"] == "NO 999 999 999 MVA")
    }

    @Test func `the legal name is the name, and the other one the trading name`() throws {
        let party = """
            <AccountingSupplierParty><Party><PartyName><Name>Blue Door</Name></PartyName><PartyLegalEntity>
            <RegistrationName>Wegener &amp; Söhne GmbH</RegistrationName></PartyLegalEntity></Party></AccountingSupplierParty>
            """
        let fields = try read(party)
        #expect(fields["invoice.supplier.name"] == "Wegener & Söhne GmbH")
        #expect(fields["invoice.supplier.tradingName"] == "Blue Door")
    }

    @Test func `the tax of an invoice in two currencies is the document's own, the other one beside it`() throws {
        let totals = """
            <DocumentCurrencyCode>SEK</DocumentCurrencyCode><TaxCurrencyCode>EUR</TaxCurrencyCode>
            <TaxTotal><TaxAmount currencyID="EUR">22.10</TaxAmount></TaxTotal>
            <TaxTotal><TaxAmount currencyID="SEK">250</TaxAmount><TaxSubtotal><TaxableAmount>1000</TaxableAmount>
            <TaxAmount currencyID="SEK">250</TaxAmount><TaxCategory><ID>S</ID><Percent>25</Percent></TaxCategory></TaxSubtotal></TaxTotal>
            """
        let fields = try read(totals)
        #expect(fields["invoice.amounts.tax"] == "250")
        #expect(fields["invoice.amounts.taxInTaxCurrency"] == "22.10")
        #expect(fields["invoice.taxLines[0].category"] == "S" && fields["invoice.taxLines[1].net"] == nil)
    }

    @Test(arguments: [
        ("64.", "64"), (".50", "0.5"), ("+65", "65"), ("-.5", "-0.5"), ("-3.", "-3"), ("007.10", "7.1"),
    ])
    func `decimals are read as XML Schema writes them`(_ written: String, _ meant: String) throws {
        let read = try EInvoice.read(
            Array(
                "<Invoice><LegalMonetaryTotal><PayableAmount>\(written)</PayableAmount></LegalMonetaryTotal></Invoice>"
                    .utf8))
        #expect(read.fields.first { $0.name == "invoice.amounts.amountDue" }?.value.amount == Amount(literal: meant))
    }

    @Test(arguments: [("100", "12.50", "0.125"), ("0.5", "3", "6"), ("1", "7.20", "7.2"), ("0", "7", "7")])
    func `a price is the price of one`(_ base: String, _ price: String, _ single: String) throws {
        let line = """
            <Invoice><InvoiceLine><ID>1</ID><Price><PriceAmount>\(price)</PriceAmount><BaseQuantity>\(base)</BaseQuantity></Price>
            </InvoiceLine></Invoice>
            """
        let read = try EInvoice.read(Array(line.utf8))
        #expect(read.fields.first { $0.name == "lineItems[0].unitPrice" }?.value.amount == Amount(literal: single))
    }

    @Test(arguments: [
        ("CreditNote", "", "creditNote"), ("CreditNote", "<CreditNoteTypeCode>396</CreditNoteTypeCode>", "creditNote"),
        ("Invoice", "<InvoiceTypeCode>384</InvoiceTypeCode>", "correctedInvoice"), ("Invoice", "", "invoice"),
        ("DebitNote", "", "debitNote"), ("SelfBilledInvoice", "", "selfBilledInvoice"),
        ("Invoice", "<InvoiceTypeCode>326</InvoiceTypeCode>", "invoice"),
        ("Invoice", "<InvoiceTypeCode>381</InvoiceTypeCode>", "creditNote"),
        (
            "CrossIndustryInvoice", "<ExchangedDocument><TypeCode>386</TypeCode></ExchangedDocument>",
            "prepaymentInvoice"
        ),
        ("CrossIndustryInvoice", "<ExchangedDocument><TypeCode>what</TypeCode></ExchangedDocument>", "invoice"),
    ])
    func `the kind of document is told by its code`(_ root: String, _ code: String, _ kind: String) throws {
        let read = try EInvoice.read(Array("<\(root)>\(code)</\(root)>".utf8))
        #expect(read.fields.first { $0.name == "invoice.kind" }?.value.text == kind)
    }

    @Test func `an invoice in a standard business document is read`() throws {
        let fields = try read(
            "<StandardBusinessDocumentHeader><A/></StandardBusinessDocumentHeader><Invoice><ID>B-12</ID></Invoice>",
            "StandardBusinessDocument")
        #expect(fields["invoice.number"] == "B-12")
    }

    @Test func `allowances, charges and their reasons are a list, and sums of a line's are its discount and charge`()
        throws
    {
        let allowance = """
            <AllowanceCharge><ChargeIndicator>false</ChargeIndicator><AllowanceChargeReason>loyalty</AllowanceChargeReason>
            <Amount>4.00</Amount></AllowanceCharge>
            """
        let charge = "<AllowanceCharge><ChargeIndicator>true</ChargeIndicator><Amount>1.50</Amount></AllowanceCharge>"
        let fields = try read(
            allowance + charge + "<InvoiceLine><ID>1</ID>\(allowance)\(allowance)\(charge)</InvoiceLine>")
        #expect(fields["invoice.allowancesAndCharges[0].reason"] == "loyalty")
        #expect(fields["invoice.allowancesAndCharges[1].isCharge"] == "true")
        #expect(fields["lineItems[0].discount"] == "8" && fields["lineItems[0].charge"] == "1.50")
    }

    private func fattura(_ bodies: String) -> String {
        """
        <FatturaElettronica><FatturaElettronicaHeader><CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese>
        <IdCodice>00000000017</IdCodice></IdFiscaleIVA><Anagrafica><Nome>Ada</Nome><Cognome>Neri</Cognome></Anagrafica></DatiAnagrafici>
        <Sede><Indirizzo>Via Po</Indirizzo><NumeroCivico>3</NumeroCivico><CAP>10121</CAP><Comune>Torino</Comune></Sede>
        </CedentePrestatore></FatturaElettronicaHeader>\(bodies)</FatturaElettronica>
        """
    }

    private func body(_ number: String, type: String = "TD01") -> String {
        """
        <FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>\(type)</TipoDocumento><Numero>\(number)</Numero>
        <ImportoTotaleDocumento>24.40</ImportoTotaleDocumento></DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi>
        <DettaglioLinee><NumeroLinea>1</NumeroLinea><Descrizione>Prova</Descrizione><PrezzoTotale>20.00</PrezzoTotale></DettaglioLinee>
        <DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>20.00</ImponibileImporto><Imposta>4.40</Imposta></DatiRiepilogo>
        </DatiBeniServizi></FatturaElettronicaBody>
        """
    }

    @Test func `FatturaPA is read by the same terms`() throws {
        let read = try EInvoice.read(Array(fattura(body("7/B", type: "TD04")).utf8))
        func raw(_ name: String) -> String? { read.fields.first { $0.name == name }?.rawText }
        #expect(read.syntax == .fatturapa && read.findings.isEmpty)
        #expect(raw("invoice.supplier.name") == "Ada Neri" && raw("invoice.supplier.taxId") == "IT00000000017")
        #expect(raw("invoice.supplier.address") == "Via Po 3, 10121 Torino")
        #expect(raw("invoice.amounts.subtotal") == "20.00" && raw("invoice.amounts.tax") == "4.40")
        #expect(read.fields.first { $0.name == "invoice.kind" }?.value == .text("creditNote"))
    }

    @Test func `of several invoices in a file the first is read, and told so`() throws {
        let read = try EInvoice.read(Array(fattura(body("7/B") + body("8/B")).utf8))
        #expect(read.fields.first { $0.name == "invoice.number" }?.rawText == "7/B")
        #expect(read.fields.count { $0.name == "lineItems[1].amount" } == 0)
        #expect(read.findings.map(\.code) == [.severalInvoices])
    }
}
