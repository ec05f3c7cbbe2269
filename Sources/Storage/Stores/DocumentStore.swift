package import Invoices
import MariaDB
import Secrets

/// Uploaded and fetched documents; their bytes lie once by SHA-256, in chunks.
package struct DocumentStore: Sendable {
    /// Bytes of a document that are stored together: what `insert` is best given at a time.
    package static let chunkSize = ContentRows.chunkSize

    private static let columns = "id, account_id, size, sha256, type, created_at"

    let database: Database

    /// Stores the bytes that `next` gives until nil, streamed: no more than a chunk is held.
    package func insert(
        _ type: DocumentType, of account: Account.ID, from next: () throws -> [UInt8]?
    ) throws -> DocumentRecord {
        let staged = try StagedContent(in: database, from: next)
        return try staged.keepOrDrop { connection, content in
            try insert(type, staged, content, of: account, on: connection)
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: StoredDocument.ID, of account: Account.ID) throws -> DocumentRecord {
        try database.reading { try DocumentStore.find(id, of: account, on: $0) }
    }

    /// Throws `notFound`, or `inUse` while an unfinished job needs it.
    package func delete(_ id: StoredDocument.ID, of account: Account.ID) throws {
        let content = try database.writing { connection in
            let content = try DocumentRows.delete(id, of: account, on: connection)
            try HistoryRows.noteDeletion(of: id, on: connection)
            return content
        }
        _ = try ContentGarbageCollector(database: database).remove(content)
    }

    private func insert(
        _ type: DocumentType, _ staged: StagedContent, _ content: ContentRows.Content.ID, of account: Account.ID,
        on connection: Connection
    ) throws -> DocumentRecord {
        let id: StoredDocument.ID = try connection.newID()
        try connection.run(
            """
            INSERT INTO document (id, account_id, content_id, sha256, size, type, created_at)
            VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
            """,
            [id.value, account.value, content.value, .bytes(staged.sha256), .int(staged.size), .choice(type)])
        var counters = Counters()
        counters.add(1, to: Counters.documents, of: account)
        try counters.write(on: connection)
        try IdempotentRequest.note(.made, id, on: connection)
        return try DocumentStore.find(id, of: account, on: connection)
    }

    private static func find(
        _ id: StoredDocument.ID, of account: Account.ID, on connection: Connection
    ) throws -> DocumentRecord {
        let record = try connection.first(
            "SELECT \(columns) FROM document WHERE id = ? AND account_id = ?", [id.value, account.value]
        ) { row in
            DocumentRecord(
                id: try row.id(), account: try row.id(), size: try row.int(), sha256: try row.bytes(),
                type: try row.choice(), createdAt: try row.timestamp())
        }
        guard let record else { throw StorageError.notFound }
        return record
    }
}

extension DocumentStore: DocumentBytes {
    package func read(
        _ id: StoredDocument.ID, of account: Account.ID, into sink: (ArraySlice<UInt8>) throws -> Void
    ) throws -> Bool {
        let found = try database.reading { connection -> (content: ContentRows.Content.ID, size: Int)? in
            try connection.first(
                "SELECT content_id, size FROM document WHERE id = ? AND account_id = ?", [id.value, account.value]
            ) { (try $0.id(), try $0.int()) }
        }
        guard let found else { return false }
        try ContentRows.stream(found.content, size: found.size, from: database, into: sink)
        return true
    }
}
