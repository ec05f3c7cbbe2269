import Invoices

/// What is known of a document before a person reviews it: what memory and the reader say.
struct ExpectedValues {
    private let fields: [String: Field]

    /// - Parameter free: What the reader finds without memory.
    init(_ memory: SupplierMemory, _ document: PrintedDocument, free: [Field]) {
        let reading = MemoryReader(memory, document, free: free).reading(withItems: false)
        fields = Dictionary(reading.merged(with: free, items: false).map { ($0.name, $0) }) { first, _ in first }
    }

    /// Whether it is sure of another value. One person may err; the same from a second document is believed.
    /// - Parameter value: Nil if a person says that the document does not have the field.
    func contradict(_ value: Field.Value?, of name: String) -> Bool {
        guard let expected = fields[name], expected.confidence >= Self.sure else { return false }
        return value.map { !MemoryWords.isSame(expected.value, $0) } ?? true
    }

    /// Of a hundred values that say so much hardly one is wrong: fewer than people correct wrongly. Below, a correction is
    /// believed at once, since it is made to be made once.
    private static let sure = 0.98
}
