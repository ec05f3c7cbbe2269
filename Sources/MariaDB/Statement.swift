import CMariaDB

/// One prepared statement of one connection: prepared once, run many times, valid as long as its connection.
final class Statement {
    private let handle: UnsafeMutablePointer<MYSQL_STMT>
    private let sql: String
    /// True if the driver's internals may be used.
    private let usesInternals: Bool
    /// Created after the first run, since some statements' columns are unknown before.
    private var row: Row?

    /// Prepares (`mysql_stmt_prepare`).
    init(_ sql: String, on connection: UnsafeMutablePointer<MYSQL>, usesInternals: Bool) throws {
        guard let handle = mysql_stmt_init(connection) else {
            throw DatabaseError(
                code: mysql_errno(connection), message: "There is not enough memory for a statement.", sql: sql)
        }
        self.handle = handle
        self.sql = sql
        self.usesInternals = usesInternals
        let status = mysql_stmt_prepare(handle, sql, UInt(sql.utf8.count))
        if status != 0 { throw error() }
        if usesInternals { cmariadb_forget_names(handle) }
    }

    deinit { mysql_stmt_close(handle) }

    /// Runs with these values (`mysql_stmt_execute`) and passes every row of the result to `body`. Throws 1153, and
    /// sends nothing, if the values do not fit into a packet of `limit` bytes.
    func run(_ values: [Value], atMost limit: Int, _ body: (Row) throws -> Void) throws -> Outcome {
        try bindAndExecute(values, atMost: limit)
        defer { mysql_stmt_free_result(handle) }
        guard mysql_stmt_field_count(handle) > 0 else {
            return Outcome(
                affectedRows: Int(truncatingIfNeeded: mysql_stmt_affected_rows(handle)),
                insertID: Int(truncatingIfNeeded: mysql_stmt_insert_id(handle)))
        }
        try check(mysql_stmt_store_result(handle))
        return Outcome(affectedRows: try usesInternals ? passRows(body) : fetchRows(body), insertID: 0)
    }

    private func bindAndExecute(_ values: [Value], atMost limit: Int) throws {
        let expected = Int(mysql_stmt_param_count(handle))
        guard values.count == expected else {
            throw DatabaseError(code: 0, message: "\(values.count) values for \(expected) placeholders.", sql: sql)
        }
        let parameters = Parameters(values)
        guard parameters.packetSize <= limit else {
            throw DatabaseError.tooLarge(parameters.packetSize, limit: limit, sql: sql)
        }
        if expected > 0, mysql_stmt_bind_param(handle, parameters.binds) != 0 { throw error() }
        try check(mysql_stmt_execute(handle))
        // Bind buffers must live until the statement has run.
        withExtendedLifetime(parameters) {}
    }

    private func madeRow() -> Row {
        let count = Int(mysql_stmt_field_count(handle))
        let made = row.flatMap { $0.count == count ? $0 : nil } ?? Row(count: count)
        row = made
        return made
    }

    /// Reads the rows from the driver's memory: `mysql_stmt_fetch` would process each value before this does.
    private func passRows(_ body: (Row) throws -> Void) throws -> Int {
        let row = madeRow()
        row.describe(handle.pointee.fields)
        var count = 0
        var next = handle.pointee.result.data
        while let stored = next {
            try row.begin(
                UnsafeRawBufferPointer(start: UnsafeRawPointer(stored.pointee.data), count: Int(stored.pointee.length)))
            try body(row)
            count += 1
            next = stored.pointee.next
        }
        return count
    }

    /// Reads the rows by the public interface.
    private func fetchRows(_ body: (Row) throws -> Void) throws -> Int {
        let row = madeRow()
        guard let rows = FetchedRows(handle) else { throw error() }
        rows.describe(row)
        var count = 0
        let isComplete = try rows.pass { packet in
            try row.begin(packet)
            try body(row)
            count += 1
        }
        if !isComplete { throw error() }
        return count
    }

    private func check(_ status: Int32) throws {
        if status != 0 { throw error() }
    }

    private func error() -> DatabaseError {
        DatabaseError(
            code: mysql_stmt_errno(handle), state: String(cString: mysql_stmt_sqlstate(handle)),
            message: String(cString: mysql_stmt_error(handle)), sql: sql)
    }
}
