import Invoices
import MariaDB

/// Columns of one table whose values may be larger than a packet takes: what is too large for its row lies in chunks
/// beside it, and the row holds an empty value. The usual, small value costs no statement of its own.
///
/// A large column that the row holds itself, as older programs wrote it, is read as it is.
struct ChunkRows {
    /// Of `job_result`; parts are numbered by `ResultRows.Part`.
    static let results = ChunkRows(table: "job_result_chunk", mostInRow: 256 << 10)
    /// Of `job_review`, which has one such column.
    static let reviews = ChunkRows(table: "job_review_chunk", mostInRow: ContentRows.chunkSize)
    /// Of `page_words`; part 0 are the words, part 1 is the page's text.
    static let words = ChunkRows(table: "page_words_chunk", mostInRow: ContentRows.chunkSize)

    private let table: String
    /// Bytes of one column that its row holds; all columns of a row travel in one packet.
    private let mostInRow: Int

    private init(table: String, mostInRow: Int) {
        self.table = table
        self.mostInRow = mostInRow
    }

    func isLarge(_ bytes: [UInt8]) -> Bool { bytes.count > mostInRow }

    /// What the row itself holds of a value.
    func inRow(_ bytes: [UInt8]) -> [UInt8] { isLarge(bytes) ? [] : bytes }

    /// Writes those of the values that are large, by the numbers of their parts, after their row was written.
    func write<Kind>(_ values: [(part: Int, bytes: [UInt8])], of owner: ID<Kind>, on connection: Connection) throws {
        for (part, bytes) in values where isLarge(bytes) {
            for (number, start) in stride(from: 0, to: bytes.count, by: ContentRows.chunkSize).enumerated() {
                let chunk = bytes[start..<min(start + ContentRows.chunkSize, bytes.count)]
                try connection.run(
                    "INSERT INTO \(table) (owner_id, part, number, bytes) VALUES (?, ?, ?, ?)",
                    [owner.value, .int(part), .int(number), .bytes(Array(chunk))])
            }
        }
    }

    func remove<Kind>(_ parts: [Int], of owner: ID<Kind>, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM \(table) WHERE owner_id = ? AND part IN (\(placeholders(parts.count)))",
            [owner.value] + parts.map { .int($0) })
    }

    /// The whole value of which the row holds `inRow`.
    func whole<Kind>(_ inRow: [UInt8], _ part: Int, of owner: ID<Kind>, on connection: Connection) throws -> [UInt8] {
        guard inRow.isEmpty else { return inRow }
        var bytes: [UInt8] = []
        _ = try connection.run(
            "SELECT bytes FROM \(table) WHERE owner_id = ? AND part = ? ORDER BY number", [owner.value, .int(part)]
        ) { bytes += try $0.bytes() }
        return bytes
    }
}
