package import Invoices
import MariaDB

/// Uploaded and fetched documents; their bytes lie once by SHA-256, in chunks.
package struct DocumentStore: Sendable {
    /// A chunk's largest size; MariaDB's packets are limited to 16 MiB.
    package static let chunkSize = 1 << 20

    let database: Database

    /// Stores the bytes that `next` gives until nil, streamed: no more than a chunk is held.
    package func insert(
        _ type: DocumentType, of account: Account.ID, from next: () throws -> [UInt8]?
    ) throws -> DocumentRecord { throw StorageError.unavailable }

    /// Throws `StorageError.notFound`.
    package func find(_ id: StoredDocument.ID, of account: Account.ID) throws -> DocumentRecord {
        throw StorageError.unavailable
    }

    /// Throws `notFound`, or `inUse` while an unfinished job needs it.
    package func delete(_ id: StoredDocument.ID, of account: Account.ID) throws { throw StorageError.unavailable }
}

extension DocumentStore: DocumentBytes {
    package func read(
        _ id: StoredDocument.ID, of account: Account.ID, into sink: (ArraySlice<UInt8>) throws -> Void
    ) throws -> Bool { throw StorageError.unavailable }
}
