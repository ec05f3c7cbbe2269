import Invoices

/// A file's pages, and what was found in them.
struct ReadFile: Sendable {
    let document: ReadDocument
    /// Empty where only the pages were wanted.
    let extraction: Extraction
}
