import Invoices
import MariaDB
import Secrets

/// Bytes that lie once by SHA-256 in chunks, and how many things are these bytes.
enum ContentRows {
    enum Content { typealias ID = Invoices.ID<Content> }

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
        for (number, start) in stride(from: 0, to: bytes.count, by: DocumentStore.chunkSize).enumerated() {
            let end = min(start + DocumentStore.chunkSize, bytes.count)
            try append(Array(bytes[start..<end]), number: number, to: id, on: connection)
        }
        return id
    }

    static func append(_ chunk: [UInt8], number: Int, to id: Content.ID, on connection: Connection) throws {
        try connection.run(
            "INSERT INTO content_chunk (content_id, number, bytes) VALUES (?, ?, ?)",
            [id.value, .int(number), .bytes(chunk)])
    }

    /// One use less; the last takes the bytes with it.
    static func release(_ id: Content.ID, on connection: Connection) throws {
        try connection.run("UPDATE content SET uses = uses - 1 WHERE id = ?", [id.value])
        if try connection.run("DELETE FROM content WHERE id = ? AND uses <= 0", [id.value]).affectedRows == 1 {
            try connection.run("DELETE FROM content_chunk WHERE content_id = ?", [id.value])
        }
    }

    static func chunk(_ number: Int, of id: Content.ID, on connection: Connection) throws -> [UInt8]? {
        try connection.first(
            "SELECT bytes FROM content_chunk WHERE content_id = ? AND number = ?", [id.value, .int(number)]
        ) { try $0.bytes() }
    }

    /// All bytes of a content that is small enough to be held.
    static func whole(_ id: Content.ID, on connection: Connection) throws -> [UInt8] {
        try connection.rows(
            "SELECT bytes FROM content_chunk WHERE content_id = ? ORDER BY number", [id.value]
        ) { try $0.bytes() }.flatMap { $0 }
    }
}
