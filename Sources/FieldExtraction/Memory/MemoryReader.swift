import Invoices

/// Applies a supplier's memory to a document of that supplier.
struct MemoryReader {
    private let memory: SupplierMemory
    private let document: PrintedDocument
    private let free: [Field]
    /// Nil for a look that is not known.
    private let layout: LayoutMemory?
    private let builder: MemoryFieldBuilder

    /// - Parameter free: What the reader finds without memory.
    init(_ memory: SupplierMemory, _ document: PrintedDocument, free: [Field]) {
        self.memory = memory
        self.document = document
        self.free = free
        layout = memory.layout(of: document).map { memory.layouts[$0] }
        builder = MemoryFieldBuilder(document, free: free)
    }

    func reading(withItems: Bool = true) -> MemoryReading {
        var reading = MemoryReading()
        if document.isRecognised { reading.goods = memory.goods }
        for name in memory.constants.keys.sorted() { add(constant(name), name, to: &reading) }
        guard let layout else { return reading }
        let customer = MemoryCustomers(memory.customers, document)
        var customerName: MemoryCandidate?
        for name in layout.fields.keys.sorted(by: Self.isBefore) where !ConstantMemory.names.contains(name) {
            let decision = decision(name, layout, customer, below: customerName)
            if name == MemoryCustomers.nameField { customerName = decision?.candidate }
            add(decision, name, to: &reading)
        }
        reading = MemorySums.checked(reading, free: free)
        if withItems { addItems(layout, to: &reading) }
        return reading
    }

    /// An address is looked for below its name.
    private static func isBefore(_ one: String, _ other: String) -> Bool {
        (one.hasSuffix(".address") ? 1 : 0, one) < (other.hasSuffix(".address") ? 1 : 0, other)
    }

    private func add(_ decision: FieldVote.Decision?, _ name: String, to reading: inout MemoryReading) {
        guard let decision else { return }
        if let field = builder.field(name, decision) {
            reading.fields.append(field)
            if !decision.isFree { reading.absent.formUnion(partsOfAddress(name)) }
        } else if decision.candidate == nil {
            reading.absent.insert(name)
        }
    }

    /// What the reader took an address apart into, which is another one now.
    private func partsOfAddress(_ name: String) -> [String] {
        guard name.hasSuffix(".address") else { return [] }
        return free.map(\.name).filter { $0.hasPrefix(name + "Parts.") }
    }

    // MARK: Fields

    private func constant(_ name: String) -> FieldVote.Decision? {
        let kind = InvoiceField.named(name)?.kind ?? .text
        let found = free.first { $0.name == name }?.value
        // An account that nobody has confirmed must be seen.
        if kind == .iban, let found, memory.constants[name]?.has(found) == false { return nil }
        var vote = FieldVote(misreading: misreading(name))
        for value in memory.constants[name]?.values ?? [] {
            let isShown = document.shows(value.text, kind)
            guard isShown || value.shown == 0 && kind == .text else { continue }
            vote.add(
                known: .text(value.text), value.record, MemoryFieldBuilder.candidate(value.text, kind, in: document),
                share: isShown ? Self.shareShown : Self.shareHidden)
        }
        let known = layout?.fields[name] ?? FieldMemory()
        vote.add(known.absence, absent: known.absence.hits > known.absence.misses)
        vote.add(free: found, known.free)
        return vote.decision
    }

    private func decision(
        _ name: String, _ layout: LayoutMemory, _ customers: MemoryCustomers, below above: MemoryCandidate?
    ) -> FieldVote.Decision? {
        guard let known = layout.fields[name], let kind = InvoiceField.named(name)?.kind else { return nil }
        let block = above.map { $0.tokens.isEmpty ? [] : AddressLines(document).block(from: $0.tokens) } ?? []
        let search = FieldSearch(
            document, name: name, kind: kind, known, monthFirst: layout.putsMonthFirst, above: block)
        var vote = FieldVote(misreading: misreading(name))
        for rule in known.rules {
            guard let found = search.find(rule.anchor) else {
                vote.addSilence(of: rule)
                continue
            }
            vote.add(rule, found)
        }
        if let (value, record) = customers.value(of: name) {
            vote.add(known: value.value, record, value, share: 1)
        }
        vote.add(known.absence, absent: known.absence.hits > known.absence.misses)
        vote.add(free: free.first { $0.name == name }?.value, known.free)
        return vote.decision
    }

    private func misreading(_ name: String) -> FieldVote.Misreading {
        guard document.isRecognised else { return .none }
        return name.hasSuffix(".name") ? .any : name.hasSuffix(".address") ? .letters : .none
    }

    /// What a constant counts that the document shows, and one that it never shows as text.
    private static let (shareShown, shareHidden) = (1.5, 0.8)

    // MARK: Line items

    private func addItems(_ layout: LayoutMemory, to reading: inout MemoryReading) {
        let rows = document.layout.sheets.map { TableRow.rows(of: $0, in: document.layout) }
        let totals = totals(reading)
        guard let table = MemoryTableReader(layout.table, document, pages: rows).items(totals) else { return }
        let (isProven, isFreeProven) = (table.matches(totals), ItemSum(free).matches(totals))
        let isBetter = layout.table.record.weight > layout.table.free.weight
        guard isProven == isFreeProven ? isBetter : isProven else { return }
        let source: Field.Source = document.isRecognised ? .ocr : .textLayer
        reading.hasItems = true
        reading.fields += table.items.enumerated().flatMap { index, item in
            ItemFields(item: item, index: index, source: source, isProven: isProven, isByTemplate: false).fields
        }.map { builder.remembered($0, documents: layout.table.record.hits) }
    }

    private func totals(_ reading: MemoryReading) -> LineItemReader.Totals {
        func amount(_ name: String) -> Amount? {
            let name = "invoice.amounts." + name
            guard !reading.absent.contains(name) else { return nil }
            return (reading.fields.first { $0.name == name } ?? free.first { $0.name == name })?.value.amount
        }
        return LineItemReader.Totals(subtotal: amount("subtotal"), tax: amount("tax"), total: amount("total"))
    }
}
