import Foundation
import Invoices

/// Net, tax and total of one document: what memory says of them counts only while they add up.
enum MemorySums {
    private static let names = ["subtotal", "tax", "total"].map { "invoice.amounts." + $0 }

    /// Without memory's amounts where they do not add up and the reader's own do: a document with two rates has two taxes, and a
    /// rule from documents with one finds the first.
    static func checked(_ reading: MemoryReading, free: [Field]) -> MemoryReading {
        let merged = reading.merged(with: free, items: false)
        guard addUp(free) == true, addUp(merged) != true else { return reading }
        var reading = reading
        reading.fields.removeAll { names.contains($0.name) }
        reading.absent.subtract(names)
        return reading
    }

    /// Nil unless all three are known.
    private static func addUp(_ fields: [Field]) -> Bool? {
        let amounts = names.compactMap { name in fields.first { $0.name == name }?.value.amount?.decimal }
        guard amounts.count == names.count else { return nil }
        return abs(amounts[0] + amounts[1] - amounts[2]) <= tolerance
    }

    /// Taxes are rounded by rate or by row.
    private static let tolerance = Decimal(2) / 100
}
