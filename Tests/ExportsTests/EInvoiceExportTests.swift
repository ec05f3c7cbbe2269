import EInvoices
import Exports
import Invoices
import Testing

/// What is written is what is read again.
struct EInvoiceExportTests {
    /// The values by name; without what the reader makes of others.
    private func values(_ fields: [Field]) -> [String: Field.Value] {
        let made = ["invoice.kind", "invoice.supplier.address", "invoice.customer.address", "invoice.deliverTo.address"]
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
}
