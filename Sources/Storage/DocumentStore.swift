package import Invoices
import MariaDB
import Secrets

/// Uploaded and fetched documents; their bytes lie once by SHA-256, in chunks.
package struct DocumentStore: Sendable {
    /// A chunk's largest size; MariaDB's packets are limited to 16 MiB.
    package static let chunkSize = 1 << 20

    private static let columns = "id, account_id, size, sha256, type, created_at"

    let database: Database

    /// Stores the bytes that `next` gives until nil, streamed: no more than a chunk is held.
    package func insert(
        _ type: DocumentType, of account: Account.ID, from next: () throws -> [UInt8]?
    ) throws -> DocumentRecord {
        let staged = try stage(from: next)
        do {
            return try database.writing { connection in
                let content = try keep(staged, on: connection)
                return try insert(type, staged, content, of: account, on: connection)
            }
        } catch {
            try drop(staged.id)
            throw error
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: StoredDocument.ID, of account: Account.ID) throws -> DocumentRecord {
        try database.reading { try DocumentStore.find(id, of: account, on: $0) }
    }

    /// Throws `notFound`, or `inUse` while an unfinished job needs it, or any job `unlessNamed`.
    package func delete(_ id: StoredDocument.ID, of account: Account.ID, unlessNamed: Bool = false) throws {
        try database.writing { connection in
            let content: ContentRows.Content.ID? = try connection.first(
                "SELECT content_id FROM document WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value]
            ) { try $0.id() }
            guard let content else { throw StorageError.notFound }
            let user = try connection.first(
                """
                SELECT 1 FROM (
                    SELECT job_id FROM job_detail WHERE document_id = ?
                    UNION ALL SELECT p.job_id FROM page_detail d JOIN page p ON p.id = d.page_id WHERE d.document_id = ?
                ) d JOIN job r ON r.id = d.job_id
                WHERE ? OR r.status IN (0, 1, 2) LIMIT 1
                """, [id.value, id.value, .flag(unlessNamed)]
            ) { try $0.int() }
            guard user == nil else { throw StorageError.inUse }
            try connection.run("DELETE FROM document WHERE id = ?", [id.value])
            try ContentRows.release(content, on: connection)
            var tally = Tally()
            tally.add(-1, to: Tally.documents, of: account)
            try tally.write(on: connection)
        }
    }

    /// Removes uploads that were never finished; how many. Call now and then.
    package func removeAbandoned() throws -> Int {
        let abandoned = try database.reading { connection -> [ContentRows.Content.ID] in
            try connection.rows(
                """
                SELECT id FROM content WHERE uses = 0 AND created_at < UTC_TIMESTAMP(3) - INTERVAL 2 HOUR LIMIT 100
                """
            ) { try $0.id() }
        }
        for id in abandoned { try drop(id) }
        return abandoned.count
    }

    // MARK: -

    private struct Staged {
        let id: ContentRows.Content.ID
        let sha256: [UInt8]
        let size: Int
    }

    /// Writes the chunks under a content that has no digest yet: it is known only at the end.
    private func stage(from next: () throws -> [UInt8]?) throws -> Staged {
        let id = try database.writing { connection -> ContentRows.Content.ID in
            let id: ContentRows.Content.ID = try connection.newID()
            try connection.run("INSERT INTO content (id, created_at) VALUES (?, UTC_TIMESTAMP(3))", [id.value])
            return id
        }
        let digest = try Digest()
        var size = 0
        var number = 0
        var rest: [UInt8] = []
        func flush(_ chunk: [UInt8]) throws {
            let place = number
            try database.writing { try ContentRows.append(chunk, number: place, to: id, on: $0) }
            number += 1
        }
        do {
            while let bytes = try next() {
                try digest.update(bytes)
                size += bytes.count
                rest += bytes
                while rest.count >= DocumentStore.chunkSize {
                    try flush(Array(rest.prefix(DocumentStore.chunkSize)))
                    rest.removeFirst(DocumentStore.chunkSize)
                }
            }
            if !rest.isEmpty { try flush(rest) }
        } catch {
            try drop(id)
            throw error
        }
        return Staged(id: id, sha256: try digest.finish(), size: size)
    }

    /// Gives the staged bytes their digest, or drops them for the same bytes that lie there.
    private func keep(_ staged: Staged, on connection: Connection) throws -> ContentRows.Content.ID {
        if let known = try ContentRows.use(staged.sha256, on: connection) {
            try DocumentStore.drop(staged.id, on: connection)
            return known
        }
        do {
            try connection.run(
                "UPDATE content SET sha256 = ?, size = ?, uses = 1 WHERE id = ?",
                [.bytes(staged.sha256), .int(staged.size), staged.id.value])
            return staged.id
        } catch let error as DatabaseError where error.isDuplicate {
            // The same bytes came in by another way between our look and our writing.
            guard let known = try ContentRows.use(staged.sha256, on: connection) else { throw error }
            try DocumentStore.drop(staged.id, on: connection)
            return known
        }
    }

    private func insert(
        _ type: DocumentType, _ staged: Staged, _ content: ContentRows.Content.ID, of account: Account.ID,
        on connection: Connection
    ) throws -> DocumentRecord {
        let id: StoredDocument.ID = try connection.newID()
        try connection.run(
            """
            INSERT INTO document (id, account_id, content_id, sha256, size, type, created_at)
            VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
            """,
            [id.value, account.value, content.value, .bytes(staged.sha256), .int(staged.size), .choice(type)])
        var tally = Tally()
        tally.add(1, to: Tally.documents, of: account)
        try tally.write(on: connection)
        return try DocumentStore.find(id, of: account, on: connection)
    }

    private func drop(_ id: ContentRows.Content.ID) throws {
        try database.writing { try DocumentStore.drop(id, on: $0) }
    }

    private static func drop(_ id: ContentRows.Content.ID, on connection: Connection) throws {
        guard try connection.run("DELETE FROM content WHERE id = ? AND uses = 0", [id.value]).affectedRows == 1
        else { return }
        try connection.run("DELETE FROM content_chunk WHERE content_id = ?", [id.value])
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
        let chunks = (found.size + DocumentStore.chunkSize - 1) / DocumentStore.chunkSize
        // A connection a chunk, so that a slow reader holds none.
        for number in 0..<chunks {
            guard let chunk = try database.reading({ try ContentRows.chunk(number, of: found.content, on: $0) })
            else { throw StorageError.notFound }
            try sink(chunk[...])
        }
        return true
    }
}
