import FieldExtraction
import Invoices
import Testing

/// A supplier that changes, and people who err: what memory believes of one document, and of two.
struct ChangedSupplierTests {
    private static let number = "invoice.number"
    private static let name = "invoice.supplier.name"
    private static let iban = "invoice.payment.iban"
    private static let (oldIBAN, newIBAN) = ("DE89370400440532013000", "DE02120300000000202051")

    private func learnt(_ invoices: [DrawnInvoice], from memory: SupplierMemory = SupplierMemory()) -> SupplierMemory {
        invoices.reduce(memory) { learnt($1, $1.truth, from: $0) }
    }

    private func learnt(_ invoice: DrawnInvoice, _ truth: [Field], from memory: SupplierMemory) -> SupplierMemory {
        MemoryLearner(invoice.document, confirmed: truth, absent: ["invoice.dueDate"]).learnt(from: memory)
    }

    private func read(_ invoice: DrawnInvoice, _ memory: SupplierMemory?) -> Extraction {
        Extractor(memory: memory).extract(invoice.document)
    }

    /// The truth with another value of one field.
    private func truth(_ invoice: DrawnInvoice, _ name: String, _ value: Field.Value) -> [Field] {
        invoice.truth.filter { $0.name != name } + [DrawnInvoice.confirmed(name, value)]
    }

    @Test func `a supplier that changes its name is never given the old one`() {
        var series = DrawnInvoice.series(6)
        for index in 3..<6 { series[index].supplier = "Tannert Holzhandel AG" }
        var memory = learnt(Array(series[..<3]))
        #expect(read(series[3], memory)[Self.name]?.value != .text("Sägewerk Tannert GmbH"))
        memory = learnt(Array(series[3..<5]), from: memory)
        #expect(read(series[5], memory)[Self.name]?.value == .text("Tannert Holzhandel AG"))
    }

    @Test func `an account that nobody has confirmed is read as it stands`() {
        var series = DrawnInvoice.series(4)
        for index in series.indices { series[index].iban = index < 3 ? Self.oldIBAN : Self.newIBAN }
        let memory = learnt(Array(series[..<3]))
        #expect(read(series[2], memory)[Self.iban]?.value == .text(Self.oldIBAN))
        let found = read(series[3], memory)[Self.iban]
        #expect(found?.value == .text(Self.newIBAN))
        #expect(found?.method != .memory)
    }

    @Test func `one document against what is certain is not believed, two are`() {
        let series = DrawnInvoice.series(7)
        var memory = learnt(Array(series[..<4]))
        memory = learnt(series[4], truth(series[4], Self.number, .text(series[4].order)), from: memory)
        #expect(read(series[6], memory)[Self.number]?.value == .text(series[6].number))
        memory = learnt(series[5], truth(series[5], Self.number, .text(series[5].order)), from: memory)
        memory = learnt(series[4], truth(series[4], Self.number, .text(series[4].order)), from: memory)
        #expect(read(series[6], memory)[Self.number]?.value == .text(series[6].order))
    }

    @Test func `a correction that no place on the page shows teaches nothing`() {
        let series = DrawnInvoice.series(4)
        var memory = learnt(Array(series[..<2]))
        for invoice in [series[0], series[1], series[2]] {
            memory = learnt(invoice, truth(invoice, Self.number, .text("nowhere 77")), from: memory)
        }
        #expect(read(series[3], memory)[Self.number]?.value == .text(series[3].number))
    }

    @Test func `a wrong amount of a row takes no row out of the next document`() {
        let series = DrawnInvoice.series(5)
        var memory = series[..<2].reduce(SupplierMemory()) { learnt($1, $1.truth + $1.row, from: $0) }
        var wrong = series[2].row
        wrong[3].value = .amount(Amount(cents: 100))
        for _ in 0..<2 { memory = learnt(series[2], series[2].truth + wrong, from: memory) }
        let found = read(series[4], memory)
        #expect(found["lineItems[0].description"]?.value == .text("Bretter"))
        #expect(found["lineItems[0].amount"]?.value == .amount(Amount(cents: series[4].net * 100)))
    }

    @Test func `what is on trial is stored`() throws {
        let series = DrawnInvoice.series(5)
        var memory = learnt(Array(series[..<4]))
        let wrong = truth(series[4], Self.number, .text(series[4].order)).map { field in
            field.name == Self.name ? DrawnInvoice.confirmed(Self.name, .text(series[4].customer)) : field
        }
        let before = memory.json
        memory = learnt(series[4], wrong, from: memory)
        #expect(memory.json != before)
        #expect(try #require(SupplierMemory(memory.json)).json == memory.json)
    }
}
