package import Invoices

/// A completed job for the exports.
package struct ReadJob: Sendable {
    package let number: String
    package let documentName: String
    package let extraction: Extraction
    /// The pages in the document's order; empty for formats that do not need them.
    package let pages: [Page]

    package init(number: String, documentName: String, extraction: Extraction, pages: [Page] = []) {
        self.number = number
        self.documentName = documentName
        self.extraction = extraction
        self.pages = pages
    }
}
