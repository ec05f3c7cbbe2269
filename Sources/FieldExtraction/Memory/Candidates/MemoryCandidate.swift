import Invoices

/// Words of a document that may be a field's value.
struct MemoryCandidate {
    let value: Field.Value
    /// Of one segment; the first line of a value of several.
    let tokens: Range<Int>
    /// As printed.
    let text: String
    /// The words of further lines.
    var lines: [Range<Int>] = []
}
