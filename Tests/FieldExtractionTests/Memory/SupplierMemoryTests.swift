import FieldExtraction
import Invoices
import Testing

struct SupplierMemoryTests {
    private static let absent: Set<String> = ["invoice.dueDate"]

    private func learnt(_ invoices: [DrawnInvoice], from memory: SupplierMemory = SupplierMemory()) -> SupplierMemory {
        invoices.reduce(memory) { memory, invoice in
            MemoryLearner(invoice.document, confirmed: invoice.truth, absent: Self.absent).learnt(from: memory)
        }
    }

    /// The fields of the truth that are read otherwise.
    private func wrong(_ invoice: DrawnInvoice, _ memory: SupplierMemory?) -> [String] {
        let read = Extractor(memory: memory).extract(invoice.document)
        return invoice.truth.filter { read[$0.name]?.value != $0.value }.map(\.name)
    }

    @Test(arguments: [DrawnInvoice.Look.strip, .list])
    func `what was confirmed on two invoices is read on the next`(look: DrawnInvoice.Look) {
        let series = DrawnInvoice.series(4, look: look)
        let memory = learnt(Array(series[..<2]))
        #expect(!wrong(series[2], nil).isEmpty, "the look is too easy for this test")
        #expect(wrong(series[2], memory) == [])
        #expect(wrong(series[3], memory) == [])
    }

    @Test func `a value says that it is remembered, and from how many documents`() throws {
        let series = DrawnInvoice.series(4)
        let read = Extractor(memory: learnt(Array(series[..<3]))).extract(series[3].document)
        let number = try #require(read["invoice.number"])
        #expect(number.method == .memory)
        #expect(number.memoryDocuments == 3)
        #expect(number.page == 1)
        #expect(number.box != nil)
    }

    @Test func `two looks of one supplier are kept apart`() {
        let (strips, lists) = (DrawnInvoice.series(6), DrawnInvoice.series(6, look: .list))
        let memory = learnt([strips[0], lists[1], strips[2], lists[3]])
        #expect(wrong(strips[4], memory) == [])
        #expect(wrong(lists[5], memory) == [])
    }

    @Test func `a supplier that changes its look is learnt anew`() {
        let memory = learnt(Array(DrawnInvoice.series(5)))
        let lists = DrawnInvoice.series(8, look: .list)
        #expect(wrong(lists[7], learnt(Array(lists[5..<7]), from: memory)) == [])
    }

    @Test func `a document with another supplier's look keeps its own values`() {
        let memory = learnt(Array(DrawnInvoice.series(3)))
        var other = DrawnInvoice.series(5)[4]
        (other.supplier, other.taxId) = ("Fensterbau Wendelin KG", "DE811569869")
        let read = Extractor(memory: memory).extract(other.document)
        #expect(read["invoice.supplier.name"]?.value != .text("Sägewerk Tannert GmbH"))
        #expect(read["invoice.supplier.taxId"]?.value != .text("DE129274202"))
    }

    @Test func `one wrong correction in twenty does not spoil what is remembered`() {
        var memory = SupplierMemory()
        let series = DrawnInvoice.series(13)
        for (index, invoice) in series.dropLast().enumerated() {
            var truth = invoice.truth
            // Another field is confirmed wrongly on each third document.
            if index % 3 == 1 {
                let place = index % truth.count
                truth[place].value = index % 2 == 0 ? .text("wrong") : truth[(place + 1) % truth.count].value
            }
            memory = MemoryLearner(invoice.document, confirmed: truth, absent: Self.absent).learnt(from: memory)
        }
        #expect(wrong(series[12], memory) == [])
    }

    @Test func `a field that people take out is left out of the next document`() {
        var series = DrawnInvoice.series(4)
        series[3].order = "B 99/25"
        let memory = series[..<3].reduce(SupplierMemory()) { memory, invoice in
            MemoryLearner(
                invoice.document, confirmed: invoice.truth.filter { $0.name != "invoice.supplier.taxId" },
                absent: ["invoice.supplier.taxId"]
            ).learnt(from: memory)
        }
        let free = Extractor().extract(series[3].document)
        #expect(free["invoice.supplier.taxId"] != nil)
        #expect(Extractor(memory: memory).extract(series[3].document)["invoice.supplier.taxId"] == nil)
    }

    @Test func `a memory is the same when it is stored and read again`() throws {
        let memory = learnt(DrawnInvoice.series(6) + DrawnInvoice.series(3, look: .list))
        #expect(memory.json.count < SupplierMemory.mostBytes)
        let stored = try #require(SupplierMemory(memory.json))
        #expect(stored.json == memory.json)
        #expect(stored.documents == 9)
        #expect(stored.summary.contains { $0.name == "invoice.number" && $0.rules > 0 })
    }

    @Test func `what is no memory is refused`() {
        #expect(SupplierMemory(Array("{}".utf8)) == nil)
        #expect(SupplierMemory(Array("nonsense".utf8)) == nil)
    }

    @Test func `a document without words teaches nothing`() {
        let empty = ReadDocument(pages: [])
        let learner = MemoryLearner(empty, confirmed: DrawnInvoice().truth, absent: [])
        #expect(learner.learnt(from: SupplierMemory()) == SupplierMemory())
    }
}
