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
        let (supplier, customer) = PartyPair(layout, candidates).best()
        var parties = Parties(supplier: supplier, customer: customer, others: candidates)
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
        return PartyMerger.merged(found.map { weights.weighed($0) }).map { PartyModel.shared.scored($0) }
    }

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
