import Foundation
package import MariaDB
package import Secrets

/// How the database server is set up, as far as going live depends on it.
package struct ServerFacts: Sendable, Equatable {
    /// The server's version, e.g. `10.11.14-MariaDB`.
    package let version: String
    /// The server's clock, in seconds since 1970.
    package let seconds: Int
    /// True if the connection that asked is encrypted.
    package let isEncrypted: Bool
    /// The user's rights on all databases, as SHOW GRANTS names them, without those that tell and change nothing.
    package let globalRights: [String]
    /// The server's variables, by name in lower case.
    private let variables: [String: String]

    package init(
        version: String, seconds: Int, isEncrypted: Bool, globalRights: [String], variables: [String: String]
    ) {
        self.version = version
        self.seconds = seconds
        self.isEncrypted = isEncrypted
        self.globalRights = globalRights
        self.variables = variables
    }

    /// Asks the server; throws what the stores throw.
    package init(_ database: Database) throws {
        self = try database.reading { connection in
            func pairs(_ sql: String) throws -> [String: String] {
                let rows = try connection.rows(sql) { (try $0.text().lowercased(), try $0.optionalText() ?? "") }
                return Dictionary(rows) { first, _ in first }
            }
            let grants = try connection.rows("SHOW GRANTS") { try $0.text() }
            return ServerFacts(
                version: connection.serverVersion,
                seconds: try connection.first("SELECT UNIX_TIMESTAMP()") { try $0.int() } ?? 0,
                isEncrypted: try pairs("SHOW SESSION STATUS LIKE 'Ssl_cipher'")["ssl_cipher"]?.isEmpty == false,
                globalRights: Self.globalRights(of: grants), variables: try pairs("SHOW GLOBAL VARIABLES"))
        }
    }

    /// True for `ON` and `1`; false also for a variable that the server does not have.
    package func isOn(_ variable: String) -> Bool { ["ON", "1"].contains(variables[variable]?.uppercased()) }

    /// Nil for a variable that the server does not have, or that is no number.
    package func number(_ variable: String) -> Int? { variables[variable].flatMap { Int($0) } }

    /// E.g. `SUPER` of ``GRANT PROCESS, SUPER ON *.* TO …``.
    static func globalRights(of grants: [String]) -> [String] {
        let harmless: Set = ["USAGE", "PROCESS", "SHOW DATABASES"]
        return grants.flatMap { grant -> [String] in
            guard grant.hasPrefix("GRANT "), let end = grant.range(of: " ON *.* TO ") else { return [] }
            return grant[..<end.lowerBound].dropFirst("GRANT ".count).split(separator: ",")
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !harmless.contains($0) }
        }
    }

    /// How many of the webhooks' secrets `sealer` cannot read, because another key has encrypted them. Without a sealer
    /// that is all of them.
    package static func unreadableSecrets(in database: Database, _ sealer: Sealer?) throws -> Int {
        try database.reading { connection in
            try connection.rows("SELECT id, secret FROM webhook") { row in
                let (id, secret) = (try row.bytes(), try row.bytes())
                return (try? sealer?.open(secret, context: id)) == nil
            }.count { $0 }
        }
    }
}
