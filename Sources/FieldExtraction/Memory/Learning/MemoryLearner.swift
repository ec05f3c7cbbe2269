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
        let expected = ExpectedValues(memory, document, free: reviewed.free)
        var memory = memory
        var layout = memory.layout(of: document).map { memory.layouts.remove(at: $0) } ?? LayoutMemory()
        learnDates(&layout)
        learnFields(&memory, &layout, expected)
        learnTable(&layout.table)
        layout.signature.add(document, besides: reviewed.valueTokens)
        memory.layouts = Array(([layout] + memory.layouts).prefix(SupplierMemory.mostLayouts))
        learnCustomer(&memory, expected)
        learnGoods(&memory.goods)
        memory.documents += 1
        return memory.bounded
    }

    // MARK: Parts

    private func learnFields(
        _ memory: inout SupplierMemory, _ layout: inout LayoutMemory, _ expected: ExpectedValues
    ) {
        for (name, kind, value) in reviewed.values {
            var field = layout.fields[name] ?? FieldMemory()
            let isDoubtful = expected.contradict(value, of: name)
            if ConstantMemory.names.contains(name) {
                let constant = memory.constants[name] ?? ConstantMemory()
                memory.constants[name] = learnt(value, name, kind, constant, &field, isDoubtful: isDoubtful)
            } else {
                FieldLearner(reviewed, name: name, kind: kind, monthFirst: layout.putsMonthFirst)
                    .learn(value, &field, isDoubtful: isDoubtful)
            }
            layout.fields[name] = field
        }
    }

    private func learnGoods(_ goods: inout MemoryGoods) {
        for item in Extraction(fields: reviewed.confirmed).invoice.lineItems.reversed() {
            if let text = item.description { goods.add(text) }
        }
    }

    private func learnt(
        _ value: Field.Value?, _ name: String, _ kind: FieldKind, _ known: ConstantMemory, _ field: inout FieldMemory,
        isDoubtful: Bool
    ) -> ConstantMemory {
        var constant = known
        guard !isDoubtful || known.isOnTrial(value?.text) else {
            constant.trial = value?.text ?? ""
            return constant
        }
        constant.trial = nil
        // A document on trial counts, too, once this one says the same.
        for _ in 0..<(isDoubtful ? 2 : 1) {
            field.count(value, isFree: reviewed.isFree(value, name)) { _ in nil }
            constant.judge(value?.text) { document.shows($0, kind) }
        }
        return constant
    }

    /// A date tells the order of day and month where its other reading is another day.
    private func learnDates(_ layout: inout LayoutMemory) {
        for (_, _, value) in reviewed.values {
            guard let date = value?.date else { continue }
            let printed = document.analysis.dates.filter { !$0.isCertain }
            guard let found = printed.first(where: { $0.dayFirst == date || $0.monthFirst == date }) else { continue }
            layout.monthFirst.add(found.monthFirst == date)
        }
    }

    /// What contradicts what is certain teaches nothing of a customer.
    private func learnCustomer(_ memory: inout SupplierMemory, _ expected: ExpectedValues) {
        let certain = reviewed.values.filter { !expected.contradict($0.value, of: $0.name) }
        let values = Dictionary(certain.map { ($0.name, $0.value?.text) }) { first, _ in first }
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
        table.remove(others: items.compactMap(\.description).map(AnchorText.of(words:)))
        let free = Extraction(fields: reviewed.free).invoice.lineItems
        // Where no row fewer was confirmed, an amount was corrected.
        guard free.count > items.count else { return }
        for other in ItemAgreement(free, items).surplus { table.add(other: AnchorText.of(words: other)) }
    }
}
