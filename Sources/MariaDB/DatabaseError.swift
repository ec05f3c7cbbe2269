import Foundation

/// What the database or the way to it refused; carries the SQL with its placeholders, never the bound values.
package struct DatabaseError: Error, Sendable {
    /// MariaDB's number, e.g. 1062, or the client library's, e.g. 2006; 0 for our own complaints.
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

    /// A unique key refused the row (1062).
    package var isDuplicate: Bool { code == 1062 }

    /// Another transaction stood in the way: roll back and run the whole transaction again (1205 lock wait, 1213
    /// deadlock, 1020 changed since read, 1047 and 1180 of Galera).
    package var isWorthRetrying: Bool { [1205, 1213, 1020, 1047, 1180].contains(code) }

    /// The server or the connection is gone, or the server takes no more (1040, 1053, 1203, 1317 while shutting down).
    package var isAway: Bool {
        (2000...2059).contains(code) && code != 2014 || DatabaseError.awayCodes.contains(code)
    }

    /// No room on the database's disk (1021, 1114; 3, 1026 and 1030 with the system's error 28).
    package var isFull: Bool {
        [1021, 1114].contains(code) || [3, 1026, 1030].contains(code) && message.contains("28")
    }

    /// The user has no right to this (1142, 1143, 1227).
    package var isDenied: Bool { [1142, 1143, 1227].contains(code) }

    /// Too many connections, shutting down, network errors of the server's side, connection killed.
    private static let awayCodes: Set<UInt32> = [
        1040, 1053, 1152, 1153, 1158, 1159, 1160, 1161, 1184, 1203, 1927,
    ]

    /// The duplicate key's name, e.g. `job.number`.
    package var key: String? {
        guard isDuplicate, let start = message.range(of: "for key '") else { return nil }
        return message[start.upperBound...].split(separator: "'").first.map(String.init)
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String { "\(code) (\(state)): \(message)\(sql.isEmpty ? "" : " in: \(sql)")" }
}
