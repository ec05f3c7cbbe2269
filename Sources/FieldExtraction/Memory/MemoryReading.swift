import Invoices

/// What memory says of a document, to be put before what the reader finds without it.
struct MemoryReading {
    var fields: [Field] = []
    /// Fields that the document does not have, whatever the reader finds.
    var absent: Set<String> = []
    /// Whether `fields` have the line items, too.
    var hasItems = false

    /// What the supplier sells, where a page's letters may be misread; else nothing.
    var goods = MemoryGoods()

    private static let items = "lineItems["

    /// With what the reader finds besides; rows of two sources are not mixed.
    /// - Parameter items: False where a template tells the columns of the table.
    func merged(with free: [Field], items: Bool) -> [Field] {
        let usesItems = hasItems && items
        let own = fields.filter { usesItems || !$0.name.hasPrefix(Self.items) }
        let names = Set(own.map(\.name)).union(absent)
        return goods.spelt(
            own + free.filter { !names.contains($0.name) && !(usesItems && $0.name.hasPrefix(Self.items)) })
    }
}
