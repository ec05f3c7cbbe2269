import Invoices
import MariaDB
import Secrets

/// Bytes on their way in: written chunk by chunk in transactions of their own under a content that has no digest yet,
/// since that is known only at the end; then kept, or dropped for the same bytes that lie there.
struct StagedContent: Sendable {
    let sha256: [UInt8]
    let size: Int
    private let id: ContentRows.Content.ID
    private let database: Database

    /// Streams what `next` gives until nil: no more than a chunk is held.
    init(in database: Database, from next: () throws -> [UInt8]?) throws {
        self.database = database
        let id = try database.writing { connection -> ContentRows.Content.ID in
            let id: ContentRows.Content.ID = try connection.newID()
            try connection.run("INSERT INTO content (id, created_at) VALUES (?, UTC_TIMESTAMP(3))", [id.value])
            return id
        }
        self.id = id
        do {
            (sha256, size) = try Self.write(to: id, in: database, from: next)
        } catch {
            try database.writing { try Self.drop(id, on: $0) }
            throw error
        }
    }

    /// Runs `body` with the content that these bytes now are, in one transaction; drops them when it throws.
    func keepOrDrop<Result: Sendable>(
        _ body: @Sendable (Connection, ContentRows.Content.ID) throws -> Result
    ) throws -> Result {
        do {
            return try database.writing { connection in try body(connection, try keep(on: connection)) }
        } catch {
            try database.writing { try Self.drop(id, on: $0) }
            throw error
        }
    }

    private static func write(
        to id: ContentRows.Content.ID, in database: Database, from next: () throws -> [UInt8]?
    ) throws -> (sha256: [UInt8], size: Int) {
        let digest = try Digest()
        var size = 0
        var number = 0
        var rest: [UInt8] = []
        func flush(_ chunk: [UInt8]) throws {
            let place = number
            try database.writing { try ContentRows.append(chunk, number: place, to: id, on: $0) }
            number += 1
        }
        while let bytes = try next() {
            try digest.update(bytes)
            size += bytes.count
            rest += bytes
            while rest.count >= ContentRows.chunkSize {
                try flush(Array(rest.prefix(ContentRows.chunkSize)))
                rest.removeFirst(ContentRows.chunkSize)
            }
        }
        if !rest.isEmpty { try flush(rest) }
        return (try digest.finish(), size)
    }

    private func keep(on connection: Connection) throws -> ContentRows.Content.ID {
        if let known = try ContentRows.use(sha256, on: connection) {
            try Self.drop(id, on: connection)
            return known
        }
        do {
            try connection.run(
                "UPDATE content SET sha256 = ?, size = ?, uses = 1 WHERE id = ?",
                [.bytes(sha256), .int(size), id.value])
            return id
        } catch let error as DatabaseError where error.isDuplicate {
            // The same bytes came in by another way between our look and our writing.
            guard let known = try ContentRows.use(sha256, on: connection) else { throw error }
            try Self.drop(id, on: connection)
            return known
        }
    }

    private static func drop(_ id: ContentRows.Content.ID, on connection: Connection) throws {
        guard try connection.run("DELETE FROM content WHERE id = ? AND uses = 0", [id.value]).affectedRows == 1
        else { return }
        try connection.run("DELETE FROM content_chunk WHERE content_id = ?", [id.value])
    }
}
