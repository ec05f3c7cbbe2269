package import Invoices
import MariaDB
import Secrets

/// Uploaded and fetched documents; their bytes lie once by SHA-256, in chunks.
package struct DocumentStore: Sendable {
    /// Bytes of a document that are stored together: what `insert` is best given at a time.
    package static let chunkSize = ContentRows.chunkSize

    private static let columns = "id, account_id, size, sha256, type, name, created_at"

    let database: Database

    /// Stores the bytes that `next` gives until nil, streamed: no more than a chunk is held.
    /// - Parameter name: The file's name at the client, at most 255 characters.
    package func insert(
        _ type: DocumentType, named name: String? = nil, of account: Account.ID, from next: () throws -> [UInt8]?
    ) throws -> DocumentRecord {
        let staged = try StagedContent(in: database, from: next)
        return try staged.keepOrDrop { connection, content in
            try insert(type, name, staged, content, of: account, on: connection)
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: StoredDocument.ID, of account: Account.ID) throws -> DocumentRecord {
        try database.reading { try DocumentStore.find(id, of: account, on: $0) }
    }

    /// An account's uploads, the newest first.
    package func list(of account: Account.ID, limit: Int, offset: Int) throws -> Listing<DocumentRecord> {
        try database.reading { connection in
            Listing(
                elements: try connection.rows(
                    """
                    SELECT \(DocumentStore.columns) FROM document WHERE account_id = ?
                    ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?
                    """, [account.value, .int(limit), .int(offset)], DocumentRecord.init),
                total: try Counters.count([Counters.documents], of: account, on: connection))
        }
    }

    /// Some of a document's bytes, in order. Throws `notFound`.
    package func read(
        _ id: StoredDocument.ID, of account: Account.ID, _ range: Range<Int>,
        into sink: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        let content: ContentRows.Content.ID? = try database.reading { connection in
            try connection.first(
                "SELECT content_id FROM document WHERE id = ? AND account_id = ?", [id.value, account.value]
            ) { try $0.id() }
        }
        guard let content else { throw StorageError.notFound }
        try ContentRows.stream(content, range, from: database, into: sink)
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
        _ type: DocumentType, _ name: String?, _ staged: StagedContent, _ content: ContentRows.Content.ID,
        of account: Account.ID,
        on connection: Connection
    ) throws -> DocumentRecord {
        let id: StoredDocument.ID = try connection.newID()
        try connection.run(
            """
            INSERT INTO document (id, account_id, content_id, sha256, size, type, name, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
            """,
            [
                id.value, account.value, content.value, .bytes(staged.sha256), .int(staged.size), .choice(type),
                .optional(name),
            ])
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
            "SELECT \(columns) FROM document WHERE id = ? AND account_id = ?", [id.value, account.value],
            DocumentRecord.init)
        guard let record else { throw StorageError.notFound }
        return record
    }
}

extension DocumentRecord {
    /// Reads the columns of `DocumentStore`.
    fileprivate init(_ row: Row) throws {
        id = try row.id()
        account = try row.id()
        size = try row.int()
        sha256 = try row.bytes()
        type = try row.choice()
        name = try row.optionalText()
        createdAt = try row.timestamp()
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
        try ContentRows.stream(found.content, 0..<found.size, from: database, into: sink)
        return true
    }
}
