import Foundation

/// An error of the database or of the connection. Has the SQL with its placeholders, never the bound values.
package struct DatabaseError: Error, Sendable {
    /// MariaDB's number, e.g. 1062, or the client library's, e.g. 2006; 0 for errors of this module.
    package let code: UInt32
    /// The five characters of SQLSTATE.
    package let state: String
    package let message: String
    package let sql: String

    package init(code: UInt32, state: String = "HY000", message: String, sql: String = "") {
        self.code = code
        self.state = state
        self.message = message
        self.sql = sql
    }

    /// A statement does not fit into one packet; it was not sent.
    static func tooLarge(_ bytes: Int, limit: Int, sql: String) -> DatabaseError {
        DatabaseError(
            code: 1153, state: "08S01",
            message: "A statement of \(bytes) bytes does not fit into max_allowed_packet, \(limit).", sql: sql)
    }

    /// A server of a list has `read_only` set (1290, as a refused write has).
    static let readOnlyServer = DatabaseError(code: 1290, message: "The server accepts no writes: read_only is set.")

    /// A node of a cluster that has lost the majority, in the words of the node itself.
    static let nodeNotReady = DatabaseError(
        code: 1047, state: "08S01", message: "WSREP has not yet prepared node for application use")

    /// The server is not MariaDB, or it is too old; `message` is a sentence for the operator.
    static func unsupported(_ version: String) -> DatabaseError {
        DatabaseError(
            code: 0, state: unsupportedState,
            message: "The database server is \(version.isEmpty ? "unknown" : version). "
                + "MariaDB 10.11.8 or newer is needed, with innodb_snapshot_isolation.")
    }

    /// The duplicate key's name, e.g. `job.number`.
    package var key: String? {
        guard isDuplicate, let start = message.range(of: "for key '") else { return nil }
        return message[start.upperBound...].split(separator: "'").first.map(String.init)
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String { "\(code) (\(state)): \(plainMessage)\(sql.isEmpty ? "" : " in: \(sql)")" }

    /// The message for a log. Some messages quote the refused value, which may be a document's text; it is removed.
    private var plainMessage: String {
        guard DatabaseError.quoting.contains(code), let start = message.firstIndex(of: "'"),
            let end = message.range(of: "' for ", options: .backwards), start < end.lowerBound
        else { return message }
        return message[...start] + "…" + message[end.lowerBound...]
    }

    /// Duplicate entry, and values that are not of their column's type or character set.
    private static let quoting: Set<UInt32> = [1062, 1292, 1366, 1411, 1586]
}
