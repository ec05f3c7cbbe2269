package import Invoices
package import ReaderWire

/// A document that lies open in the readers. All methods may be called from any thread.
package protocol OpenDocument: Sendable {
    var summary: DocumentSummary { get }
    /// Blocks until the page is read; pages of one document may be asked for at once.
    func read(page number: Int) throws -> ReadPage
    /// Reads a part of a page again. `isWanted` is asked on this thread every quarter of a second; false ends it.
    func read(region: Box, page: Int, deadline: ContinuousClock.Instant, while isWanted: () -> Bool) throws
        -> [TextLine]
    /// Finds the document's fields in these pages, of which others may have been read elsewhere. Blocks; throws
    /// `JobFailure`, of kind `crash` when it ended the process that did it.
    func extract(_ request: ExtractionRequest, from pages: [Page], deadline: ContinuousClock.Instant) throws
        -> Extraction
    /// Kills what reads this document, at once: calls under way and later ones throw.
    func stop()
    /// Ends the reading in good order; call once, behind the last page.
    func close()
}
