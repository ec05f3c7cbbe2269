import Invoices

/// Chooses the supplier's tax number: not the customer's, which stands in or beneath the customer's block.
struct TaxIdChoice {
    private let analysis: DocumentAnalysis
    private let parties: PartyFinder.Parties
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis, _ parties: PartyFinder.Parties) {
        self.analysis = analysis
        self.parties = parties
    }

    func supplierTaxId(among taxIds: [TaxIdFinder.TaxId]) -> Candidate<String>? {
        // What stands in the customer's block once is the customer's everywhere.
        let theirs = Set(
            taxIds.filter { $0.isCustomers || isCustomers($0) }.map { TaxNumberCheck.normalised($0.value) })
        let candidates = taxIds.filter { !theirs.contains(TaxNumberCheck.normalised($0.value)) }.map { id in
            Candidate(value: id.value, score: id.score + (id.isVAT ? 0.3 : 0) + bonus(id), tokens: id.tokens)
        }
        return candidates.best().flatMap { $0.score >= 2 ? $0 : nil }
    }

    /// In the customer's column, nearer to the customer's address than to the supplier's.
    private func isCustomers(_ id: TaxIdFinder.TaxId) -> Bool {
        guard let customer = parties.customer else { return false }
        let mine = distance(id, customer)
        return mine < 12 && mine < parties.supplier.map { distance(id, $0) } ?? .infinity
    }

    /// In lines, down the column from the party's first line; infinite in another column or above.
    private func distance(_ id: TaxIdFinder.TaxId, _ party: PartyCandidate) -> Double {
        let token = layout.tokens[id.tokens.lowerBound]
        let segment = layout.segments[party.segment]
        guard token.page == segment.page, token.top >= segment.top - segment.height else { return .infinity }
        let row = layout.segments.first { $0.tokens.contains(id.tokens.lowerBound) } ?? segment
        let isBelow =
            abs(row.left - segment.left) < 3 * segment.height
            || (row.left >= segment.left - segment.height && row.left < segment.right)
        return isBelow ? (token.top - segment.top) / max(segment.height, 1) : .infinity
    }

    private func bonus(_ id: TaxIdFinder.TaxId) -> Double {
        let token = layout.tokens[id.tokens.lowerBound]
        let y = token.bottom / layout.sheets[token.page].height
        return y < 0.2 || y > 0.8 ? 0.3 : 0
    }
}
