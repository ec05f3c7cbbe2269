import Foundation
import Glibc
package import Invoices
package import Outgoing

/// Fetches a job's document, or an added page, into its folder: from an upload, from an earlier attempt's download, or
/// by a new download.
package struct Fetch: Sendable {
    /// Streams an uploaded document of that account; false if there is none.
    package typealias Uploaded =
        @Sendable (StoredDocument.ID, Account.ID, (ArraySlice<UInt8>) throws -> Void) throws -> Bool

    private let download: Download
    private let uploaded: Uploaded
    private let kept: DownloadCache?

    /// Without `kept` every attempt downloads again.
    package init(download: Download, kept: DownloadCache? = nil, uploaded: @escaping Uploaded) {
        self.download = download
        self.kept = kept
        self.uploaded = uploaded
    }

    /// The document's size in bytes, at least 1.
    func run(_ url: String, for order: ReadRequest, into path: String, cancellation: CancellationToken) throws -> Int {
        let size: Int
        if url.hasPrefix("document:") {
            size = try copy(url, of: order.account, to: path)
        } else if let known = try earlier(url, for: order, to: path) {
            size = known
        } else {
            size = try fetch(url, to: path, cancellation: cancellation)
            if size > 0 { kept?.keep(url, order, path) }
        }
        guard size > 0 else {
            throw JobFailure(.documentEmpty, "The document is empty. Please send it again.")
        }
        return size
    }

    private func fetch(_ address: String, to path: String, cancellation: CancellationToken) throws -> Int {
        do {
            return try download.fetch(address, to: path, isCancelled: { cancellation.isSet })
        } catch .cancelled {
            throw Cancelled()
        } catch {
            throw JobFailure(error)
        }
    }

    /// Nil if no earlier attempt left a download.
    private func earlier(_ url: String, for order: ReadRequest, to path: String) throws -> Int? {
        guard let kept else { return nil }
        if let size = try Self.write(to: path, { try kept.read(url, order, $0) }) { return size }
        unlink(path)
        return nil
    }

    private func copy(_ url: String, of account: Account.ID, to path: String) throws -> Int {
        let missing = JobFailure(
            .documentNotFound, "The uploaded document no longer exists. Please upload it again.")
        guard let id = StoredDocument.ID(url.dropFirst("document:".count)) else { throw missing }
        guard let size = try Self.write(to: path, { try uploaded(id, account, $0) }) else { throw missing }
        return size
    }

    /// The size in bytes of the new file that `stream` wrote; nil if it had nothing to write. Throws a `JobFailure` for
    /// what fails.
    package static func write(to path: String, _ stream: ((ArraySlice<UInt8>) throws -> Void) throws -> Bool) throws
        -> Int?
    {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw JobFailure.machine("cannot create the file: \(errno)") }
        defer { try? file.close() }  // Nothing is buffered: what matters was thrown by the write.
        var size = 0
        do {
            let isFound = try stream { chunk in
                do { try file.write(contentsOf: Data(chunk)) } catch {
                    throw JobFailure.machine("cannot write the file: \(error)")
                }
                size += chunk.count
            }
            return isFound ? size : nil
        } catch let failure as JobFailure {
            throw failure
        } catch {
            throw JobFailure(
                .internalError,
                "The server could not read the stored document. Its operator can find the reason in the log.",
                kind: .transient, detail: "\(error)")
        }
    }
}
