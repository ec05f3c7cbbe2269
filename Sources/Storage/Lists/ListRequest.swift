/// What a list asks for (docs/contract.md section 2).
package struct ListRequest: Sendable {
    package static let limits = 1...100
    /// Rows that are passed over cost the database time.
    package static let offsets = 0...1_000_000_000

    package var limit: Int { didSet { limit = Self.nearest(limit, in: Self.limits) } }
    package var offset: Int { didSet { offset = Self.nearest(offset, in: Self.offsets) } }
    package var sort: SortField
    package var isDescending: Bool
    package var filter: Filter?
    package var search: String?

    /// A limit or an offset beyond the bounds becomes the nearest within.
    package init(
        limit: Int = 50, offset: Int = 0, sort: SortField = .createdAt, isDescending: Bool = true,
        filter: Filter? = nil, search: String? = nil
    ) {
        self.limit = Self.nearest(limit, in: Self.limits)
        self.offset = Self.nearest(offset, in: Self.offsets)
        self.sort = sort
        self.isDescending = isDescending
        self.filter = filter
        self.search = search
    }

    private static func nearest(_ number: Int, in range: ClosedRange<Int>) -> Int {
        min(max(number, range.lowerBound), range.upperBound)
    }
}
