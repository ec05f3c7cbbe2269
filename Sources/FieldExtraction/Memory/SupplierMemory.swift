import Invoices

/// What a server has learnt from one supplier's reviewed documents: the values that all of them have, and for each look
/// of them where the others stand.
package struct SupplierMemory: Sendable, Equatable {
    /// A customer of the supplier's documents.
    struct Customer: Sendable, Equatable {
        let name: String
        var address: String?
        var record = MemoryRecord()
    }

    /// Reviewed documents that it was learnt from.
    package internal(set) var documents = 0
    /// By the contract's names.
    var constants: [String: ConstantMemory] = [:]
    /// The latest first.
    var customers: [Customer] = []
    var goods = MemoryGoods()
    /// The look of the latest document first.
    var layouts: [LayoutMemory] = []

    package init() {}

    /// The bytes of its JSON at most; the oldest looks give way.
    package static let mostBytes = 64 << 10
    static let mostLayouts = 6
    static let mostCustomers = 12

    /// The index of the look that the document has; nil for a new one.
    func layout(of document: PrintedDocument) -> Int? {
        let likeness = layouts.map { $0.signature.likeness(to: document) }
        guard let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }),
            likeness[best] >= LayoutSignature.same
        else { return nil }
        return best
    }

    /// For people: of each field, how many rules find it, and the label that it mostly stands beside.
    package var summary: [(name: String, rules: Int, rightOf: String?)] {
        let names = Set(layouts.flatMap(\.fields.keys)).union(constants.keys)
        return names.sorted().compactMap { name in
            let rules = layouts.compactMap { $0.fields[name]?.rules }.joined()
            let count = rules.count + (constants[name]?.values.isEmpty == false ? 1 : 0)
            guard count > 0 else { return nil }
            let labels = rules.filter { $0.anchor.kind == .lineOf || $0.anchor.kind == .rightOf }
            return (name, count, labels.max { $0.weight < $1.weight }?.anchor.text)
        }
    }
}
