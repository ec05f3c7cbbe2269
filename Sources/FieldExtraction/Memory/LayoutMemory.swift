import Invoices

/// What is known of a supplier's documents of one look.
struct LayoutMemory: Sendable, Equatable {
    var signature = LayoutSignature()
    /// By the contract's names.
    var fields: [String: FieldMemory] = [:]
    var table = TableMemory()
    /// Whether the month stands before the day, as far as dates told it.
    var monthFirst = MemoryRecord()

    var documents: Int { signature.documents }

    /// Nil where no document told it.
    var putsMonthFirst: Bool? { monthFirst.isEmpty ? nil : monthFirst.hits > monthFirst.misses }
}
