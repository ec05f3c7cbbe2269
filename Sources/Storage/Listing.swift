/// What a list asks for (api.md section 2).
package struct ListRequest: Sendable {
    /// 1…100
    package var limit: Int
    package var offset: Int
    package var sort: SortField
    package var isDescending: Bool
    package var filter: Filter?
    package var search: String?

    package init(
        limit: Int = 50, offset: Int = 0, sort: SortField = .createdAt, isDescending: Bool = true,
        filter: Filter? = nil, search: String? = nil
    ) {
        self.limit = limit
        self.offset = offset
        self.sort = sort
        self.isDescending = isDescending
        self.filter = filter
        self.search = search
    }
}

/// One page of a list and how many there are in all.
package struct Listing<Element: Sendable>: Sendable {
    package let elements: [Element]
    /// Exact.
    package let total: Int

    package init(elements: [Element], total: Int) {
        self.elements = elements
        self.total = total
    }
}
