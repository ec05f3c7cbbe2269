import API
import Foundation
import Invoices
import Logging
import Processing
import ReaderWire
import Storage

/// Makes a PDF of a completed job's document while a client waits. The document is opened by a reader, never here.
struct PDFMaker: Sendable {
    /// The limit of wall time: nginx waits 30 s for an answer, of which 5 may pass in the queue (`ComputingLane`).
    private static let limit = Duration.seconds(20)

    /// Separate readers, so that it never delays a job.
    let readers: ReaderPool
    let folder: WorkFolder
    let gate: ConfinementGate?
    let stores: Stores
    let log: Logger

    func make(_ order: Services.PDFOrder, while isWanted: () -> Bool) throws -> DocumentPDF {
        if let objection = gate?.objection { throw unavailable("\(objection)") }
        let deadline = ContinuousClock.now + Self.limit
        do {
            let files = try folder.makeJobFolder(for: "pdf")
            return try withExtendedLifetime(files) {
                try pdf(order, of: fetch(order, into: files.document), at: files.document, until: deadline, isWanted)
            }
        } catch let failure as JobFailure where failure.kind == .permanent && failure.code != .timedOut {
            throw APIError(422, failure.code.rawValue, failure.message)
        } catch let failure as JobFailure where failure.kind == .crash {
            log.notice("PDF not made", metadata: ["reason": "\(failure.detail)"])
            throw Self.unfit
        } catch is Cancelled {
            throw APIError.unavailable("busy", "The client did not wait for the answer.")
        } catch let failure as JobFailure {
            throw unavailable("\(failure.code.rawValue) \(failure.detail)")
        } catch let failure as WorkFolder.Unwritable {
            throw unavailable("\(failure)")
        }
    }

    private func pdf(
        _ order: Services.PDFOrder, of pages: [Page], at path: String, until deadline: ContinuousClock.Instant,
        _ isWanted: () -> Bool
    ) throws -> DocumentPDF {
        let document = try readers.open(
            path, for: Template(), of: nil, deadline: deadline, cancellation: CancellationToken())
        defer { document.close() }
        return try document.pdf(PDFRequest(invoice: order.invoice), with: pages, deadline: deadline, while: isWanted)
    }

    /// Writes the bytes of the document that the results were read from into a file. Returns its pages as they were read.
    private func fetch(_ order: Services.PDFOrder, into path: String) throws -> [Page] {
        guard let (url, pages) = try stores.pages.documentOfResults(order.job, of: order.account) else {
            throw Self.documentChanged
        }
        let size = try Fetch.write(to: path) { sink in
            guard url.hasPrefix("document:") else { return try stores.downloads.read(url, of: order.job, into: sink) }
            guard let id = StoredDocument.ID(url.dropFirst("document:".count)) else { return false }
            return try stores.documents.read(id, of: order.account, into: sink)
        }
        guard size != nil else { throw Self.documentGone }
        return pages
    }

    private static let documentChanged = APIError(
        409, "document_gone",
        "The job has another document, or other pages, than its results were read from. Process it again.")

    private static let documentGone = APIError(
        409, "document_gone", "The document is no longer stored. Upload it again and process the job with it.")

    private static let unfit = APIError(
        422, "document_damaged", "No PDF can be made of this document: its file is damaged, or takes too much time.")

    private func unavailable(_ reason: String) -> APIError {
        log.notice("PDF not made", metadata: ["reason": "\(reason)"])
        return APIError.unavailable(
            "reader_not_available", "The PDF could not be made right now. Try again shortly.")
    }
}
