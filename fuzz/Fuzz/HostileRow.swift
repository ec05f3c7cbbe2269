import CMariaDB

@testable import MariaDB

/// A row as a database would send it that somebody else took over: types, NULLs, lengths and end are the fuzzer's.
enum HostileRow {
    private static let types = [
        MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG, MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE,
        MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIME, MYSQL_TYPE_BLOB, MYSQL_TYPE_VAR_STRING, MYSQL_TYPE_NEWDECIMAL,
    ]

    /// The first byte says how many columns, the next ones their types, the rest is the packet.
    static func read(_ bytes: [UInt8]) {
        let count = Int(bytes.first ?? 0) % 40
        let named = bytes.dropFirst().prefix(count)
        guard count > 0, named.count == count else { return }
        var fields = named.map { byte in
            var field = MYSQL_FIELD()
            field.type = types[Int(byte & 127) % types.count]
            field.flags = byte > 127 ? UInt32(UNSIGNED_FLAG) : 0
            return field
        }
        let row = Row(count: count)
        fields.withUnsafeMutableBufferPointer { fields in fields.baseAddress.map(row.describe) }
        let memory = GuardedMemory(bytes.dropFirst(1 + count))
        for way in ways { pass(memory.bytes, to: row, way) }
    }

    private static let ways: [@Sendable (Row) throws -> Void] = [
        { row in for _ in 0..<row.count { _ = try row.optionalText() } },
        { row in for _ in 0..<row.count { _ = try row.optionalInt() } },
        { row in for _ in 0..<row.count { _ = try row.optionalDouble() } },
        { row in for _ in 0..<row.count { _ = try row.optionalTime() } },
        { row in for _ in 0..<row.count { _ = try row.optionalTwelveBytes() } },
        { row in for _ in 0..<row.count { _ = try row.bytes() } },
        { row in look(at: try row.texts(row.count / 2), row.count / 2) },
        { row in try row.withTexts(row.count) { all in for index in 0..<row.count { touch(all[index]) } } },
    ]

    private static func pass(_ packet: UnsafeRawBufferPointer, to row: Row, _ way: (Row) throws -> Void) {
        do {
            try row.begin(packet)
            try way(row)
        } catch {
            precondition(error is DatabaseError, "a row is refused in another way")
        }
    }

    private static func look(at texts: RowTexts, _ count: Int) {
        texts.withAll { all in for index in 0..<count { touch(all[index]) } }
    }

    /// Reads every byte.
    private static func touch(_ bytes: UnsafeRawBufferPointer?) {
        let sum = bytes?.reduce(0) { $0 &+ Int($1) } ?? 0
        precondition(sum >= 0, "bytes have no sign")
    }
}
