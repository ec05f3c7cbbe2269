import CMariaDB

/// One row of a result, read column by column in the order of the SELECT; valid inside the closure that got it.
package final class Row {
    private let columns: UnsafeMutableBufferPointer<Column>
    /// The column that the next reading call reads.
    private var position = 0

    init(count: Int) {
        columns = .allocate(capacity: count)
    }

    deinit { columns.deallocate() }

    package var count: Int { columns.count }

    /// Before each run: what `?` stands for may be of another type than the last time.
    func describe(_ fields: UnsafeMutablePointer<MYSQL_FIELD>) {
        for index in 0..<count { columns.initializeElement(at: index, to: Column(fields[index])) }
    }

    /// From now on the driver tells this row, by which `mysql_stmt_fetch` passes, where its values stand.
    func listen(to statement: UnsafeMutablePointer<MYSQL_STMT>) {
        cmariadb_on_value(statement, columns.baseAddress) { columns, index, place in
            columns?.assumingMemoryBound(to: Column.self)[Int(index)].take(place)
        }
    }

    func rewind() { position = 0 }

    // MARK: Reading, from left to right

    package func isNull(at index: Int) -> Bool { columns[index].isNull }

    package func skip(_ count: Int = 1) { position += count }

    package func int() throws -> Int { try required { $0.int() } }
    package func optionalInt() throws -> Int? { try next().int() }
    package func flag() throws -> Bool { try int() != 0 }
    package func double() throws -> Double { try required { $0.double() } }
    package func optionalDouble() throws -> Double? { try next().double() }
    package func text() throws -> String { try required { $0.text() } }
    package func optionalText() throws -> String? { try next().text() }
    package func bytes() throws -> [UInt8] { try required { $0.bytes() } }
    package func optionalBytes() throws -> [UInt8]? { try next().bytes() }
    /// The next `count` columns, which are texts.
    package func texts(_ count: Int) throws -> RowTexts {
        guard position + count <= columns.count else { throw complaint("A row has only \(columns.count) columns.") }
        defer { position += count }
        return RowTexts(columns[position..<position + count])
    }

    /// Of a BINARY(12): its bytes as two numbers, the first byte the highest.
    package func twelveBytes() throws -> (high: UInt32, low: UInt64) { try required { $0.twelveBytes() } }
    package func optionalTwelveBytes() throws -> (high: UInt32, low: UInt64)? { try next().twelveBytes() }
    /// Milliseconds since 1970 of a DATETIME or DATE.
    package func time() throws -> Int64 { try required { $0.time() } }
    package func optionalTime() throws -> Int64? { try next().time() }

    private func next() throws -> Column {
        guard position < columns.count else { throw complaint("A row has only \(columns.count) columns.") }
        position += 1
        return columns[position - 1]
    }

    private func required<Result>(_ read: (Column) -> Result?) throws -> Result {
        let column = try next()
        guard let value = read(column) else {
            throw complaint("Column \(position) is \(column.isNull ? "NULL" : "of another type").")
        }
        return value
    }

    private func complaint(_ message: String) -> DatabaseError { DatabaseError(code: 0, message: message) }
}
