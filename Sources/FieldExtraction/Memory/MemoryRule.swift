/// One way to find a field's value again, with its record on the supplier's documents.
struct MemoryRule: Sendable, Equatable {
    var anchor: Anchor
    var record = MemoryRecord()
    /// The documents that have the value, and where the rule found nothing.
    var silences = 0

    var weight: Double { record.weight * anchor.kind.prior }

    /// Whether it is worth keeping: a rule that found nothing again and again belongs to another document.
    var isKept: Bool { !record.isRefuted && silences <= 2 * record.hits }
}
