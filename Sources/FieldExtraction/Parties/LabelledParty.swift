import Invoices

/// Reads parties that are set as a form: a heading, beneath it `Name:` and `Anschrift:` with their values.
struct LabelledParty {
    private let analysis: DocumentAnalysis
    private let headings: HeadingFinder
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        headings = HeadingFinder(analysis)
    }

    func parties() -> [PartyCandidate] {
        let headed = layout.segments.indices.compactMap { segment -> PartyCandidate? in
            guard let heading = headings.leading(segment) else { return nil }
            let row = layout.segments[segment].row
            if heading.rest.isEmpty, layout.rows[row].segments.allSatisfy({ headings.isCertain($0) }) {
                return party(under: segment, row: row, heading: heading.labelKind)
            }
            guard let name = name(behind: heading.rest, in: segment, row: row) else { return nil }
            let party = PartyCandidate(
                name: NameText.clean(layout.text(name)), nameTokens: name, heading: heading.labelKind, segment: segment)
            return addressed(party, row: row)
        }
        return headed.isEmpty ? unheaded() : headed
    }

    /// Behind the heading, or in the next cell where a colon ends it.
    private func name(behind rest: Range<Int>, in segment: Int, row: Int) -> Range<Int>? {
        var name = rest
        if rest.isEmpty {
            let next = segment + 1
            guard next < layout.rows[row].segments.upperBound, layout.segments[segment].text.hasSuffix(":"),
                !analysis.startsWithLabel(next)
            else { return nil }
            name = layout.segments[next].tokens
        }
        return NameText.isName(layout.text(name)) ? name : nil
    }

    /// Between a name and its address stand a tax number and a telephone number at most.
    private static let rowsToAddress = 4

    /// `Client: Jeanne Petit`, and in the next rows `Adresse: 8 rue du Port`.
    private func addressed(_ party: PartyCandidate, row: Int) -> PartyCandidate? {
        for next in (row + 1)..<max(min(row + 1 + Self.rowsToAddress, layout.rows.count), row + 1) {
            guard let label = addressLabel(inRow: next, beneath: party.segment),
                let slot = analysis.slots(for: label).first, slot.placement != .below
            else { continue }
            var party = party
            setAddress(&party, slot, row: next)
            return party
        }
        return nil
    }

    /// The label in the column of the party's heading.
    private func addressLabel(inRow row: Int, beneath segment: Int) -> Label? {
        let heading = layout.segments[segment]
        let own = layout.rows[row].segments.first {
            abs(layout.segments[$0].left - heading.left) < 3 * heading.height
                && layout.segments[$0].page == heading.page
        }
        return own.flatMap { number in
            analysis.labels(inSegment: number).first { $0.labelKind == .partyAddress && $0.isFirst }
        }
    }

    /// `Name:` and beneath it `Address:` without a heading: a form that the customer filled.
    private func unheaded() -> [PartyCandidate] {
        layout.rows.indices.compactMap { row -> PartyCandidate? in
            guard let segment = layout.rows[row].segments.first,
                let label = analysis.labels(inSegment: segment).first(where: {
                    $0.labelKind == .partyName && $0.isFirst
                }),
                let slot = analysis.slots(for: label).first, slot.placement != .below,
                NameText.isName(layout.text(slot.tokens))
            else { return nil }
            let party = PartyCandidate(
                name: layout.text(slot.tokens), nameTokens: slot.tokens, segment: segment, isForm: true)
            return addressed(party, row: row)
        }
    }

    private func party(under segment: Int, row: Int, heading: LabelKind) -> PartyCandidate? {
        var party = PartyCandidate(heading: heading, segment: segment)
        let column = column(under: segment, row: row)
        for next in (row + 1)..<max(min(row + 14, layout.rows.count), row + 1) {
            guard layout.rows[next].page == layout.rows[row].page, !analysis.itemHeaderRows.contains(next) else {
                break
            }
            if layout.rows[next].segments.count == 1, headings.isCertain(layout.rows[next].segments.lowerBound) {
                break
            }
            for number in layout.rows[next].segments where column.contains(layout.segments[number].left) {
                for label in analysis.labels(inSegment: number) where label.isFirst {
                    guard let slot = slot(for: label) else { continue }
                    if label.labelKind == .partyName, party.name == nil { setName(&party, slot) }
                    if label.labelKind == .partyAddress, party.address == nil { setAddress(&party, slot, row: next) }
                }
            }
        }
        return party.name == nil ? nil : party
    }

    /// From the heading's left edge to the next heading's; two parties' forms may stand side by side.
    private func column(under segment: Int, row: Int) -> Range<Double> {
        let height = layout.segments[segment].height
        guard layout.rows[row].segments.count > 1 else { return 0..<Double.infinity }
        let left = layout.segments[segment].left - height
        guard segment + 1 < layout.rows[row].segments.upperBound else { return left..<Double.infinity }
        return left..<max(layout.segments[segment + 1].left - height, left)
    }

    /// Beside the label, or beneath it where labels and values stand in a grid.
    private func slot(for label: Label) -> DocumentAnalysis.ValueSlot? {
        guard label.labelKind == .partyName || label.labelKind == .partyAddress else { return nil }
        let slots = analysis.slots(for: label)
        if label.isLast, !layout.tokens[label.tokens.upperBound - 1].text.hasSuffix(":"),
            let below = slots.first(where: { $0.placement == .below }), isValue(below, of: label)
        {
            return below
        }
        return slots.first.flatMap { $0.placement == .below ? nil : $0 }
    }

    /// Whether the words begin where the label does, and are no label.
    private func isValue(_ slot: DocumentAnalysis.ValueSlot, of label: Label) -> Bool {
        let first = layout.tokens[slot.tokens.lowerBound]
        let segment = layout.segments[label.segment]
        let own = layout.rows[first.row].segments.first { layout.segments[$0].tokens.contains(slot.tokens.lowerBound) }
        return abs(first.left - segment.left) < segment.height && own.map { !analysis.startsWithLabel($0) } ?? false
    }

    private func setName(_ party: inout PartyCandidate, _ slot: DocumentAnalysis.ValueSlot) {
        let text = layout.text(slot.tokens)
        guard NameText.isName(text) else { return }
        party.name = text
        party.nameTokens = slot.tokens
    }

    /// The value and the lines that go on beneath it, as long as no label stands beside them.
    private func setAddress(_ party: inout PartyCandidate, _ slot: DocumentAnalysis.ValueSlot, row: Int) {
        var lines = [slot.tokens]
        let left = layout.tokens[slot.tokens.lowerBound].left
        for next in (row + 1)..<max(min(row + 5, layout.rows.count), row + 1) {
            let segments = layout.rows[next].segments
            guard segments.count == 1, let segment = segments.first, layout.rows[next].page == layout.rows[row].page,
                abs(layout.segments[segment].left - left) < layout.segments[segment].height,
                !analysis.startsWithLabel(segment)
            else { break }
            lines.append(layout.segments[segment].tokens)
        }
        party.address = lines.map { layout.text($0).trimmingEnds }.joined(separator: ", ")
        party.addressTokens = lines
    }
}
