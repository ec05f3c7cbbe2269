import Invoices

/// Finds the customer's name where it stands without an address and without a heading: a company's name by itself in
/// the upper part of the first page that is not the supplier's.
struct CustomerName {
    private let analysis: DocumentAnalysis
    private let webName: WebName
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis, _ webName: WebName) {
        self.analysis = analysis
        self.webName = webName
    }

    /// How far down the page it may stand, as a fraction of its height.
    private static let lowest = 0.45
    /// What is known of it: its legal form and its place.
    private static let score = 1.0

    /// Nil without a supplier: then nothing tells whose name it is.
    func party(beside supplier: PartyCandidate?) -> PartyCandidate? {
        guard let own = supplier?.name.map(IdentifierFinder.key), let sheet = layout.sheets.first else { return nil }
        let table = analysis.itemHeaderRows.min() ?? sheet.rows.upperBound
        let found = sheet.rows.prefix { $0 < table }.lazy.flatMap { layout.rows[$0].segments }.first { number in
            layout.segments[number].top < Self.lowest * sheet.height && isCompany(number, besides: own)
        }
        return found.map { number in
            let segment = layout.segments[number]
            var party = PartyCandidate(
                name: NameText.clean(segment.text), nameTokens: segment.tokens, segment: number)
            party.customerScore = Self.score
            return party
        }
    }

    /// A whole line that ends in a legal form, and is not said to be the supplier's name elsewhere.
    private func isCompany(_ number: Int, besides own: String) -> Bool {
        let text = layout.segments[number].text
        let key = IdentifierFinder.key(text)
        return LegalForm.isAtEnd(of: text) && NameText.isName(text) && !analysis.startsWithLabel(number)
            && !key.contains(own) && !own.contains(key) && !webName.supports(text) && !isValue(number)
    }

    /// Whether a label at its left or a heading above says that it is something else: `Bank  Harbour Bank plc`.
    private func isValue(_ number: Int) -> Bool {
        let row = layout.rows[layout.segments[number].row]
        if number > row.segments.lowerBound, analysis.startsWithLabel(number - 1) { return true }
        return HeadingFinder(analysis).outside(number).map { $0 != .customerHeading } ?? false
    }
}
