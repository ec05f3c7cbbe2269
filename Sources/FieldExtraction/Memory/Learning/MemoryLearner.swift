package import Invoices

/// Learns from a supplier's reviewed documents, one after the other.
package struct MemoryLearner {
    private let reviewed: ReviewedDocument
    private var document: PrintedDocument { reviewed.document }

    /// - Parameters:
    ///   - confirmed: By the contract's names, with line items.
    ///   - absent: Fields that the document does not have, as a person confirmed it; of others without a value nothing is
    ///     known.
    package init(_ whole: ReadDocument, confirmed: [Field], absent: Set<String>) {
        let first = FirstInvoice(ReadDocument(pages: whole.pages), languages: [])
        reviewed = ReviewedDocument(
            document: PrintedDocument(first.analysis), confirmed: confirmed, absent: absent,
            free: TemplateFreeExtractor(first, lineItems: LineItemRule()).fields())
    }

    /// The memory with this document; the same where the document has no words.
    package func learnt(from memory: SupplierMemory) -> SupplierMemory {
        guard !document.layout.tokens.isEmpty else { return memory }
        var memory = memory
        var layout = memory.layout(of: document).map { memory.layouts.remove(at: $0) } ?? LayoutMemory()
        learnDates(&layout)
        for (name, kind, value) in reviewed.values {
            var field = layout.fields[name] ?? FieldMemory()
            field.free.add(Self.isSame(reviewed.freeValue(name), value))
            field.absence.add(value == nil)
            if ConstantMemory.names.contains(name) {
                memory.constants[name, default: ConstantMemory()].judge(value?.text) { document.shows($0, kind) }
            } else {
                FieldLearner(reviewed, name: name, kind: kind, monthFirst: layout.putsMonthFirst).learn(value, &field)
            }
            layout.fields[name] = field
        }
        learnTable(&layout.table)
        layout.signature.add(document, besides: reviewed.valueTokens)
        memory.layouts = Array(([layout] + memory.layouts).prefix(SupplierMemory.mostLayouts))
        learnCustomer(&memory)
        memory.documents += 1
        return memory.bounded
    }

    private static func isSame(_ found: Field.Value?, _ value: Field.Value?) -> Bool {
        guard let found, let value else { return found == nil && value == nil }
        return MemoryWords.isSame(found, value)
    }

    // MARK: Parts

    /// A date tells the order of day and month where its other reading is another day.
    private func learnDates(_ layout: inout LayoutMemory) {
        for (_, _, value) in reviewed.values {
            guard let date = value?.date else { continue }
            let printed = document.analysis.dates.filter { !$0.isCertain }
            guard let found = printed.first(where: { $0.dayFirst == date || $0.monthFirst == date }) else { continue }
            layout.monthFirst.add(found.monthFirst == date)
        }
    }

    private func learnCustomer(_ memory: inout SupplierMemory) {
        let values = Dictionary(reviewed.values.map { ($0.name, $0.value?.text) }) { first, _ in first }
        guard let name = values[MemoryCustomers.nameField] ?? nil else { return }
        let address = values[MemoryCustomers.addressField] ?? nil
        let shown = document.squeezed
        for index in memory.customers.indices where shown.contains(MemoryWords.squeezed(memory.customers[index].name)) {
            memory.customers[index].record.add(MemoryWords.isSame(.text(memory.customers[index].name), .text(name)))
        }
        var customer =
            memory.customers.first { MemoryWords.squeezed($0.name) == MemoryWords.squeezed(name) }
            ?? SupplierMemory.Customer(name: name, record: MemoryRecord(hits: 1))
        customer.address = address ?? customer.address
        memory.customers.removeAll { $0.name == customer.name }
        memory.customers.insert(customer, at: 0)
        memory.customers = Array(memory.customers.prefix(SupplierMemory.mostCustomers))
    }

    private func learnTable(_ table: inout TableMemory) {
        let confirmed = Extraction(fields: reviewed.confirmed).invoice
        guard !confirmed.lineItems.isEmpty else { return }
        let free = Extraction(fields: reviewed.free).invoice.lineItems
        let pages = document.layout.sheets.map { TableRow.rows(of: $0, in: document.layout) }
        let totals = LineItemReader.Totals(subtotal: confirmed.subtotal, tax: confirmed.tax, total: confirmed.total)
        learnOthers(&table, beside: confirmed.lineItems)
        table = LearntTable(Array(pages.joined()), confirmed.lineItems).added(to: table)
        let found = MemoryTableReader(table, document, pages: pages).items(totals)
        let fields = (found?.items ?? []).enumerated().flatMap { index, item in
            ItemFields(item: item, index: index, source: .textLayer, isProven: false, isByTemplate: false).fields
        }
        let own = ItemAgreement(Extraction(fields: fields).invoice.lineItems, confirmed.lineItems)
        table.judge(own.share, free: ItemAgreement(free, confirmed.lineItems).share)
        for other in own.surplus { table.add(other: AnchorText.of(words: other)) }
    }

    /// What the reader takes for items, and a person took out.
    private func learnOthers(_ table: inout TableMemory, beside items: [Invoice.LineItem]) {
        let free = Extraction(fields: reviewed.free).invoice.lineItems
        for other in ItemAgreement(free, items).surplus { table.add(other: AnchorText.of(words: other)) }
    }
}
