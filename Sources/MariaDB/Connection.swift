import CMariaDB

/// A session with the database: UTC, strict, READ COMMITTED, statements prepared once.
///
/// Not Sendable: `Database` lends it to one thread at a time.
package final class Connection {
    /// The most statements to keep prepared; filters make many different ones.
    private static let cacheLimit = 256

    private let handle: UnsafeMutablePointer<MYSQL>
    private let usesInternals: Bool
    private var statements: [StatementKey: Statement] = [:]
    /// The server's `max_allowed_packet`. Larger statements are not sent: the server would close the connection, and
    /// the error would look like a server that is gone.
    package private(set) var packetLimit = Int.max
    /// False if the server has `read_only` set, as replicas have. Some users may write all the same.
    package private(set) var serverAcceptsWrites = true
    /// The server's index in its `ServerList`.
    var serverIndex = 0
    /// True if the connection is gone or its state is unknown, so that it must not be lent again.
    package private(set) var isBroken = false

    /// Connects (`mysql_real_connect`) and sets the session; throws `DatabaseError`, one that `isUnsupported` for a
    /// server that lacks what the sessions need.
    package convenience init(_ settings: ConnectionSettings) throws {
        try self.init(settings, usesInternals: DriverInternals.areKnown)
    }

    /// - Parameter usesInternals: True if the driver's internals may be used, not only its public interface.
    init(_ settings: ConnectionSettings, usesInternals: Bool) throws {
        try Connection.startLibrary()
        guard let handle = mysql_init(nil) else {
            throw DatabaseError(code: 2008, message: "There is not enough memory to connect.")
        }
        self.handle = handle
        self.usesInternals = usesInternals
        settings.apply(to: handle)
        // CLIENT_FOUND_ROWS: an UPDATE also counts the rows that it found but did not change.
        let connected = mysql_real_connect(
            handle, settings.host, settings.user, settings.password, settings.database, UInt32(settings.port),
            settings.socket, UInt(CLIENT_FOUND_ROWS))
        if connected == nil { throw error("") }
        try setSession()
        try askServer()
    }

    /// MariaDB 12 knows more values of read_only than 0 and 1. A cluster's node that is not ready refuses this with 1047.
    private func askServer() throws {
        let facts = try first("SELECT @@max_allowed_packet, CAST(@@GLOBAL.read_only AS CHAR)") {
            (packet: try $0.int(), readOnly: try $0.text())
        }
        packetLimit = facts?.packet ?? Int.max
        serverAcceptsWrites = ["0", "OFF"].contains(facts?.readOnly ?? "0")
    }

    private func setSession() throws {
        guard mariadb_connection(handle) != 0 else { throw DatabaseError.unsupported("MySQL \(serverVersion)") }
        do {
            for sql in ConnectionSettings.session { try runPlain(sql) }
        } catch let error as DatabaseError where error.code == 1193 {
            throw DatabaseError.unsupported("MariaDB \(serverVersion)")
        }
    }

    /// The server's version, e.g. `10.11.14-MariaDB`.
    package var serverVersion: String { mysql_get_server_info(handle).map { String(cString: $0) } ?? "" }

    deinit {
        statements = [:]
        mysql_close(handle)
    }

    /// Runs a statement with bound values.
    @discardableResult
    package func run(_ sql: String, _ values: [Value] = []) throws -> Outcome {
        try run(sql, values) { _ in }
    }

    /// Runs a statement and makes a value of each row.
    package func rows<Element>(_ sql: String, _ values: [Value] = [], _ make: (Row) throws -> Element) throws
        -> [Element]
    {
        var elements: [Element] = []
        _ = try run(sql, values) { elements.append(try make($0)) }
        return elements
    }

    /// Runs a statement and makes a value of its first row, if there is one.
    package func first<Element>(_ sql: String, _ values: [Value] = [], _ make: (Row) throws -> Element) throws
        -> Element?
    {
        var element: Element?
        _ = try run(sql, values) { if element == nil { element = try make($0) } }
        return element
    }

    /// Runs SQL that cannot be prepared, without values (`mysql_real_query`).
    package func runPlain(_ sql: String) throws {
        guard mysql_real_query(handle, sql, UInt(sql.utf8.count)) == 0 else { throw failure(error(sql)) }
        if let result = mysql_store_result(handle) { mysql_free_result(result) }
    }

    /// Runs `body` between BEGIN and COMMIT. Rolls back if it throws.
    package func transaction<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        try begin()
        return try finish(body)
    }

    func begin() throws { try runPlain("START TRANSACTION") }

    func finish<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        do {
            let result = try body(self)
            try runPlain("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// If the rollback fails, the connection is dropped, which also rolls back.
    private func rollBack() {
        guard !isBroken else { return }
        if mysql_real_query(handle, "ROLLBACK", 8) != 0 { isBroken = true }
    }

    /// Runs a statement and passes each row to `body`; a row is valid only inside it.
    package func run(_ sql: String, _ values: [Value], _ body: (Row) throws -> Void) throws -> Outcome {
        do {
            return try statement(sql).run(values, atMost: packetLimit, body)
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }

    private func statement(_ sql: String) throws -> Statement {
        let key = StatementKey(sql: sql)
        if let known = statements[key] { return known }
        if statements.count >= Connection.cacheLimit { statements = [:] }
        let new = try Statement(sql, on: handle, usesInternals: usesInternals)
        statements[key] = new
        return new
    }

    private func failure(_ error: DatabaseError) -> DatabaseError {
        let error = error.code == 1205 && isNodeOutOfItsCluster ? DatabaseError.nodeNotReady : error
        if error.endsConnection { isBroken = true }
        return error
    }

    /// True for a Galera node without a majority. With wsrep_sync_wait such a node refuses to read with 1205, as if
    /// there were a lock, instead of 1047. It answers SHOW alone.
    private var isNodeOutOfItsCluster: Bool {
        shows("ON", "SHOW VARIABLES LIKE 'wsrep_on'") && shows("OFF", "SHOW STATUS LIKE 'wsrep_ready'")
    }

    private func shows(_ wanted: String, _ sql: String) -> Bool {
        guard mysql_real_query(handle, sql, UInt(sql.utf8.count)) == 0, let result = mysql_store_result(handle) else {
            return false
        }
        defer { mysql_free_result(result) }
        guard let row = mysql_fetch_row(result), let value = row[1] else { return false }
        return String(cString: value) == wanted
    }

    private func error(_ sql: String) -> DatabaseError {
        DatabaseError(
            code: mysql_errno(handle), state: String(cString: mysql_sqlstate(handle)),
            message: String(cString: mysql_error(handle)), sql: sql)
    }

    private static let libraryStatus = cmariadb_start()

    /// `mysql_server_init` must run once before any thread connects.
    private static func startLibrary() throws {
        guard libraryStatus == 0 else { throw DatabaseError(code: 2000, message: "The client library does not start.") }
    }
}

/// A statement's text as a dictionary key that hashes its length only: hashing the text takes longer than comparing it.
private struct StatementKey: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
}
