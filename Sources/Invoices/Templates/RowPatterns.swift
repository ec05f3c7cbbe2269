/// Patterns for a table's rows, for tables whose columns cannot be separated otherwise.
///
/// Between `start` and `end`, row by row as they stand across the page: the groups named in `firstRow` begin an item,
/// those in `row` add to it, `lastRow` ends it. Without `firstRow` and `lastRow` each `row` is an item.
package struct RowPatterns: Sendable, Equatable {
    package var start: String
    package var end: String
    package var row: String
    package var firstRow: String?
    package var lastRow: String?
    /// Rows that are none of the table's, though they look like it.
    package var skip: String?

    package init(
        start: String, end: String, row: String, firstRow: String? = nil, lastRow: String? = nil, skip: String? = nil
    ) {
        self.start = start
        self.end = end
        self.row = row
        self.firstRow = firstRow
        self.lastRow = lastRow
        self.skip = skip
    }

    /// Those that are given, by their names on the wire.
    package var all: [(name: String, pattern: String)] {
        [
            ("start", start), ("end", end), ("row", row), ("firstRow", firstRow), ("lastRow", lastRow), ("skip", skip),
        ].compactMap { name, pattern in pattern.map { (name, $0) } }
    }
}
