import API
import Foundation
import Invoices
import Logging
import Processing
import ReaderWire
import Storage

/// Makes a PDF of a completed job's document while a client waits. The document is opened by a reader, never here.
struct PDFMaker: Sendable {
    /// The limit of wall time; a proxy gives up after a minute.
    private static let limit = Duration.seconds(50)

    /// Separate readers, so that it never delays a job.
    let readers: ReaderPool
    let folder: WorkFolder
    let gate: ConfinementGate?
    let stores: Stores
    let log: Logger

    func make(_ order: Services.PDFOrder, while isWanted: () -> Bool) throws -> DocumentPDF {
        if let objection = gate?.objection { throw unavailable("\(objection)") }
        let files = try folder.makeJobFolder(for: "pdf")
        guard try fetch(order, into: files.document) else { throw Self.documentGone }
        let pages = try stores.pages.documentPages(of: order.job, of: order.account)
        let deadline = ContinuousClock.now + Self.limit
        do {
            let document = try readers.open(
                files.document, for: Template(), of: nil, deadline: deadline, cancellation: CancellationToken())
            defer { document.close() }
            return try document.pdf(
                PDFRequest(invoice: order.invoice), with: pages, deadline: deadline, while: isWanted)
        } catch let failure as JobFailure where failure.kind == .permanent && failure.code != .timedOut {
            throw APIError(422, failure.code.rawValue, failure.message)
        } catch let failure as JobFailure where failure.kind == .crash {
            log.notice("PDF not made", metadata: ["reason": "\(failure.detail)"])
            throw Self.unfit
        } catch is Cancelled {
            throw APIError.unavailable("busy", "The client did not wait for the answer.")
        } catch let failure as JobFailure {
            throw unavailable("\(failure.code.rawValue) \(failure.detail)")
        }
    }

    /// Writes the document's bytes into a file; false if they are no longer stored.
    private func fetch(_ order: Services.PDFOrder, into path: String) throws -> Bool {
        let url = try stores.jobs.find(order.job, of: order.account).documentURL
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw unavailable("no work file") }
        defer { try? file.close() }  // Nothing is buffered: what matters was thrown by the write.
        let sink: (ArraySlice<UInt8>) throws -> Void = { try file.write(contentsOf: Data($0)) }
        guard url.hasPrefix("document:") else { return try stores.downloads.read(url, of: order.job, into: sink) }
        guard let id = StoredDocument.ID(url.dropFirst("document:".count)) else { return false }
        return try stores.documents.read(id, of: order.account, into: sink)
    }

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
