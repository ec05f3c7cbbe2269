import CMariaDB

/// One row of a result, read column by column in the order of the SELECT; valid inside the closure that got it.
package final class Row {
    private let columns: UnsafeMutableBufferPointer<Column>
    /// The column that the next reading call reads.
    private var position = 0
    let binds: UnsafeMutablePointer<MYSQL_BIND>

    /// Prepares buffers for the columns that `result` describes (`mysql_stmt_result_metadata`).
    init(_ result: UnsafeMutablePointer<MYSQL_RES>) {
        let count = Int(mysql_num_fields(result))
        binds = .allocate(capacity: max(1, count))
        binds.initialize(repeating: MYSQL_BIND(), count: max(1, count))
        columns = .allocate(capacity: count)
        for index in 0..<count {
            columns.initializeElement(
                at: index, to: Column(mysql_fetch_field_direct(result, UInt32(index)).pointee.type))
            columns[index].attach(to: &binds[index])
        }
    }

    deinit {
        for column in columns { column.deallocate() }
        columns.deallocate()
        binds.deallocate()
    }

    package var count: Int { columns.count }

    func rewind() { position = 0 }

    /// Fetches again what did not fit its buffer (`mysql_stmt_fetch_column`); true when a buffer moved.
    func completeTruncated(_ statement: UnsafeMutablePointer<MYSQL_STMT>) -> Bool {
        var moved = false
        for index in columns.indices where columns[index].isTruncated {
            columns[index].grow()
            columns[index].attach(to: &binds[index])
            mysql_stmt_fetch_column(statement, &binds[index], UInt32(index), 0)
            moved = true
        }
        return moved
    }

    /// Gives back the memory that a large value took; true when a buffer moved.
    func shrink() -> Bool {
        var moved = false
        for index in columns.indices where columns[index].shrink() {
            columns[index].attach(to: &binds[index])
            moved = true
        }
        return moved
    }

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
