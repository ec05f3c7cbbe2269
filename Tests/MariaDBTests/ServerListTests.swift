import Synchronization
import TestSupport
import Testing

@testable import MariaDB

/// A list of servers of which the first that accepts writes is used, and the next when that one fails.
@Suite struct ServerListTests {
    private let first: PrivateMariaDB
    private let second: PrivateMariaDB
    private let settings: ConnectionSettings

    init() throws {
        first = try PrivateMariaDB(listens: true)
        second = try PrivateMariaDB(listens: true)
        for server in [first, second] {
            // root is exempt from read_only.
            try Self.run(
                on: server, "CREATE DATABASE d", "CREATE TABLE d.t (n INT PRIMARY KEY)",
                "CREATE USER app@'%' IDENTIFIED BY 'secret'", "GRANT ALL ON d.* TO app@'%'")
        }
        settings = Self.list([first.port, second.port])
    }

    private static func list(_ ports: [Int?]) -> ConnectionSettings {
        var settings = ConnectionSettings(host: "127.0.0.1", user: "app", password: "secret", database: "d")
        let servers = ports.map { ServerAddress(host: "127.0.0.1", port: $0 ?? 0) }
        settings.port = servers[0].port
        settings.furtherServers = Array(servers.dropFirst())
        return settings
    }

    private static func run(on server: PrivateMariaDB, _ statements: String...) throws {
        let connection = try Connection(ConnectionSettings(socket: server.socket, user: "root"))
        for sql in statements { try connection.runPlain(sql) }
    }

    private func port(_ database: Database) throws -> Int? {
        try database.read { try $0.first("SELECT @@port") { try $0.int() } }
    }

    private func count(on server: PrivateMariaDB) throws -> Int? {
        try Connection(ConnectionSettings(socket: server.socket, user: "root"))
            .first("SELECT COUNT(*) FROM d.t") { try $0.int() }
    }

    @Test func `the first that answers is used`() throws {
        #expect(try port(Database(settings)) == first.port)
        let dead = try PrivateMariaDB.freePort()
        let database = Database(Self.list([dead, second.port]))
        #expect(try port(database) == second.port)
        let status = database.servers.status
        #expect(status.used == "127.0.0.1:\(second.port ?? 0)")
        #expect(status.refused.map(\.server) == ["127.0.0.1:\(dead)"])
        #expect(status.refused.first?.reason.hasPrefix("2002: ") == true, "\(status)")
    }

    @Test func `a server that accepts no writes is passed over, also when it changes while it is used`() throws {
        try Self.run(on: first, "SET GLOBAL read_only = 1")
        let database = Database(settings)
        #expect(try port(database) == second.port)
        #expect(database.servers.status.refused.first?.reason.contains("read_only") == true)
        try Self.run(on: first, "SET GLOBAL read_only = 0")
        #expect(try port(database) == second.port, "there is no way back without a reason")
        try Self.run(on: second, "SET GLOBAL read_only = 1")
        try database.transaction { try $0.run("INSERT INTO t VALUES (1)") }
        #expect(try count(on: first) == 1 && count(on: second) == 0)
        #expect(try port(database) == first.port)
    }

    @Test func `if none accepts writes, the error says so`() throws {
        for server in [first, second] { try Self.run(on: server, "SET GLOBAL read_only = 1") }
        let database = Database(settings)
        let error = #expect(throws: DatabaseError.self) { try port(database) }
        #expect(error?.isReadOnly == true)
        #expect(database.servers.status.refused.count == 2)
        // A single server is used all the same, for reading.
        #expect(try port(Database(Self.list([first.port]))) == first.port)
    }

    @Test func `a server that dies in the middle of a transaction costs nothing that was not being committed`() throws {
        let servers = ServerList(settings)
        let database = Database(servers, connections: 2)
        let other = Database(servers, connections: 2)
        #expect(try port(database) == first.port && port(other) == first.port)
        let runs = Mutex(0)
        try database.transaction { connection in
            let run = runs.withLock { count in
                count += 1
                return count
            }
            if run == 1 { first.killHard() }
            try connection.run("INSERT INTO t VALUES (?)", [.int(run)])
        }
        #expect(try runs.withLock { $0 } == 2 && count(on: second) == 1)
        #expect(servers.status.used == "127.0.0.1:\(second.port ?? 0)")
        #expect(try port(other) == second.port, "all pools of a process go to the same server")
    }

    @Test func `an idle connection to the server before is not lent again`() throws {
        let servers = ServerList(settings)
        let (database, other) = (Database(servers, connections: 1), Database(servers, connections: 1))
        #expect(try port(database) == first.port)
        try Self.run(on: first, "SET GLOBAL read_only = 1")
        // The other pool finds out, and this pool's idle connection, which still works, is not used.
        #expect(try port(other) == second.port)
        #expect(try port(database) == second.port)
    }
}
