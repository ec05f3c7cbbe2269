import EInvoices
import Exports
import Foundation
import Invoices
import Testing

/// What is written is what is read again.
struct EInvoiceExportTests {
    /// The values by name; without what the reader makes of others.
    private func values(_ fields: [Field]) -> [String: Field.Value] {
        let made = [
            "invoice.kind", "invoice.amountsIncludeTax", "invoice.supplier.address", "invoice.customer.address",
            "invoice.deliverTo.address",
        ]
        let all = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
        return all.filter { !made.contains($0.key) && $0.key != "invoice.taxRepresentative.address" }
    }

    private func again(_ fields: [Field], _ syntax: EInvoiceExport.Syntax) throws -> [Field] {
        try EInvoice.read(EInvoiceExport.write(fields, as: syntax).bytes).fields
    }

    private func expectSame(_ written: [Field], _ read: [Field]) {
        let (written, read) = (values(written), values(read))
        for name in Set(written.keys).union(read.keys).sorted() {
            #expect(written[name] == read[name], "\(name)")
        }
    }

    @Test(arguments: [EInvoiceExport.Syntax.cii, .ubl])
    func `every term is read again as it was`(_ syntax: EInvoiceExport.Syntax) throws {
        let fields = SampleInvoice.fields(SampleInvoice.full)
        #expect(fields.count > 180)
        expectSame(fields, try again(fields, syntax))
        #expect(EInvoiceExport.write(fields, as: syntax).missingTerms.isEmpty)
    }

    @Test(arguments: [EInvoiceExport.Syntax.cii, .ubl])
    func `so are those of invoices of each kind`(_ syntax: EInvoiceExport.Syntax) throws {
        for name in ["plain", "creditNote", "reverseCharge", "withinUnion", "prepaid", "card", "directDebit"] {
            let fields = try #require(SampleInvoice.complete[name])
            let read = try again(fields, syntax)
            let names = Set(fields.map(\.name))
            expectSame(fields, read.filter { names.contains($0.name) })
        }
    }

    @Test func `a credit note's due date is kept, with and without a code of payment means`() throws {
        let note = "invoice.kind = creditNote\ninvoice.dueDate @ 2026-06-03"
        for terms in [note, note + "\ninvoice.payment.meansCode = 30"] {
            let read = try again(SampleInvoice.fields(terms), .ubl)
            #expect(read.first { $0.name == "invoice.dueDate" }?.value.date?.text == "2026-06-03")
        }
    }

    @Test(arguments: ["cii", "ubl"])
    func `a binding has no line that is none`(_ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Exports/EInvoices/\(name).binding")
        let source = "('[^']+'|/?[\\w.]+)"
        let word = "=\(source)|@[\\w:]+=\(source)|\\*[\\w.]+|[?!]/?[\\w.]+|in:[\\w.]+|always"
        let line = try Regex("^ *(#.*|:\\w+|[\\w:]+( (\(word)))*)$")
        for text in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            #expect(text.wholeMatch(of: line) != nil, "\(text)")
        }
    }

    // MARK: Pages

    private func page(_ lines: String) -> [Field] { SampleInvoice.fields(lines, source: .ocr) }

    private func text(_ fields: [Field], _ syntax: EInvoiceExport.Syntax = .ubl) -> String {
        String(decoding: EInvoiceExport.write(fields, as: syntax).bytes, as: UTF8.self)
    }

    @Test func `a page's invoice lacks what it does not say`() {
        let export = EInvoiceExport.write(
            page(
                """
                invoice.kind = invoice
                invoice.number = A-1
                invoice.supplier.name = Mühle
                invoice.amounts.total # 24
                invoice.amounts.tax # 4
                lineItems[0].description = Mehl
                lineItems[0].amount # 20
                """), as: .ubl)
        #expect(
            export.missingTerms == [
                "BG-23", "BT-2", "BT-5", "BT-9", "BT-31", "BT-40", "BT-44", "BT-55", "BT-129", "BT-130", "BT-146",
                "BT-151",
                "BT-152",
            ])
        #expect(String(decoding: export.bytes, as: UTF8.self).contains("<!-- EN 16931 requires"))
        let empty = EInvoiceExport.write([], as: .cii)
        #expect(empty.missingTerms.starts(with: ["BG-23", "BG-25", "BT-1"]))
    }

    @Test func `sums and codes are derived where they are exact`() {
        let terms = """
            invoice.kind = prepaymentInvoice
            invoice.amounts.total # 120
            invoice.amounts.tax # 20
            invoice.amounts.prepaid # 30
            lineItems[0].amount # 60
            lineItems[1].amount # 40
            lineItems[0].taxRate # 20
            lineItems[1].taxRate # 20
            """
        let text = text(page(terms))
        for part in [
            "TypeCode>386<", "<cbc:TaxExclusiveAmount>100<", "<cbc:LineExtensionAmount>100<", "<cbc:PayableAmount>90<",
            "<cbc:TaxableAmount>100<", "<cbc:ID>S<",
        ] { #expect(text.contains(part), "\(part)") }
        let other = self.text(page(terms.replacing("# 40", with: "# 41")))
        #expect(!other.contains("<cbc:LineExtensionAmount>101<"))
        let canaries =
            terms + "\ninvoice.supplier.addressParts.country = ES\ninvoice.supplier.addressParts.postalCode = 35001"
        #expect(!self.text(page(canaries)).contains("<cbc:ID>S<"))
    }

    @Test func `a credit note of negative amounts has positive ones, and of e-invoices those that it came with`() {
        let terms = """
            invoice.kind = creditNote
            invoice.amounts.total # -12
            invoice.amounts.subtotal # -10
            lineItems[0].quantity # -2
            lineItems[0].unitPrice # 5
            lineItems[0].amount # -10
            """
        let note = text(page(terms))
        #expect(note.contains("<CreditNote ") && note.contains("<cbc:CreditNoteTypeCode>381<"))
        #expect(note.contains("<cbc:TaxInclusiveAmount>12<") && note.contains("<cbc:CreditedQuantity>2<"))
        #expect(text(SampleInvoice.fields(terms)).contains("<cbc:TaxInclusiveAmount>-12<"))
    }

    @Test func `of lines with tax no amount is taken for one without`() {
        let terms = """
            invoice.amounts.total # 120
            invoice.amounts.subtotal # 100
            lineItems[0].quantity # 1
            lineItems[0].unitPrice # 120
            lineItems[0].amount # 120
            """
        let missing = EInvoiceExport.write(page(terms), as: .cii).missingTerms
        #expect(missing.contains("BT-131") && missing.contains("BT-146") && missing.contains("BT-106"))
        let split = EInvoiceExport.write(page(terms + "\nlineItems[0].taxAmount # 20"), as: .cii).missingTerms
        #expect(!split.contains("BT-131") && split.contains("BT-146") && !split.contains("BT-106"))
    }

    @Test func `a tax number without its country is no VAT number`() {
        let text = text(page("invoice.supplier.taxId = B00000018"), .cii)
        #expect(text.contains("<ram:ID schemeID=\"FC\">B00000018<") && !text.contains("schemeID=\"VA\""))
    }
}
