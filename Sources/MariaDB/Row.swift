import CMariaDB

/// One row of a result, read column by column in the order of the SELECT. Valid only inside the closure that got it.
package final class Row {
    private let kinds: UnsafeMutableBufferPointer<ColumnType>
    /// The places of the texts of `withTexts`.
    private let textPlaces: UnsafeMutablePointer<TextPlace>
    /// One bit for each column, after two unused bits.
    private var nulls = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The bytes that have not been read yet.
    private var rest = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The column that the next call reads.
    private var position = 0

    init(count: Int) {
        kinds = .allocate(capacity: count)
        textPlaces = .allocate(capacity: max(1, count))
    }

    deinit {
        kinds.deallocate()
        textPlaces.deallocate()
    }

    package var count: Int { kinds.count }

    /// Called before each run: the values of `?`, and so the columns, may have other types than the last time.
    func describe(_ fields: UnsafeMutablePointer<MYSQL_FIELD>) {
        for index in 0..<count { kinds.initializeElement(at: index, to: ColumnType(fields[index])) }
    }

    func describe(_ kinds: [ColumnType]) {
        for (index, kind) in kinds.prefix(count).enumerated() { self.kinds.initializeElement(at: index, to: kind) }
    }

    /// Begins the row in this packet: a header byte, the NULL bitmap, then the values.
    func begin(_ packet: UnsafeRawBufferPointer) throws {
        let size = 1 + (count + 9) / 8
        guard packet.count >= size else { throw truncated }
        nulls = UnsafeRawBufferPointer(rebasing: packet[1..<size])
        rest = UnsafeRawBufferPointer(rebasing: packet[size...])
        position = 0
    }

    // MARK: Reading, from left to right

    package func skip(_ count: Int = 1) throws { for _ in 0..<count { _ = try next() } }

    package func int() throws -> Int { try required { $0.int() } }
    package func optionalInt() throws -> Int? { try next().int() }
    package func flag() throws -> Bool { try int() != 0 }
    package func double() throws -> Double { try required { $0.double() } }
    package func optionalDouble() throws -> Double? { try next().double() }
    package func text() throws -> String { try required { $0.text() } }
    package func optionalText() throws -> String? { try next().text() }
    package func bytes() throws -> [UInt8] { try required { $0.bytes() } }
    package func optionalBytes() throws -> [UInt8]? { try next().bytes() }

    /// The next `count` columns, which must be texts. The next call reads the column after them.
    package func texts(_ count: Int) throws -> RowTexts { try withTexts(count) { RowTexts(copying: $0) } }

    /// The same without a copy; the texts are valid only inside `body`.
    package func withTexts<Result>(_ count: Int, _ body: (RowTexts.All) throws -> Result) throws -> Result {
        let all = rest
        for index in 0..<count {
            let column = try next()
            textPlaces[index] = TextPlace(column, in: all)
        }
        return try body(
            RowTexts.All(
                places: UnsafeRawPointer(textPlaces), count: count,
                memory: UnsafeRawBufferPointer(rebasing: all[..<(all.count - rest.count)])))
    }

    /// A BINARY(12) as two big-endian numbers.
    package func twelveBytes() throws -> (high: UInt32, low: UInt64) { try required { $0.twelveBytes() } }
    package func optionalTwelveBytes() throws -> (high: UInt32, low: UInt64)? { try next().twelveBytes() }
    /// Milliseconds since 1970 of a DATETIME or DATE.
    package func time() throws -> Int64 { try required { $0.time() } }
    package func optionalTime() throws -> Int64? { try next().time() }

    @inline(__always)
    private func next() throws -> Column {
        guard position < kinds.count else { throw complaint("A row has only \(count) columns.") }
        let (kind, bit) = (kinds[position], position + 2)
        position += 1
        if nulls[bit >> 3] & 1 << UInt8(truncatingIfNeeded: bit & 7) != 0 {
            return Column(kind: kind, start: nil, count: 0)
        }
        let size = try kind.fixedSize ?? length()
        guard size <= rest.count, let start = rest.baseAddress else { throw truncated }
        rest = UnsafeRawBufferPointer(start: start + size, count: rest.count - size)
        return Column(kind: kind, start: start, count: size)
    }

    /// A length-encoded integer of the protocol.
    @inline(__always)
    private func length() throws -> Int {
        guard let first = rest.first else { throw truncated }
        guard first >= 251 else {
            rest = UnsafeRawBufferPointer(rebasing: rest[1...])
            return Int(first)
        }
        return try longLength(first)
    }

    private func longLength(_ first: UInt8) throws -> Int {
        let size =
            switch first {
            case 252: 2
            case 253: 3
            default: 8
            }
        guard rest.count > size else { throw truncated }
        let length = (1...size).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(rest[$1]) }
        rest = UnsafeRawBufferPointer(rebasing: rest[(1 + size)...])
        return Int(clamping: length)
    }

    @inline(__always)
    private func required<Result>(_ read: (Column) -> Result?) throws -> Result {
        let column = try next()
        guard let value = read(column) else {
            throw complaint("Column \(position) is \(column.isNull ? "NULL" : "of another type").")
        }
        return value
    }

    private var truncated: DatabaseError { complaint("A row ends in the middle of a value.") }

    private func complaint(_ message: String) -> DatabaseError { DatabaseError(code: 0, message: message) }
}
