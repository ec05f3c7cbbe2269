import Invoices

/// Finds who sells and who buys: all addresses on the pages, weighed by headings, places and what stands beside them.
struct PartyFinder {
    struct Parties: Sendable {
        var supplier: PartyCandidate?
        var customer: PartyCandidate?
        /// All that were weighed, the chosen ones among them.
        var others: [PartyCandidate] = []
    }

    private let analysis: DocumentAnalysis
    /// The top of the first address without a heading, by page.
    private var firstAddresses: [Int: Double] = [:]
    /// Segments that are a name and its address in one line.
    private var senders: [Int] = []
    private let webName: WebName
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        webName = WebName(analysis.layout)
    }

    mutating func parties(taxIds: [TaxIdFinder.TaxId]) -> Parties {
        let found = candidates()
        senders = found.filter { $0.isInline && $0.name != nil && $0.address != nil }.map(\.segment)
        for party in found where party.heading == nil && party.address != nil {
            let segment = layout.segments[party.segment]
            firstAddresses[segment.page] = min(firstAddresses[segment.page] ?? .infinity, segment.top)
        }
        var candidates = found.map { scored($0, taxIds: taxIds) }
        candidates = merged(candidates)
        let supplier = candidates.max { margin($0) < margin($1) }.flatMap { margin($0) > 0 ? $0 : nil }
        let customers = candidates.filter { one in
            !isSame(one, supplier) && one.heading != .shipHeading && one.heading != .otherHeading && !one.isInline
        }
        let customer = customers.max {
            $0.customerScore - $0.supplierScore / 2 < $1.customerScore - $1.supplierScore / 2
        }
        var parties = Parties(
            supplier: supplier, customer: customer.flatMap { isCustomer($0, beside: supplier) ? $0 : nil },
            others: candidates)
        parties.supplier = SupplierName(analysis, webName).completed(parties.supplier, customer: parties.customer)
        return parties
    }

    /// Beside the supplier's head the other whole address is the customer's, though nothing says so.
    private func isCustomer(_ party: PartyCandidate, beside supplier: PartyCandidate?) -> Bool {
        if party.customerScore >= 1.2 { return true }
        guard let supplier, supplier.address != nil, party.name != nil, party.addressTokens.count >= 2,
            party.customerScore > -0.5
        else { return false }
        let (one, other) = (layout.segments[party.segment], layout.segments[supplier.segment])
        return one.page == other.page && abs(one.top - other.top) < 8 * one.height
            && (one.left > other.right || one.right < other.left)
    }

    private func margin(_ party: PartyCandidate) -> Double { party.supplierScore - party.customerScore }

    private func candidates() -> [PartyCandidate] {
        let reader = BlockParty(analysis)
        let inline = layout.segments.indices.compactMap { InlineParty(analysis).party(in: $0) }
        // A line that is a name and its whole address is the sender's, not the first line of the block beneath.
        let senders = Set(inline.filter { $0.name != nil }.map(\.segment))
        let blocks = TextBlockBuilder(layout: layout, edges: edges()).blocks()
            .flatMap { block in block.segments.split { senders.contains($0) }.map { TextBlock(segments: Array($0)) } }
            .flatMap { reader.parties(in: $0) }
        return LabelledParty(analysis).parties() + blocks + inline
    }

    /// Where the text behind a heading begins: `Sold To  Quenby` goes on beneath Quenby.
    private func edges() -> [Int: Double] {
        var edges: [Int: Double] = [:]
        let headings = HeadingFinder(analysis)
        for segment in layout.segments.indices {
            guard let heading = headings.leading(segment), !heading.rest.isEmpty else { continue }
            edges[segment] = layout.tokens[heading.rest.lowerBound].left
        }
        return edges
    }

    private func scored(_ party: PartyCandidate, taxIds: [TaxIdFinder.TaxId]) -> PartyCandidate {
        var scored = party
        for evidence in heading(of: party) + place(of: party) + content(of: party, taxIds) {
            scored.supplierScore += evidence.weight.supplier
            scored.customerScore += evidence.weight.customer
        }
        return scored
    }

    /// How far down the page it begins, 0…1.
    private func height(of party: PartyCandidate) -> Double {
        let segment = layout.segments[party.segment]
        return segment.top / layout.sheets[segment.page].height
    }

    private func heading(of party: PartyCandidate) -> [PartyEvidence] {
        switch party.heading {
        case .customerHeading: [.customerHeading]
        case .supplierHeading:
            [height(of: party) < PartyEvidence.Place.middle ? .supplierHeadingAbove : .supplierHeadingBelow]
        case .shipHeading: [.shipHeading]
        case .otherHeading: [.otherHeading]
        default: []
        }
    }

    /// Where it stands says something where no heading does.
    private func place(of party: PartyCandidate) -> [PartyEvidence] {
        var evidence: [PartyEvidence] = party.isInline ? [.senderLine] : []
        guard party.heading == nil else { return evidence }
        typealias Place = PartyEvidence.Place
        let (y, hasAddress) = (height(of: party), party.address != nil)
        if y < Place.top { evidence.append(.pageTop) }
        if y < Place.firstAddress, hasAddress, !isBeneathAnother(party) { evidence.append(.firstAddress) }
        if party.isForm { evidence.append(.form) }
        if party.isForPerson { evidence.append(.person) }
        if senders.contains(where: { isRightUnder(party, $0) }) { evidence.append(.underSenderLine) }
        if y > Place.foot { evidence.append(.pageFoot) }
        if Place.addressWindow.contains(y), hasAddress, !party.isInline { evidence.append(.addressWindow) }
        if party.hasContact { evidence.append(.contact) }
        if y > Place.lowerHalf { evidence.append(.lowerHalf) }
        return evidence
    }

    private func content(of party: PartyCandidate, _ taxIds: [TaxIdFinder.TaxId]) -> [PartyEvidence] {
        var evidence: [PartyEvidence] = []
        if layout.segments[party.segment].page > 0 { evidence.append(.laterPage) }
        if party.name != nil { evidence.append(.name) }
        if party.address != nil { evidence.append(.address) }
        guard party.heading != .customerHeading else { return evidence }
        if webName.supports(party.name) { evidence.append(.webName) }
        if taxIds.contains(where: { !$0.isCustomers && isNear($0.tokens, party) }) { evidence.append(.taxId) }
        return evidence
    }

    /// Whether another address without a heading stands above on the page.
    private func isBeneathAnother(_ party: PartyCandidate) -> Bool {
        let segment = layout.segments[party.segment]
        return firstAddresses[segment.page].map { $0 < segment.top - 1 } ?? false
    }

    private func isRightUnder(_ party: PartyCandidate, _ sender: Int) -> Bool {
        let one = layout.segments[party.segment]
        let line = layout.segments[sender]
        let gap = one.top - line.bottom
        return one.page == line.page && !party.isInline && gap > -one.height && gap < 4 * one.height
            && abs(one.left - line.left) < 3 * one.height
    }

    private func isNear(_ tokens: Range<Int>, _ party: PartyCandidate) -> Bool {
        let token = layout.tokens[tokens.lowerBound]
        let segment = layout.segments[party.segment]
        return token.page == segment.page && abs(token.left - segment.left) < 8 * segment.height
            && token.top > segment.top && token.top - segment.bottom < 9 * segment.height
    }

    /// The same address twice, in the head and in the foot, speaks for the supplier; a name completes the other.
    private func merged(_ candidates: [PartyCandidate]) -> [PartyCandidate] {
        var merged: [PartyCandidate] = []
        for one in candidates {
            guard let index = merged.firstIndex(where: { isSame($0, one) }) else {
                merged.append(one)
                continue
            }
            if merged[index].heading == nil, one.heading == nil { merged[index].supplierScore += 0.8 }
            if merged[index].address == nil {
                merged[index].address = one.address; merged[index].addressTokens = one.addressTokens
            }
            if merged[index].heading == nil, let heading = one.heading {
                merged[index].heading = heading
                merged[index].customerScore = max(merged[index].customerScore, one.customerScore)
                merged[index].supplierScore =
                    heading == .customerHeading
                    ? one.supplierScore : max(merged[index].supplierScore, one.supplierScore)
            }
            if merged[index].name == nil { merged[index].name = one.name; merged[index].nameTokens = one.nameTokens }
        }
        return merged
    }

    private func isSame(_ one: PartyCandidate, _ other: PartyCandidate?) -> Bool {
        guard let other else { return false }
        // Goods may go where the invoice goes: that is no reason to forget the customer.
        if (one.heading == .shipHeading) != (other.heading == .shipHeading) { return false }
        guard let first = one.address, let second = other.address else {
            // A name under a heading and the same name over an address are one.
            guard let name = one.name, let its = other.name, !one.isInline, !other.isInline else { return false }
            return IdentifierFinder.key(name) == IdentifierFinder.key(its)
        }
        let a = Set(Atoms.split(TextFolding.fold(first)).map(\.text))
        let b = Set(Atoms.split(TextFolding.fold(second)).map(\.text))
        return Double(a.intersection(b).count) >= 0.7 * Double(min(a.count, b.count)) && one.isInline || a == b
    }
}
