import Invoices

/// How items that were read agree with those that a person confirmed.
struct ItemAgreement {
    /// The share of the items that are right, of those that were read and those that should be, 0…1.
    let share: Double
    /// The descriptions of items that nobody confirmed.
    let surplus: [String]

    init(_ found: [Invoice.LineItem], _ wanted: [Invoice.LineItem]) {
        var left = found
        var right = 0
        for item in wanted {
            guard let index = left.firstIndex(where: { Self.isSame($0, item) }) else { continue }
            left.remove(at: index)
            right += 1
        }
        share = wanted.isEmpty && found.isEmpty ? 1 : 2 * Double(right) / Double(found.count + wanted.count)
        surplus = left.filter { other in
            !wanted.contains { $0.amount == other.amount || Self.isSame($0.description, other.description) }
        }.compactMap(\.description)
    }

    private static func isSame(_ one: Invoice.LineItem, _ other: Invoice.LineItem) -> Bool {
        guard one.amount == other.amount else { return false }
        if let quantity = other.quantity, one.quantity != quantity { return false }
        if let price = other.unitPrice, one.unitPrice != price { return false }
        return other.description == nil || isSame(one.description, other.description)
    }

    private static func isSame(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return false }
        return MemoryWords.agreement(MemoryWords.words(one), MemoryWords.words(other)) >= MemoryWords.same
    }
}
