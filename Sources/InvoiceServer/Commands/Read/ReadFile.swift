import Invoices

/// A file's pages and the result of the extraction.
struct ReadFile: Sendable {
    let info: DocumentInfo
    let document: ReadDocument
    /// Empty if only the pages were wanted.
    let extraction: Extraction
}
