package import Invoices
import Patterns

/// Makes a template from one document and what a person says is right on it.
///
/// What is always the same becomes a constant; what changes is found by its label, or where it stands. Every rule is tried
/// on the document and kept only where it finds the right value; the rest is left to the template-free reader.
package struct TemplateProposal: Sendable {
    private var template = Template()
    private var remarks: [String] = []

    /// What one supplier prints on all its invoices.
    private static let constants = Set(
        InvoiceField.header.filter {
            $0.name.hasPrefix("invoice.supplier.") || [.currency, .iban, .bic].contains($0.kind)
        }.map(\.name))

    /// What the reader proves by arithmetic, whatever rates and discounts the next invoice has: a label tells less.
    private static let reckoned: Set<String> = ["invoice.amounts.subtotal", "invoice.amounts.tax"]

    private let document: ReadDocument
    private let analysis: DocumentAnalysis
    /// What the template-free reader finds.
    private let free: Extraction

    package var proposed: ProposedTemplate { ProposedTemplate(template: template, remarks: remarks) }

    /// - Parameter corrected: By the contract's names, e.g. `invoice.number` and `lineItems[0].amount`; fields without a
    ///   value are left out of it.
    package init(_ document: ReadDocument, corrected: [Field]) {
        self.document = document
        analysis = DocumentAnalysis(document, languages: [])
        free = Extractor().extract(ReadDocument(pages: document.pages))
        template.text.arrangement = .rows
        let finder = FieldFinder(document.pages, preparation: template.text, within: MatchingBudget())
        for field in corrected where !FieldNames.isInTable(field.name) { add(field.name, field.value, finder) }
        addItems(Extraction(fields: corrected).invoice.lineItems)
    }

    private mutating func add(_ name: String, _ value: Field.Value, _ pages: FieldFinder) {
        if Self.constants.contains(name) {
            guard let text = value.text else { return }
            let kind: FieldRule.Kind = name.hasSuffix("currency") ? .currency : .text
            template.fields.append(FieldRule(name: name, kind: kind, constant: String(text.prefix(500))))
            return remarks.append("\(name): fixed value “\(text)”.")
        }
        if Self.reckoned.contains(name), let found = free[name], Self.isSame(found.value, value) {
            return remarks.append("\(name): no rule needed; it is found without one.")
        }
        let finder = ValuePlaces(analysis)
        if name.hasSuffix(".address"), let text = value.text, let rule = region(of: finder.block(of: text), name),
            finds(value, by: rule, on: pages)
        {
            template.fields.append(rule)
            return remarks.append("\(name): found by its place on the page.")
        }
        for place in finder.places(of: value) {
            for rule in RuleCandidates(analysis, place, name: name, value: value).rules
            where finds(value, by: rule, on: pages) {
                template.fields.append(rule)
                let way = rule.coordinates == nil ? "by its label" : "by its place on the page"
                return remarks.append("\(name): found \(way).")
            }
        }
        remarks.append("\(name): no rule found; it is looked for without one.")
    }

    /// The lines of an address, with room for longer ones.
    private func region(of lines: [Segment]?, _ name: String) -> FieldRule? {
        guard let lines, let first = lines.first, let last = lines.last else { return nil }
        let sheet = analysis.layout.sheets[first.page]
        let neighbours = lines.flatMap { line in
            analysis.layout.segments[analysis.layout.rows[line.row].segments].map(\.left).filter { $0 > line.right }
        }
        let right = max((neighbours.min() ?? sheet.width * 0.98) - first.height, lines.map(\.right).max() ?? 0)
        let (left, top) = (max(0, first.left - first.height / 2), first.top - 0.4 * first.height)
        let box = Box(
            x: left / sheet.width, y: top / sheet.height, width: (right - left) / sheet.width,
            height: (last.bottom + 0.4 * last.height - top) / sheet.height)
        return FieldRule(name: name, coordinates: box, page: sheet.number)
    }

    private func finds(_ value: Field.Value, by rule: FieldRule, on pages: FieldFinder) -> Bool {
        guard TemplateCheck().faults(in: Template(fields: [rule])).isEmpty else { return false }
        let found = try? pages.field(rule)
        return found.flatMap { $0 }.map { Self.isSame($0.value, value) } ?? false
    }

    static func isSame(_ one: Field.Value, _ other: Field.Value) -> Bool {
        switch (one, other) {
        case (.text(let one), .text(let other)): squeezed(one) == squeezed(other)
        case (.amount(let one), .amount(let other)): one == other
        case (.date(let one), .date(let other)): one == other
        default: false
        }
    }

    static func squeezed(_ text: String) -> String {
        TextFolding.fold(text).filter { $0.isFastLetter || $0.isFastNumber }
    }

    // MARK: Line items

    /// Columns are told only where that reads the rows better than the reader does by itself.
    private mutating func addItems(_ items: [Invoice.LineItem]) {
        guard !items.isEmpty else { return }
        let alone = agreement(of: template.lineItems, with: items)
        guard alone < 1, let rule = ItemColumns(analysis, items).rule, agreement(of: rule, with: items) > alone else {
            return remarks.append(
                "lineItems: no rule; \(Self.percent(alone)) of the rows are right without one.")
        }
        template.lineItems = rule
        remarks.append(
            "lineItems: found by columns; \(Self.percent(agreement(of: rule, with: items))) of the rows are right.")
    }

    /// The share of the items that are read with their amounts right.
    private func agreement(of rule: LineItemRule, with items: [Invoice.LineItem]) -> Double {
        var attempt = template
        attempt.lineItems = rule
        let found = Extractor(template: attempt).extract(document).invoice.lineItems
        let right = zip(found, items).count { $0.amount == $1.amount && $0.quantity == $1.quantity }
        return Double(right) / Double(max(found.count, items.count))
    }

    private static func percent(_ share: Double) -> String { "\(Int(saturating: share * 100)) %" }
}
