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
