package import Invoices

/// A completed job as exports see it.
package struct ReadJob: Sendable {
    package let number: String
    package let documentName: String
    package let extraction: Extraction
    /// In the order of the document; empty for formats that need none.
    package let pages: [Page]

    package init(number: String, documentName: String, extraction: Extraction, pages: [Page] = []) {
        self.number = number
        self.documentName = documentName
        self.extraction = extraction
        self.pages = pages
    }
}
