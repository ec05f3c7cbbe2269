import Invoices

/// Lines that stand beneath each other with one edge or one middle: an address, a paragraph, a table's column.
struct TextBlock: Sendable {
    /// Indices of segments, from top to bottom.
    var segments: [Int]
}
