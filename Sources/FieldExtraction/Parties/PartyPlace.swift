import Invoices

/// Tells whose a number or an address is that stands near the supplier's or the customer's block.
struct PartyPlace {
    private let parties: PartyFinder.Parties
    private let layout: Layout

    /// Lines beneath a party's first line in which its own numbers may be printed, and other things than tax numbers.
    static let reach = 12.0
    static let shortReach = 7.0

    init(_ layout: Layout, _ parties: PartyFinder.Parties) {
        self.layout = layout
        self.parties = parties
    }

    /// In the customer's column, nearer to the customer's address than to the supplier's.
    ///
    /// - Parameter label: Its words; a form's values may stand in a column of their own, with the labels in the party's.
    func isCustomers(_ tokens: Range<Int>, label: Range<Int>? = nil, within lines: Double = shortReach) -> Bool {
        isNearer([tokens, label].compactMap { $0 }, to: parties.customer, than: parties.supplier, within: lines)
    }

    func isSuppliers(_ tokens: Range<Int>, label: Range<Int>? = nil) -> Bool {
        isNearer(
            [tokens, label].compactMap { $0 }, to: parties.supplier, than: parties.customer, within: Self.shortReach)
    }

    private func isNearer(
        _ places: [Range<Int>], to one: PartyCandidate?, than other: PartyCandidate?, within lines: Double
    ) -> Bool {
        guard let one else { return false }
        func least(_ party: PartyCandidate) -> Double { places.map { distance($0, party) }.min() ?? .infinity }
        let mine = least(one)
        return mine < lines && mine < other.map(least) ?? .infinity
    }

    /// In lines, down the column from the party's first line; infinite in another column or above.
    private func distance(_ tokens: Range<Int>, _ party: PartyCandidate) -> Double {
        let token = layout.tokens[tokens.lowerBound]
        let segment = layout.segments[party.segment]
        guard token.page == segment.page, token.top >= segment.top - segment.height else { return .infinity }
        let own = layout.rows[token.row].segments.first { layout.segments[$0].tokens.contains(tokens.lowerBound) }
        let left = layout.segments[own ?? party.segment].left
        let isBelow =
            abs(left - segment.left) < 3 * segment.height
            || (left >= segment.left - segment.height && left < segment.right)
        return isBelow ? (token.top - segment.top) / max(segment.height, 1) : .infinity
    }
}
