import Foundation
import MariaDB
import Synchronization
import TestSupport
import Testing

/// Transactions are whole, and run again when another stood in the way.
@Suite struct TransactionTests {
    private let database: Database

    init() throws {
        let settings = try PrivateMariaDB.shared.get().newSchema()
        database = Database(settings, connections: 8)
        try Connection(settings).runPlain("CREATE TABLE t (id INT PRIMARY KEY, n INT NOT NULL)")
        try Connection(settings).runPlain("INSERT INTO t VALUES (1, 0), (2, 0)")
    }

    private func sum() throws -> Int? {
        try database.read { try $0.first("SELECT CAST(SUM(n) AS SIGNED) FROM t") { try $0.int() } }
    }

    @Test func `what a failed transaction did is undone`() throws {
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            try database.transaction { connection in
                try connection.run("UPDATE t SET n = 7")
                throw Refused()
            }
        }
        #expect(try sum() == 0)
    }

    @Test func `a database that says nothing for too long is gone`() throws {
        var settings = try PrivateMariaDB.shared.get().newSchema()
        settings.readTimeout = .seconds(1)
        let connection = try Connection(settings)
        let error = #expect(throws: DatabaseError.self) {
            try connection.run("SELECT SLEEP(?)", [.int(10)]) { Issue.record("It answered after \(try $0.int()).") }
        }
        #expect(error?.isAway == true && connection.isBroken)
    }

    @Test func `a duplicate names its key and is not tried again`() throws {
        let tries = Mutex(0)
        let error = #expect(throws: DatabaseError.self) {
            try database.transaction { connection in
                tries.withLock { $0 += 1 }
                try connection.run("INSERT INTO t VALUES (1, 1)")
            }
        }
        #expect(error?.isDuplicate == true)
        #expect(error?.key == "PRIMARY")
        #expect(tries.withLock { $0 } == 1)
    }

    @Test func `an error's description shows nothing of the values`() throws {
        try database.read { connection in
            try connection.runPlain("CREATE TABLE s (name VARCHAR(20) PRIMARY KEY, day DATE) CHARSET utf8mb4")
            try connection.run("INSERT INTO s (name) VALUES (?)", ["Geheimrat"])
            let refused: [(code: UInt32, sql: String, value: Value)] = [
                (1062, "INSERT INTO s (name) VALUES (?)", "Geheimrat"),
                (1366, "INSERT INTO s (name) VALUES (?)", .bytes(Array("Geheim".utf8) + [0xFF, 0x27])),
                (1406, "INSERT INTO s (name) VALUES (?)", "Geheimrat, und noch viel mehr als das"),
                (1292, "INSERT INTO s (name, day) VALUES ('a', ?)", "Geheim"),
            ]
            for (code, sql, value) in refused {
                let error = #expect(throws: DatabaseError.self) { try connection.run(sql, [value]) }
                #expect(error?.code == code)
                #expect(error.map { "\($0)".contains("Geheim") || "\($0)".contains("xFF") } == false)
            }
        }
    }

    @Test func `transactions that deadlock all happen once`() throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 60) { turn in
            let order = turn % 2 == 0 ? [1, 2] : [2, 1]
            do {
                try database.transaction { connection in
                    for id in order { try connection.run("UPDATE t SET n = n + 1 WHERE id = ?", [.int(id)]) }
                }
            } catch { failures.withLock { $0.append("\(error)") } }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try sum() == 120)
    }

    @Test func `a session is in UTC and READ COMMITTED with snapshot isolation`() throws {
        let session = try database.read { connection in
            try connection.first("SELECT CONCAT(@@time_zone, ' ', @@tx_isolation, ' ', @@innodb_snapshot_isolation)") {
                try $0.text()
            }
        }
        #expect(session == "+00:00 READ-COMMITTED ON")
    }
}

/// The server's death and return. A server of its own: the others' must not die.
@Suite struct ReconnectTests {
    @Test func `after a restart everyone works on, and what was acknowledged is there`() throws {
        let server = try PrivateMariaDB()
        let database = Database(try server.newSchema(), connections: 4)
        try database.read { try $0.runPlain("CREATE TABLE t (id INT PRIMARY KEY)") }
        try database.transaction { try $0.run("INSERT INTO t VALUES (1)") }
        server.killHard()
        let error = #expect(throws: DatabaseError.self) {
            try database.transaction { try $0.run("INSERT INTO t VALUES (2)") }
        }
        #expect(error?.isAway == true)
        try server.start()
        try database.transaction { try $0.run("INSERT INTO t VALUES (3)") }
        let ids = try database.read { try $0.rows("SELECT id FROM t ORDER BY id") { try $0.int() } }
        #expect(ids == [1, 3])
    }
}
