package import Invoices
package import ReaderWire

/// A document that is open in the readers. All methods may be called from any thread.
package protocol OpenDocument: Sendable {
    var summary: DocumentSummary { get }
    /// Blocks until the page is read. Several threads may read pages of one document at once.
    func read(page number: Int) throws -> ReadPage
    /// Reads a part of a page again. Calls `isWanted` on this thread every quarter of a second, and stops if it is
    /// false.
    func read(region: Box, page: Int, deadline: ContinuousClock.Instant, while isWanted: () -> Bool) throws
        -> [TextLine]
    /// Makes a PDF of the document. Calls `isWanted` on this thread every quarter of a second, and stops if it is false.
    /// - Parameter pages: The pages as they were read; their words become the PDF's.
    func pdf(
        _ request: PDFRequest, with pages: [Page], deadline: ContinuousClock.Instant, while isWanted: () -> Bool
    ) throws -> DocumentPDF
    /// Finds the document's fields in these pages, some of which may have been read elsewhere. Blocks. Throws
    /// `JobFailure`, of kind `crash` if the process that did it crashed.
    func extract(_ request: ExtractionRequest, from pages: [Page], deadline: ContinuousClock.Instant) throws
        -> Extraction
    /// Kills the processes that read this document, at once. Running and later calls throw.
    func stop()
    /// Closes the document; call it once, after the last page.
    func close()
}
