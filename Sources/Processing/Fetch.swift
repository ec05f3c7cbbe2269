import Foundation
import Glibc
package import Invoices
package import Outgoing

/// Brings a job's document, or a page that was added, into its folder: downloaded, or from the bytes that were uploaded.
package struct Fetch: Sendable {
    /// Streams an uploaded document of that account; false when there is none.
    package typealias Uploaded =
        @Sendable (StoredDocument.ID, Account.ID, (ArraySlice<UInt8>) throws -> Void) throws -> Bool

    private let download: Download
    private let uploaded: Uploaded

    package init(download: Download, uploaded: @escaping Uploaded) {
        self.download = download
        self.uploaded = uploaded
    }

    /// The document's size in bytes, at least 1.
    func run(_ url: String, of account: Account.ID, into path: String, halt: Halt) throws -> Int {
        let size: Int
        if url.hasPrefix("document:") {
            size = try copy(url, of: account, to: path)
        } else {
            size = try fetch(url, to: path, halt: halt)
        }
        guard size > 0 else {
            throw JobFailure(.documentEmpty, "The document is empty: it has no bytes. Please send it again.")
        }
        return size
    }

    private func fetch(_ address: String, to path: String, halt: Halt) throws -> Int {
        do {
            return try download.fetch(address, to: path, isCancelled: { halt.isSet })
        } catch .cancelled {
            throw Halted()
        } catch {
            throw JobFailure(error)
        }
    }

    private func copy(_ url: String, of account: Account.ID, to path: String) throws -> Int {
        let missing = JobFailure(
            .documentNotFound, "The uploaded document does not exist (any more). Please upload it again.")
        guard let id = StoredDocument.ID(url.dropFirst("document:".count)) else { throw missing }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw JobFailure.machine("cannot create the file: \(errno)") }
        defer { try? file.close() }  // Nothing is buffered: what matters was thrown by the write.
        var size = 0
        do {
            let isFound = try uploaded(id, account) { chunk in
                try file.write(contentsOf: Data(chunk))
                size += chunk.count
            }
            guard isFound else { throw missing }
        } catch let failure as JobFailure {
            throw failure
        } catch {
            throw JobFailure.machine("\(error)")
        }
        return size
    }
}
