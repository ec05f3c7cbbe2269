import Invoices

/// Which rows of a supplier's documents are items, and which column is which.
struct TableMemory: Sendable, Equatable {
    struct Column: Sendable, Equatable {
        /// Nil for a column of which items have nothing that a person confirmed.
        var kind: ColumnKind?
        /// Fractions of the page's width.
        var left: Double
        var right: Double

        func overlaps(_ other: Column) -> Bool { min(right, other.right) > max(left, other.left) }

        func union(_ other: Column) -> Column {
            Column(kind: kind, left: min(left, other.left), right: max(right, other.right))
        }
    }

    /// From left to right; empty where no table was learnt.
    var columns: [Column] = []
    /// The words of the headings; empty for a table without them.
    var heading: [String] = []
    /// What the rows after the last item begin with.
    var stops: [String] = []
    /// What rows say that look like items and are none.
    var others: [String] = []
    /// Documents of which these columns give at least as many right rows as the reader without memory.
    var record = MemoryRecord()
    /// Documents of which the reader without memory gives at least as many.
    var free = MemoryRecord()

    private static let most = 8

    /// Compares the shares of right rows: single cells may have been confirmed wrongly.
    mutating func judge(_ own: Double, free other: Double) {
        record.add(own > 0 && own >= other)
        free.add(other > 0 && other >= own)
    }

    mutating func add(stop: String) { Self.add(stop, to: &stops) }

    mutating func add(other: String) { Self.add(other, to: &others) }

    /// Of items that a person confirmed.
    mutating func remove(others texts: [String]) { others.removeAll(where: Set(texts).contains) }

    private static func add(_ text: String, to list: inout [String]) {
        guard AnchorText.isLabel(text) else { return }
        list.removeAll { $0 == text }
        list.insert(text, at: 0)
        list = Array(list.prefix(most))
    }
}
