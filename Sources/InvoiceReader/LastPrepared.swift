import FieldExtraction
import Invoices
import ReaderWire

/// Keeps what an extraction saw on a document's pages for the next one: one with the supplier's memory follows one without.
struct LastPrepared {
    private var last: (pages: [Int], usesElectronicInvoice: Bool, document: PreparedDocument)?

    /// What the next extraction may use; nil where it has other pages or another template.
    func document(for request: ExtractionRequest, by extractor: Extractor) -> PreparedDocument? {
        guard let last, last.pages == request.pages, last.usesElectronicInvoice == request.usesElectronicInvoice,
            extractor.canUse(last.document)
        else { return nil }
        return last.document
    }

    mutating func keep(_ document: PreparedDocument, for request: ExtractionRequest) {
        last = (request.pages, request.usesElectronicInvoice, document)
    }

    /// To be called when a page changes.
    mutating func forget() { last = nil }
}
