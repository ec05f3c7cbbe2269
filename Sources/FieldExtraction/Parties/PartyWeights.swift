import Invoices

/// Tells what speaks for each of a document's names and addresses being the supplier's or the customer's.
struct PartyWeights {
    private let analysis: DocumentAnalysis
    private let webName: WebName
    private let holders: AccountHolders
    private let taxIds: [TaxIdFinder.TaxId]
    /// The top of the first address without a heading, by page.
    private var firstAddresses: [Int: Double] = [:]
    /// Segments that are a name and its address in one line.
    private let senders: [Int]
    /// Those that show what suppliers print beside their names, by their segments: whether each is a company's.
    private var shown: [Int: Bool] = [:]
    /// The lines in the head of the first page that are no name over an address, by their letters, and the row of each.
    private let heads: [String: Int]
    /// The letters and digits of each row.
    private let rows: [String]
    private var layout: Layout { analysis.layout }

    init(
        _ analysis: DocumentAnalysis, _ webName: WebName, candidates: [PartyCandidate], taxIds: [TaxIdFinder.TaxId]
    ) {
        self.analysis = analysis
        self.webName = webName
        self.taxIds = taxIds
        holders = AccountHolders(analysis)
        rows = analysis.layout.rows.map { IdentifierFinder.key(analysis.layout.text($0.tokens)) }
        heads = Self.heads(analysis, besides: candidates)
        senders = candidates.filter { $0.isInline && $0.name != nil && $0.address != nil }.map(\.segment)
        for party in candidates where party.heading == nil && party.address != nil {
            let segment = analysis.layout.segments[party.segment]
            firstAddresses[segment.page] = min(firstAddresses[segment.page] ?? .infinity, segment.top)
            if !party.isInline, showsSupplier(party) { shown[party.segment] = isCompany(party) }
        }
    }

    func weighed(_ party: PartyCandidate) -> PartyCandidate {
        var weighed = party
        weighed.evidence = Set(heading(of: party) + place(of: party) + content(of: party))
        return weighed
    }

    // MARK: Evidence

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
        if Place.addressWindow.contains(y), hasAddress, !party.isInline, !party.isReachable {
            evidence.append(.addressWindow)
        }
        if party.hasContact { evidence.append(.contact) }
        if party.isReachable { evidence.append(.reachable) }
        if y < Place.head { evidence.append(.headOfPage) }
        if isLeft(party) { evidence.append(.left) }
        if y > Place.lowerHalf { evidence.append(.lowerHalf) }
        guard hasAddress, !party.isInline else { return evidence }
        if isPlainBesideSupplier(party) { evidence.append(.plain) }
        if y < Place.top, isAboveCustomer(party) { evidence.append(.letterhead) }
        return evidence
    }

    private func content(of party: PartyCandidate) -> [PartyEvidence] {
        var evidence: [PartyEvidence] = []
        if layout.segments[party.segment].page > 0 { evidence.append(.laterPage) }
        if party.name != nil { evidence.append(.name) }
        if party.address != nil { evidence.append(.address) }
        if party.name != nil, party.addressTokens.count >= 2 { evidence.append(.wholeAddress) }
        if isCompany(party) { evidence.append(.company) }
        guard party.heading != .customerHeading else { return evidence }
        if webName.supports(party.name) { evidence.append(.webName) }
        if isNamedInHead(party) { evidence.append(.namedInHead) }
        if holders.include(party.name) { evidence.append(.accountHolder) }
        if hasTaxId(party) { evidence.append(.taxId) }
        if isNamedElsewhere(party) { evidence.append(.namedElsewhere) }
        return evidence
    }

    private static func heads(_ analysis: DocumentAnalysis, besides candidates: [PartyCandidate]) -> [String: Int] {
        let layout = analysis.layout
        guard let sheet = layout.sheets.first else { return [:] }
        let addressed = Set(candidates.filter { $0.address != nil }.compactMap { $0.nameTokens?.lowerBound })
        let lines = layout.segments.prefix { $0.page == 0 && $0.top < PartyEvidence.Place.top * sheet.height }
            .filter { !addressed.contains($0.tokens.lowerBound) }
        return Dictionary(lines.map { (IdentifierFinder.key($0.text), $0.row) }) { first, _ in first }
    }

    // MARK: What is seen around it

    /// How far down the page it begins, 0…1.
    private func height(of party: PartyCandidate) -> Double {
        let segment = layout.segments[party.segment]
        return segment.top / layout.sheets[segment.page].height
    }

    /// Whether it shows what a letterhead does: how to reach the company, its name on the web, its account.
    private func showsSupplier(_ party: PartyCandidate) -> Bool {
        party.isReachable || webName.supports(party.name) || holders.include(party.name)
    }

    /// Whether it shows none of this while another address at its right in the upper half of the page does: the first is
    /// set for an envelope's window, the other is the sender's.
    private func isPlainBesideSupplier(_ party: PartyCandidate) -> Bool {
        guard !shown.isEmpty, height(of: party) < PartyEvidence.Place.middle, !showsSupplier(party), !hasTaxId(party)
        else { return false }
        let one = layout.segments[party.segment]
        return shown.contains { number, isCompanys in
            let other = layout.segments[number]
            return other.page == one.page && other.left > one.right && (isCompanys || !isCompany(party))
                && other.top < PartyEvidence.Place.middle * layout.sheets[one.page].height
        }
    }

    /// Whether another address, which shows how to reach somebody, stands lower at its left.
    private func isAboveCustomer(_ party: PartyCandidate) -> Bool {
        let one = layout.segments[party.segment]
        guard !showsSupplier(party), !isBeneathAnother(party) else { return false }
        return shown.contains { number, isCompanys in
            let other = layout.segments[number]
            return other.page == one.page && other.right < one.left && other.top > one.bottom
                && (isCompany(party) || !isCompanys)
        }
    }

    private func isLeft(_ party: PartyCandidate) -> Bool {
        let segment = layout.segments[party.segment]
        return segment.left < PartyEvidence.Place.leftPart * layout.sheets[segment.page].width
    }

    private func isCompany(_ party: PartyCandidate) -> Bool { party.name.map(LegalForm.isIn) ?? false }

    /// Whether its name stands by itself above in the head of the first page.
    private func isNamedInHead(_ party: PartyCandidate) -> Bool {
        guard let key = party.name.map(IdentifierFinder.key), let tokens = party.nameTokens else { return false }
        let own = layout.row(of: tokens)
        return heads[key].map { $0 < own } ?? false
    }

    /// Whether another line holds its name.
    private func isNamedElsewhere(_ party: PartyCandidate) -> Bool {
        guard let key = party.name.map(IdentifierFinder.key), let tokens = party.nameTokens,
            key.count >= Self.lettersOfName
        else { return false }
        let own = layout.row(of: tokens)
        return rows.indices.contains { $0 != own && rows[$0].contains(key) }
    }

    /// Letters of a name that says more than a word.
    private static let lettersOfName = 6

    private func hasTaxId(_ party: PartyCandidate) -> Bool {
        taxIds.contains { !$0.isCustomers && isNear($0.tokens, party) }
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
}
