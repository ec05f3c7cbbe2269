package import Invoices

/// Where the bytes of documents lie: once by SHA-256, in chunks of at most 1 MiB, seen by every machine.
package protocol DocumentBytes: Sendable {
    /// Streams the bytes of one document of that account in order; false when there is no such document.
    func read(_ id: StoredDocument.ID, of account: Account.ID, into sink: (ArraySlice<UInt8>) throws -> Void) throws
        -> Bool
}
