package import Invoices

/// How many rows each table of a result has: a correction fills a cell of one of them, or begins the next.
package struct TableRows: Sendable {
    private var counts: [String: Int] = [:]

    package init(_ fields: [Field]) {
        for field in fields {
            guard let place = FieldPlace(field.name), FieldPlace.indexes.contains(place.index) else { continue }
            counts[place.table.name] = max(counts[place.table.name] ?? 0, place.index + 1)
        }
    }

    package func count(_ table: InvoiceTable) -> Int { counts[table.name] ?? 0 }

    /// Adds the row of that cell where it is the next one; false for a cell of a row beyond. True for what is no cell.
    package mutating func add(_ name: String) -> Bool {
        guard let place = FieldPlace(name) else { return true }
        let count = count(place.table)
        guard (0...count).contains(place.index) else { return false }
        counts[place.table.name] = max(count, place.index + 1)
        return true
    }
}
