import Invoices

/// Chooses the supplier's tax number: not the customer's, which stands in or beneath the customer's block.
struct TaxIdChoice {
    private let layout: Layout
    private let place: PartyPlace
    /// Where labels begin of numbers that a tax office gives, as `Steuernummer`: a VAT number goes before them.
    private let taxNumbers: Set<Int>

    init(_ analysis: DocumentAnalysis, _ parties: PartyFinder.Parties) {
        layout = analysis.layout
        place = PartyPlace(layout, parties)
        taxNumbers = Set(analysis.labels(.taxNumber).map(\.tokens.lowerBound))
    }

    private enum Bonus {
        /// Of the form of a VAT number.
        static let form = 0.3
        /// In the head or the foot of a page.
        static let margin = 0.3
        /// In the supplier's block.
        static let block = 1.0
    }

    func supplierTaxId(among taxIds: [TaxIdFinder.TaxId]) -> Candidate<String>? {
        // What stands in the customer's block once is the customer's everywhere.
        let theirs = Set(taxIds.filter(isCustomers).map { TaxNumberCheck.normalised($0.value) })
        let candidates = taxIds.filter { !theirs.contains(TaxNumberCheck.normalised($0.value)) }.map { id in
            Candidate(value: id.value, score: id.score + (id.isVAT ? Bonus.form : 0) + bonus(id), tokens: id.tokens)
        }
        return candidates.best().flatMap { $0.score >= 2 ? $0 : nil }
    }

    /// The customer's, where a label or its place says so; one of the form of a VAT number before others.
    func customerTaxId(among taxIds: [TaxIdFinder.TaxId], supplier: String?) -> Candidate<String>? {
        let own = supplier.map(TaxNumberCheck.normalised)
        return taxIds.filter { isCustomers($0) && TaxNumberCheck.normalised($0.value) != own }.map { id in
            Candidate(value: id.value, score: id.score + (id.isVAT ? Bonus.form : 0), tokens: id.tokens)
        }.best().flatMap { $0.score >= 2 ? $0 : nil }
    }

    private func isCustomers(_ id: TaxIdFinder.TaxId) -> Bool {
        id.isCustomers || place.isCustomers(id.tokens, label: id.label, within: PartyPlace.reach)
    }

    private func bonus(_ id: TaxIdFinder.TaxId) -> Double {
        let token = layout.tokens[id.tokens.lowerBound]
        let y = token.bottom / layout.sheets[token.page].height
        let isTaxNumber = id.label.map { taxNumbers.contains($0.lowerBound) } ?? false
        let isInBlock = !isTaxNumber && place.isSuppliers(id.tokens, label: id.label)
        return (y < 0.2 || y > 0.8 ? Bonus.margin : 0) + (isInBlock ? Bonus.block : 0)
    }
}
