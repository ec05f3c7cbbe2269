import EInvoices
import Foundation
import Invoices
import Testing

/// Short forms of what scripts/attack does to the reader of electronic invoices.
@Suite(.timeLimit(.minutes(20)))
struct XMLAttackTests {
    private static let doctype = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"

    private static func invoice(_ encoding: String, _ doctype: String = doctype) -> String {
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\(doctype)"
            + "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>&x;</ID></Invoice>"
    }

    @Test(arguments: [
        Array(invoice("UTF-8").utf8), Array(invoice("UTF-16").data(using: .utf16) ?? Data()),
        Array(invoice("UTF-16").data(using: .utf16BigEndian) ?? Data()),
        Array(invoice("UTF-32").data(using: .utf32LittleEndian) ?? Data()),
        Array(invoice("UTF-32").data(using: .utf32BigEndian) ?? Data()),
        Array(invoice("UTF-7", "+ADwAIQ-DOCTYPE a+AD4-").utf8), Array(invoice("EBCDIC-CP-US", "").utf8),
        Array(invoice("ISO-2022-KR", "").utf8), Array(" \u{FEFF}\(invoice("UTF-7", ""))".utf8),
    ])
    func `a document type is found in every encoding, or the encoding is refused`(_ bytes: [UInt8]) {
        #expect(throws: EInvoiceError.self) { try EInvoice.read(bytes) }
    }

    @Test(arguments: ["<a\u{1}b/>", "<a x\u{1}y='1'/>", "<p\u{1}:a/>", "<a xmlns:\u{1}='u'/>", "<a>\u{1}</a>"])
    func `names that are no UTF-8 harm nobody`(_ element: String) throws {
        let text = "<?xml version='1.0' encoding='UTF-8'?><Invoice>\(element)<ID>7</ID></Invoice>"
        let bytes = text.utf8.map { $0 == 1 ? 0xFF : $0 }
        #expect(try EInvoice.read(bytes).fields.first?.rawText == "7")
    }

    @Test(arguments: [10_000, 200_000])
    func `nesting without end is refused at once`(_ depth: Int) {
        let text = "<Invoice>" + String(repeating: "<a>", count: depth)
        #expect(throws: EInvoiceError.self) { try EInvoice.read(Array(text.utf8)) }
    }

    @Test func `namespaces within namespaces are refused before each prefix is sought in all of them`() {
        let many = (0..<60).map { "xmlns:n\($0)='u'" }.joined(separator: " ")
        let text = "<Invoice>" + String(repeating: "<a \(many)>", count: 2000)
        #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(Array(text.utf8)) }
    }

    private static func rows(_ invoice: [UInt8]) throws -> Int {
        try EInvoice.read(invoice).fields.count { $0.name.hasPrefix("lineItems[") }
    }

    @Test func `an invoice of ten thousand lines is read, one of fifty thousand is refused`() throws {
        func invoice(_ lines: Int) -> [UInt8] {
            let line = "<InvoiceLine><LineExtensionAmount>1.00</LineExtensionAmount></InvoiceLine>"
            return Array("<Invoice>\(String(repeating: line, count: lines))</Invoice>".utf8)
        }
        #expect(try Self.rows(invoice(10_000)) == 10_000)
        #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(invoice(50_000)) }
    }

    @Test func `an invoice of two thousand tax rates is read, one of more is refused`() throws {
        func invoice(_ rates: Int) -> [UInt8] {
            let rate = "<TaxSubtotal><TaxableAmount>1</TaxableAmount></TaxSubtotal>"
            return Array("<Invoice><TaxTotal>\(String(repeating: rate, count: rates))</TaxTotal></Invoice>".utf8)
        }
        #expect(try EInvoice.read(invoice(2000)).fields.count { $0.name.hasPrefix("invoice.taxLines[") } == 2000)
        #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(invoice(2001)) }
    }

    @Test func `an invoice of megabytes of text is refused`() throws {
        func invoice(_ length: Int) -> [UInt8] {
            let line = "<InvoiceLine><Item><Name>\(String(repeating: "a", count: length))</Name></Item></InvoiceLine>"
            return Array("<Invoice>\(String(repeating: line, count: 1000))</Invoice>".utf8)
        }
        #expect(try Self.rows(invoice(1500)) == 1000)
        #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(invoice(3000)) }
    }

    @Test func `elements without end are refused`() {
        let text = "<Invoice><ID>\(String(repeating: "<a/>", count: 450_000))</ID></Invoice>"
        #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(Array(text.utf8)) }
    }

    @Test(arguments: ["<!-- -->": 0, "<?a?>": 0, "<![CDATA[a]]>": 4100, "&amp;": 4100, "a": 4100, "&#x10FFFD;": 4100])
    func `pieces of text without end are cut to a value's length`(_ piece: String, _ length: Int) throws {
        let text = "<Invoice><ID>\(String(repeating: piece, count: 50_000))</ID></Invoice>"
        let value = try EInvoice.read(Array(text.utf8)).fields.first { $0.name == "invoice.number" }?.rawText ?? ""
        #expect(value.unicodeScalars.count == length)
    }

    @Test(arguments: [
        "<Invoice>", "<Invoice></invoice>", "<Invoice><a></b></Invoice>", "<Invoice/><Invoice/>", "<Invoice/>a",
        "a<Invoice/>",
        "<Invoice>&</Invoice>", "<Invoice>&amp</Invoice>", "<Invoice>&x;</Invoice>", "<Invoice>&#0;</Invoice>",
        "<Invoice>&#xD800;</Invoice>", "<Invoice>&#x-1;</Invoice>", "<Invoice a/>", "<Invoice a=b/>",
        "<Invoice a='<'/>",
        "<Invoice a='1'b='2'/>", "<Invoice a='1' a='2'/>", "<Invoice a='&x;'/>", "<Invoice", "<Invoice a",
        "<Invoice a='", "<",
        "</", "<!", "<!--", "<!-->", "<Invoice><![CDATA[</Invoice>", "<?", "<1/>", "<a:/>", "< Invoice/>",
        "<Invoice/ >",
        "<![CDATA[a]]><Invoice/>", "<Invoice/><![CDATA[]]>", "<Invoice>\u{1}</Invoice>", "<!ENTITY a 'b'><Invoice/>",
        "",
    ])
    func `what is not well-formed is refused`(_ text: String) {
        #expect(throws: EInvoiceError.malformed(line: 1)) { try EInvoice.read(Array(text.utf8)) }
    }

    @Test func `well-formed XML is read as its author meant it`() throws {
        let text = """
            \u{FEFF}<?xml version='1.0' encoding='utf-8'?><!-- <a --><x:Invoice xmlns:x = "u"
            >\t<x:ID schemeID='a&apos;"b'>&lt;&#x37;<![CDATA[<8>&amp;]]>&#57;\r\n \u{1F600}</x:ID ><Note /><DueDate>2024-05-01<a/>
            </DueDate></x:Invoice><!-- --> <?end?>
            """
        let fields = try EInvoice.read(Array(text.utf8)).fields.filter { $0.name != "invoice.kind" }
        #expect(fields.map(\.rawText) == ["<7<8>&amp;9 \u{1F600}", "2024-05-01"])
    }

    @Test func `a CII invoice of ten thousand whole lines is read`() throws {
        let others = String(repeating: "<A/>", count: 18)
        let settlement = "SpecifiedTradeSettlementLineMonetarySummation"
        let line = """
            <ram:IncludedSupplyChainTradeLineItem>\(others)<ram:SpecifiedLineTradeSettlement><ram:\(settlement)>
            <ram:LineTotalAmount currencyID="EUR">1.00</ram:LineTotalAmount></ram:\(settlement)>
            </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>
            """
        let body = String(repeating: line, count: 10_000)
        let text = """
            <rsm:CrossIndustryInvoice xmlns:rsm="a" xmlns:ram="b"><rsm:SupplyChainTradeTransaction>\(body)
            </rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
            """
        #expect(try Self.rows(Array(text.utf8)) == 10_000)
    }

    @Test(arguments: [
        "<?a?><Invoice><ID>7</ID></Invoice>",
        "<?xml version='1.0'?><?a?><Invoice><?b c?><ID><?d?>7</ID></Invoice><?e?>",
        "\u{FEFF}<?xml version='1.0'?><Invoice><ID>7<?a ??></ID></Invoice>", "<?xml?><Invoice><ID>7</ID></Invoice>",
    ])
    func `an instruction without content is passed over, where the parser would trap`(_ text: String) throws {
        #expect(try EInvoice.read(Array(text.utf8)).fields.first?.rawText == "7")
    }

    @Test(arguments: [
        "<?xml version=\"1.0\" encod<?xml version='1.0'?>\n<rsm:CrossIndustr<?nvoic?>\n<a ", "<Invoice <?a?>/>",
        "<Invoice><?",
        "<Invoice><ID a='<?b?>'/></Invoice><?",
        "<?xml versioContext>\n<rsm:Exche><ram:NetPri<?xmata:Invv?>\n<:+CrossIndust xmlns:rsm=\"a\"?>\n<:+Cross><a>",
    ])
    func `an instruction in what is no XML harms nobody`(_ text: String) {
        _ = try? EInvoice.read(Array(text.utf8))
    }

    @Test func `a name of a megabyte is cut`() throws {
        let text = "<Invoice><ID>\(String(repeating: "1 ", count: 1 << 19))</ID></Invoice>"
        let number = try #require(try EInvoice.read(Array(text.utf8)).fields.first)
        #expect(number.rawText.utf8.count == 4100)
    }

    @Test func `what looks like a tag in a comment, a section, an instruction or a value is none`() throws {
        let hidden = String(repeating: "<a b='c'", count: 70)
        let text = """
            <?xml version="1.0"?><?x \(hidden) ?><Invoice><!-- \(hidden) --><ID><![CDATA[7 \(hidden)]]></ID>
            <IssueDate x="\(hidden.replacing("<", with: ">"))">2024-05-01</IssueDate></Invoice>
            """
        let read = try EInvoice.read(Array(text.utf8))
        #expect(read.fields.contains { $0.name == "invoice.date" && $0.rawText == "2024-05-01" })
    }

    @Test(arguments: ["", ">", "/*", "'"])
    func `attributes without end are refused at once`(_ value: String) {
        let attributes = (0..<100_000).map { "a\($0)=\"\(value)\"" }.joined(separator: " ")
        #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(Array("<Invoice \(attributes)/>".utf8)) }
    }

    @Test(arguments: ["<!-- ": " -->", "<?a ": " ?>", "<a b='": "'/>", "<": "/>"])
    func `what is only found whole may have a megabyte, and text any length`(_ start: String, _ end: String) throws {
        func invoice(_ length: Int) -> [UInt8] {
            let name = start == "<" ? 150 : length
            let text =
                "\(start)\(String(repeating: "a", count: name))\(end)<![CDATA[\(String(repeating: "b", count: length))]]>"
            return Array("<Invoice>\(text)<ID>7</ID></Invoice>".utf8)
        }
        #expect(try EInvoice.read(invoice(1_000_000)).fields.first?.rawText == "7")
        if start == "<" {
            #expect(try EInvoice.read(invoice(4_000_000)).fields.first?.rawText == "7")
        } else {
            #expect(throws: EInvoiceError.tooLarge) { try EInvoice.read(invoice(2_000_000)) }
        }
    }

    @Test func `an entity that is declared within an entity is never expanded`() {
        let entities = (1...9).map { "<!ENTITY e\($0) \"\(String(repeating: "&e\($0 - 1);", count: 10))\">" }.joined()
        for declared in ["<!DOCTYPE a [<!ENTITY e0 'lol'>\(entities)]>", "<!DOCTYPE a SYSTEM 'a.dtd' [\(entities)]>"] {
            let text = "\(declared)<Invoice>&e9;</Invoice>"
            #expect(throws: EInvoiceError.hasDoctype) { try EInvoice.read(Array(text.utf8)) }
        }
    }

    @Test func `the line of a fault counts those of the declaration and before it`() {
        let text = "\n<?xml version='1.0'\n?>\n<Invoice>\n</invoice>"
        #expect(throws: EInvoiceError.malformed(line: 5)) { try EInvoice.read(Array(text.utf8)) }
        let name = "\n<?xml version='1.0'\n?>\n<Invoice>\n<a:/></Invoice>"
        #expect(throws: EInvoiceError.malformed(line: 5)) { try EInvoice.read(Array(name.utf8)) }
    }
}
