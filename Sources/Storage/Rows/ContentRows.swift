import Invoices
import MariaDB
import Secrets

/// Bytes that lie once by SHA-256 in chunks, and how many things are these bytes.
enum ContentRows {
    enum Content { typealias ID = Invoices.ID<Content> }

    /// Bytes that a chunk has at most; MariaDB's packets are limited to 16 MiB.
    static let chunkSize = 1 << 20

    /// Uses the content with this digest once more, if it lies there already.
    static func use(_ sha256: [UInt8], on connection: Connection) throws -> Content.ID? {
        let id: Content.ID? = try connection.first(
            "SELECT id FROM content WHERE sha256 = ? FOR UPDATE", [.bytes(sha256)]
        ) { try $0.id() }
        guard let id else { return nil }
        try connection.run("UPDATE content SET uses = uses + 1 WHERE id = ?", [id.value])
        return id
    }

    /// Stores bytes that are at hand whole, or uses those that lie there.
    static func store(_ bytes: [UInt8], on connection: Connection) throws -> Content.ID {
        let sha256 = try Digest.sha256(bytes)
        let fresh: Content.ID = try connection.newID()
        // One statement decides who of two at once stores the chunks.
        try connection.run(
            """
            INSERT INTO content (id, sha256, size, uses, created_at) VALUES (?, ?, ?, 1, UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE uses = uses + 1
            """, [fresh.value, .bytes(sha256), .int(bytes.count)])
        let id: Content.ID? = try connection.first("SELECT id FROM content WHERE sha256 = ?", [.bytes(sha256)]) {
            try $0.id()
        }
        guard let id, id == fresh else { return id ?? fresh }
        for (number, start) in stride(from: 0, to: bytes.count, by: chunkSize).enumerated() {
            let end = min(start + chunkSize, bytes.count)
            try append(Array(bytes[start..<end]), number: number, to: id, on: connection)
        }
        return id
    }

    static func append(_ chunk: [UInt8], number: Int, to id: Content.ID, on connection: Connection) throws {
        try connection.run(
            "INSERT INTO content_chunk (content_id, number, bytes) VALUES (?, ?, ?)",
            [id.value, .int(number), .bytes(chunk)])
    }

    /// One use less. The last takes a single chunk with it at once; more would make the transaction long, so `ContentGarbageCollector`
    /// removes them.
    static func release(_ id: Content.ID, on connection: Connection) throws {
        try connection.run("UPDATE content SET uses = uses - 1 WHERE id = ?", [id.value])
        let removed = try connection.run(
            "DELETE FROM content WHERE id = ? AND uses <= 0 AND size <= ?", [id.value, .int(chunkSize)])
        if removed.affectedRows == 1 {
            try connection.run("DELETE FROM content_chunk WHERE content_id = ?", [id.value])
        }
    }

    static func chunk(_ number: Int, of id: Content.ID, on connection: Connection) throws -> [UInt8]? {
        try connection.first(
            "SELECT bytes FROM content_chunk WHERE content_id = ? AND number = ?", [id.value, .int(number)]
        ) { try $0.bytes() }
    }

    /// The bytes of the range in order, a connection a chunk, so that a slow reader holds none.
    static func stream(
        _ id: Content.ID, _ range: Range<Int>, from database: Database, into sink: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        for number in range.lowerBound / chunkSize..<(range.upperBound + chunkSize - 1) / chunkSize {
            guard let chunk = try database.reading({ try ContentRows.chunk(number, of: id, on: $0) }) else {
                throw StorageError.notFound
            }
            let (start, end) = (range.lowerBound - number * chunkSize, range.upperBound - number * chunkSize)
            guard max(0, start) < min(chunk.count, end) else { throw StorageError.notFound }
            try sink(chunk[max(0, start)..<min(chunk.count, end)])
        }
    }

    /// All bytes of a content that is small enough to be held.
    static func whole(_ id: Content.ID, on connection: Connection) throws -> [UInt8] {
        try connection.rows(
            "SELECT bytes FROM content_chunk WHERE content_id = ? ORDER BY number", [id.value]
        ) { try $0.bytes() }.flatMap { $0 }
    }
}
