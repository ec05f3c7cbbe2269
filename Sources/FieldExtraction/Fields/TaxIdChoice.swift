import Invoices

/// Chooses the supplier's tax number: not the customer's, which stands in or beneath the customer's block.
struct TaxIdChoice {
    private let layout: Layout
    private let place: PartyPlace

    init(_ analysis: DocumentAnalysis, _ parties: PartyFinder.Parties) {
        layout = analysis.layout
        place = PartyPlace(layout, parties)
    }

    func supplierTaxId(among taxIds: [TaxIdFinder.TaxId]) -> Candidate<String>? {
        // What stands in the customer's block once is the customer's everywhere.
        let theirs = Set(taxIds.filter(isCustomers).map { TaxNumberCheck.normalised($0.value) })
        let candidates = taxIds.filter { !theirs.contains(TaxNumberCheck.normalised($0.value)) }.map { id in
            Candidate(value: id.value, score: id.score + (id.isVAT ? 0.3 : 0) + bonus(id), tokens: id.tokens)
        }
        return candidates.best().flatMap { $0.score >= 2 ? $0 : nil }
    }

    /// The customer's, where a label or its place says so; one of the form of a VAT number before others.
    func customerTaxId(among taxIds: [TaxIdFinder.TaxId], supplier: String?) -> Candidate<String>? {
        let own = supplier.map(TaxNumberCheck.normalised)
        return taxIds.filter { isCustomers($0) && TaxNumberCheck.normalised($0.value) != own }.map { id in
            Candidate(value: id.value, score: id.score + (id.isVAT ? 0.3 : 0), tokens: id.tokens)
        }.best().flatMap { $0.score >= 2 ? $0 : nil }
    }

    private func isCustomers(_ id: TaxIdFinder.TaxId) -> Bool {
        id.isCustomers || place.isCustomers(id.tokens, within: PartyPlace.reach)
    }

    private func bonus(_ id: TaxIdFinder.TaxId) -> Double {
        let token = layout.tokens[id.tokens.lowerBound]
        let y = token.bottom / layout.sheets[token.page].height
        return y < 0.2 || y > 0.8 ? 0.3 : 0
    }
}
