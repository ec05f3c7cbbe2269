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
        let headed = layout.rows.indices.compactMap { row -> PartyCandidate? in
            guard let segment = layout.rows[row].segments.first, let heading = headings.leading(segment) else {
                return nil
            }
            if heading.rest.isEmpty {
                return layout.rows[row].segments.count == 1
                    ? party(under: segment, row: row, heading: heading.labelKind) : nil
            }
            guard NameText.isName(heading.text) else { return nil }
            let party = PartyCandidate(
                name: NameText.clean(heading.text), nameTokens: heading.rest, heading: heading.labelKind,
                segment: segment
            )
            return addressed(party, row: row)
        }
        return headed.isEmpty ? unheaded() : headed
    }

    /// `Client: Jeanne Petit`, and in the next rows `Adresse: 8 rue du Port`.
    private func addressed(_ party: PartyCandidate, row: Int) -> PartyCandidate? {
        for next in (row + 1)..<max(min(row + 3, layout.rows.count), row + 1) {
            guard let first = layout.rows[next].segments.first,
                let label = analysis.labels(inSegment: first).first(where: {
                    $0.labelKind == .partyAddress && $0.isFirst
                }),
                let slot = analysis.slots(for: label).first, slot.placement != .below
            else { continue }
            var party = party
            setAddress(&party, slot, row: next)
            return party
        }
        return nil
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
        for next in (row + 1)..<max(min(row + 14, layout.rows.count), row + 1) {
            guard layout.rows[next].page == layout.rows[row].page else { break }
            if layout.rows[next].segments.count == 1, headings.isCertain(layout.rows[next].segments.lowerBound) {
                break
            }
            for number in layout.rows[next].segments {
                for label in analysis.labels(inSegment: number) where label.isFirst {
                    guard let slot = analysis.slots(for: label).first, slot.placement != .below else { continue }
                    if label.labelKind == .partyName, party.name == nil { setName(&party, slot) }
                    if label.labelKind == .partyAddress, party.address == nil { setAddress(&party, slot, row: next) }
                }
            }
        }
        return party.name == nil ? nil : party
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
