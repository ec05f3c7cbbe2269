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
    private let webName: WebName
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        webName = WebName(analysis.layout)
    }

    func parties(taxIds: [TaxIdFinder.TaxId]) -> Parties {
        let candidates = weighed(taxIds: taxIds)
        let supplier = candidates.max { margin($0) < margin($1) }.flatMap { margin($0) > 0 ? $0 : nil }
        var parties = Parties(
            supplier: supplier, customer: customer(among: candidates, beside: supplier), others: candidates)
        parties.supplier = SupplierName(analysis, webName).completed(parties.supplier, customer: parties.customer)
        if parties.customer == nil {
            parties.customer = CustomerName(analysis, webName).party(beside: parties.supplier)
        }
        return parties
    }

    /// All names and addresses with what speaks for each role.
    func weighed(taxIds: [TaxIdFinder.TaxId]) -> [PartyCandidate] {
        let found = candidates()
        let weights = PartyWeights(analysis, webName, candidates: found, taxIds: taxIds)
        return PartyMerger.merged(found.map { weights.weighed($0) })
    }

    private func customer(among candidates: [PartyCandidate], beside supplier: PartyCandidate?) -> PartyCandidate? {
        let customers = candidates.filter { one in
            !PartyMerger.isSame(one, supplier) && one.heading != .shipHeading && one.heading != .otherHeading
                && !one.isInline
        }
        let customer = customers.max {
            $0.customerScore - $0.supplierScore / 2 < $1.customerScore - $1.supplierScore / 2
        }
        return customer.flatMap { isCustomer($0, beside: supplier) ? $0 : nil }
    }

    /// In the head of the supplier's page, or beside its block, another whole address is the customer's, though nothing
    /// says so.
    private func isCustomer(_ party: PartyCandidate, beside supplier: PartyCandidate?) -> Bool {
        if party.customerScore >= 1.2 { return true }
        guard let supplier, supplier.address != nil, party.name != nil, party.addressTokens.count >= 2,
            party.customerScore > -0.5
        else { return false }
        let (one, other) = (layout.segments[party.segment], layout.segments[supplier.segment])
        guard one.page == other.page else { return false }
        if one.top < Self.headOfPage * layout.sheets[one.page].height { return true }
        return abs(one.top - other.top) < 8 * one.height && (one.left > other.right || one.right < other.left)
    }

    /// The part of a page, as a fraction of its height, in which the customer's address stands.
    private static let headOfPage = 0.4

    /// What speaks against its being the customer's does not make it the supplier's.
    private func margin(_ party: PartyCandidate) -> Double { party.supplierScore - max(party.customerScore, 0) }

    private func candidates() -> [PartyCandidate] {
        let reader = BlockParty(analysis)
        let inline = layout.segments.indices.compactMap { InlineParty(analysis).party(in: $0) }
        // A line that is a name and its whole address is the sender's, not the first line of the block beneath.
        let senders = Set(inline.filter { $0.name != nil }.map(\.segment))
        let blocks = TextBlockBuilder(layout: layout, edges: edges()).blocks()
            .flatMap { block in block.segments.split { senders.contains($0) }.map { TextBlock(segments: Array($0)) } }
            .flatMap { reader.parties(in: $0) }
        return (LabelledParty(analysis).parties() + blocks + inline).filter { !isAmongGoods($0) }
    }

    /// Whether its address was made of a table's rows: `BX-5300 Fuse box 40 A` has the form of a code and a town.
    private func isAmongGoods(_ party: PartyCandidate) -> Bool {
        guard party.heading == nil, let first = party.addressTokens.first else { return false }
        let page = layout.segments[party.segment].page
        let row = layout.row(of: first)
        guard analysis.itemHeaderRows.contains(where: { $0 < row && layout.rows[$0].page == page }) else {
            return false
        }
        return (party.addressTokens + [party.nameTokens].compactMap { $0 }).contains { tokens in
            analysis.amounts(inRow: layout.row(of: tokens)).contains(where: \.looksLikeMoney)
        }
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
}
