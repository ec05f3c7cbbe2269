import TestSupport
import Testing

@testable import MariaDB

/// What the driver's inside is used for gives what its public interface gives.
@Suite struct DriverWaysTests {
    private static let long = String(repeating: "Größe ", count: 20_000)

    private func connection(_ usesInternals: Bool) throws -> Connection {
        let connection = try Connection(PrivateMariaDB.shared.get().newSchema(), usesInternals: usesInternals)
        try connection.runPlain(
            """
            CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, a TINYINT, b TINYINT UNSIGNED, c SMALLINT,
                d SMALLINT UNSIGNED, e MEDIUMINT, f INT UNSIGNED, g BIGINT, h FLOAT, i DOUBLE, j YEAR, k DATETIME(3),
                l DATE, m TIME, n DECIMAL(20, 6), o MEDIUMTEXT, p LONGBLOB) DEFAULT CHARSET = utf8mb4
            """)
        return connection
    }

    private func fill(_ connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO t VALUES (1, -128, 255, -32768, 65535, -8388608, 4294967295, -9223372036854775808, -1.5, 2.25,
                2155, '2026-03-01 10:30:00.012', '1969-12-31', '12:00:01', '-1471.605', ?, ?)
            """, [.text(Self.long), .bytes([0, 1, 0, 255])])
        try connection.run("INSERT INTO t (id, a, o, p) VALUES (2, 7, '', '')")
        try connection.run("INSERT INTO t (id, g, i, k) VALUES (3, 1, 0.1, '2023-01-15')")
    }

    private func line(_ row: Row) throws -> String {
        var parts = try (0..<7).map { _ in try row.optionalInt().map(String.init) ?? "-" }
        parts.append(try row.optionalInt().map(String.init) ?? "-")
        parts += try (0..<2).map { _ in try row.optionalDouble().map { "\($0)" } ?? "-" }
        parts.append(try row.optionalInt().map(String.init) ?? "-")
        parts += try (0..<2).map { _ in try row.optionalTime().map(String.init) ?? "-" }
        try row.skip()
        parts.append(try row.optionalText() ?? "-")
        parts.append(try row.optionalText().map { $0 == Self.long ? "long" : "\($0.count)" } ?? "-")
        parts.append(try row.optionalBytes().map { "\($0)" } ?? "-")
        return parts.joined(separator: " ")
    }

    @Test(arguments: [true, false])
    func `every type is read, and what is NULL`(_ usesInternals: Bool) throws {
        let connection = try connection(usesInternals)
        try fill(connection)
        let lines = try connection.rows("SELECT * FROM t ORDER BY id", [], line)
        #expect(
            lines == [
                "1 -128 255 -32768 65535 -8388608 4294967295 -9223372036854775808 -1.5 2.25 2155 1772361000012 -86400000 "
                    + "-1471.605000 long [0, 1, 0, 255]", "2 7 - - - - - - - - - - - - 0 []",
                "3 - - - - - - 1 - 0.1 - 1673740800000 - - - -",
            ])
    }

    @Test(arguments: [true, false])
    func `neighbouring texts are read in one piece`(_ usesInternals: Bool) throws {
        let sql = "SELECT 7, NULL, ?, '', ?, 8"
        let texts = try connection(usesInternals).first(sql, ["Größe", .text(Self.long)]) { row in
            #expect(try row.int() == 7)
            let texts = try row.texts(4)
            #expect(try row.int() == 8)
            return (0..<4).map { index in texts[index].map { String(decoding: $0, as: UTF8.self) } }
        }
        #expect(texts == [nil, "Größe", "", Self.long])
    }

    @Test(arguments: [true, false])
    func `a statement is run again with values of other types`(_ usesInternals: Bool) throws {
        let connection = try connection(usesInternals)
        #expect(try connection.first("SELECT ?", [7]) { try $0.int() } == 7)
        #expect(try connection.first("SELECT ?", ["seven"]) { try $0.text() } == "seven")
        #expect(try connection.first("SELECT ?", [nil]) { try $0.optionalInt() } == .some(nil))
        #expect(try connection.first("SELECT ?", [8]) { try $0.int() } == 8)
    }

    @Test(arguments: [true, false])
    func `what a statement did is told, with rows and without`(_ usesInternals: Bool) throws {
        let connection = try connection(usesInternals)
        let ids = try connection.rows("INSERT INTO t (a) VALUES (1), (2) RETURNING id, a") {
            (try $0.int(), try $0.int())
        }
        #expect(ids.map(\.0) == [1, 2] && ids.map(\.1) == [1, 2])
        #expect(try connection.run("UPDATE t SET a = 3").affectedRows == 2)
        #expect(try connection.run("SELECT a FROM t", []) { _ in }.affectedRows == 2)
        #expect(try connection.run("SELECT a FROM t WHERE id = 99", []) { _ in }.affectedRows == 0)
        #expect(try connection.run("INSERT INTO t (a) VALUES (4)").insertID == 3)
    }

    @Test(arguments: [true, false])
    func `a row whose reading fails leaves the connection usable`(_ usesInternals: Bool) throws {
        let connection = try connection(usesInternals)
        try fill(connection)
        #expect(throws: DatabaseError.self) { try connection.rows("SELECT o FROM t") { try $0.int() } }
        #expect(throws: DatabaseError.self) { try connection.run("SELECT nothing FROM t") }
        #expect(try connection.first("SELECT count(*) FROM t") { try $0.int() } == 3)
    }

    @Test func `the inside of another version is not known`() {
        #expect(!DriverInternals.areOf("3.1.0") && !DriverInternals.areOf(""))
        // These tests run where they were built.
        #expect(DriverInternals.areKnown)
    }
}
