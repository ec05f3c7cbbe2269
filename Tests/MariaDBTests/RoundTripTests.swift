import Foundation
import MariaDB
import TestSupport
import Testing

/// Each type that can be bound and read comes back as it went.
@Suite struct RoundTripTests {
    private let connection: Connection

    init() throws {
        connection = try Connection(PrivateMariaDB.shared.get().newSchema())
        try connection.runPlain(
            """
            CREATE TABLE t (id INT PRIMARY KEY, big BIGINT, small TINYINT UNSIGNED, real_number DOUBLE, words VARCHAR(300),
                long_words MEDIUMTEXT, blob_bytes LONGBLOB, at DATETIME(3), day DATE, money DECIMAL(20, 6))
                DEFAULT CHARSET = utf8mb4
            """)
    }

    private func stored<Result>(_ column: String, _ value: Value, _ read: (Row) throws -> Result) throws -> Result? {
        try connection.run("REPLACE INTO t (id, \(column)) VALUES (1, ?)", [value])
        return try connection.first("SELECT \(column) FROM t WHERE id = ?", [1], read)
    }

    @Test(arguments: [0, 1, -1, Int.max, Int.min])
    func `a whole number comes back`(number: Int) throws {
        #expect(try stored("big", .int(number)) { try $0.int() } == number)
    }

    @Test func `a small unsigned number is read as a whole number`() throws {
        #expect(try stored("small", 255) { try $0.int() } == 255)
    }

    @Test(arguments: [0.0, -1.5, Double.pi, 1e300])
    func `a real number comes back`(number: Double) throws {
        #expect(try stored("real_number", .double(number)) { try $0.double() } == number)
    }

    @Test(arguments: ["", "plain", "Grüße 🧾 from 東京", "quote ' \\ \" \0 end"])
    func `a text comes back`(text: String) throws {
        #expect(try stored("words", .text(text)) { try $0.text() } == text)
    }

    @Test(arguments: [255, 256, 257, 65_536, 3_000_000])
    func `a text longer than the buffer comes back whole`(length: Int) throws {
        let text = String(repeating: "ä", count: length)
        #expect(try stored("long_words", .text(text)) { try $0.text() } == text)
    }

    @Test func `bytes come back, zeros and all`() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
        #expect(try stored("blob_bytes", .bytes(bytes)) { try $0.bytes() } == bytes)
        #expect(try stored("blob_bytes", .bytes([])) { try $0.bytes() } == [])
    }

    @Test(arguments: [0, 1_674_302_400_123, 253_402_300_799_999, -86_400_001])
    func `a moment comes back with its milliseconds`(milliseconds: Int64) throws {
        #expect(try stored("at", .time(milliseconds)) { try $0.time() } == milliseconds)
    }

    @Test func `a day bound as text is read as its midnight`() throws {
        #expect(try stored("day", "2023-01-15") { try $0.time() } == 1_673_740_800_000)
    }

    @Test func `numbers of every width are read, with and without a sign`() throws {
        try connection.runPlain(
            """
            CREATE TABLE n (a TINYINT, b TINYINT UNSIGNED, c SMALLINT, d SMALLINT UNSIGNED, e MEDIUMINT,
                f MEDIUMINT UNSIGNED, g INT, h INT UNSIGNED, i BIGINT, j YEAR, k FLOAT)
            """)
        try connection.runPlain(
            """
            INSERT INTO n VALUES (-128, 255, -32768, 65535, -8388608, 16777215, -2147483648, 4294967295,
                -9223372036854775808, 2155, -1.5)
            """)
        let read = try #require(
            try connection.first("SELECT * FROM n") { row in
                let numbers = try (0..<10).map { _ in try row.int() }
                return (numbers, try row.double())
            })
        #expect(
            read.0 == [-128, 255, -32768, 65535, -8_388_608, 16_777_215, -2_147_483_648, 4_294_967_295, .min, 2155])
        #expect(read.1 == -1.5)
    }

    @Test func `one statement is read right when its values change their type`() throws {
        func value<Result>(_ value: Value, _ read: (Row) throws -> Result) throws -> Result? {
            try connection.first("SELECT ?, 'end'", [value]) { row in
                let result = try read(row)
                #expect(try row.text() == "end")
                return result
            }
        }
        #expect(try value(7) { try $0.int() } == 7)
        #expect(try value("seven") { try $0.text() } == "seven")
        #expect(try value(.double(0.5)) { try $0.double() } == 0.5)
        #expect(try value(nil) { try $0.optionalInt() } == .some(nil))
        #expect(try value(8) { try $0.int() } == 8)
    }

    @Test(
        arguments: [
            ("2023-01-15 00:00:00", 1_673_740_800_000), ("2023-01-15 01:02:03", 1_673_744_523_000),
            ("2023-01-15 01:02:03.004", 1_673_744_523_004), ("1969-12-31 23:59:59.999", -1),
        ] as [(String, Int64)])
    func `a moment is read however much of it is zero`(text: String, milliseconds: Int64) throws {
        #expect(try stored("at", .text(text)) { try $0.time() } == milliseconds)
    }

    @Test func `what is read as something that it is not is an error`() throws {
        #expect(throws: DatabaseError.self) { try stored("words", "7") { try $0.int() } }
        #expect(throws: DatabaseError.self) { try stored("big", 7) { try $0.text() } }
        #expect(throws: DatabaseError.self) { try stored("big", 7) { try $0.time() } }
        #expect(throws: DatabaseError.self) { try connection.first("SELECT CURTIME()") { try $0.text() } }
    }

    @Test func `a decimal is read as its digits`() throws {
        #expect(try stored("money", "1471.605") { try $0.text() } == "1471.605000")
    }

    @Test func `null comes back as nil from every optional reading`() throws {
        #expect(try stored("big", nil) { try $0.optionalInt() } == .some(nil))
        #expect(try stored("words", nil) { try $0.optionalText() } == .some(nil))
        #expect(try stored("at", nil) { try $0.optionalTime() } == .some(nil))
    }

    @Test func `null where a value is required is an error and not a crash`() throws {
        #expect(throws: DatabaseError.self) { try stored("big", nil) { try $0.int() } }
    }

    @Test func `a short value after a long one is read right`() throws {
        for text in [String(repeating: "x", count: 100_000), "short", String(repeating: "y", count: 5000), ""] {
            #expect(try stored("long_words", .text(text)) { try $0.text() } == text)
        }
    }

    @Test func `long and short rows of one result are read right`() throws {
        let lengths = [3, 70_000, 0, 300, 256, 100_000, 1]
        for (index, length) in lengths.enumerated() {
            try connection.run(
                "INSERT INTO t (id, long_words, big) VALUES (?, ?, ?)",
                [.int(index + 10), .text(String(repeating: "z", count: length)), .int(length)])
        }
        let read = try connection.rows("SELECT long_words, big FROM t WHERE id >= 10 ORDER BY id") {
            (try $0.text().utf8.count, try $0.int())
        }
        #expect(read.map(\.0) == lengths)
        #expect(read.map(\.1) == lengths)
    }

    @Test func `neighbouring texts are read in one piece`() throws {
        let long = String(repeating: "ü", count: 5000)
        let texts = try connection.first("SELECT 7, NULL, ?, '', NULL, ?, 8", ["Größe", .text(long)]) { row in
            #expect(try row.int() == 7)
            let texts = try row.texts(5)
            #expect(try row.int() == 8)
            return (0..<5).map { index in texts[index].map { String(decoding: $0, as: UTF8.self) } }
        }
        #expect(texts == [nil, "Größe", "", nil, long])
    }

    @Test func `twelve bytes are read as two numbers`() throws {
        let bytes = (1...12).map { UInt8($0) }
        let read = try #require(try stored("blob_bytes", .bytes(bytes)) { try $0.twelveBytes() })
        #expect(read.high == 0x0102_0304 && read.low == 0x0506_0708_090A_0B0C)
        #expect(throws: DatabaseError.self) { try stored("blob_bytes", .bytes([1, 2])) { try $0.twelveBytes() } }
    }

    @Test func `a day that does not exist is refused`() throws {
        #expect(throws: DatabaseError.self) { try stored("day", "2023-02-30") { try $0.time() } }
    }

    @Test func `an update that changes nothing has still found its row`() throws {
        try connection.run("REPLACE INTO t (id, big) VALUES (1, 5)")
        #expect(try connection.run("UPDATE t SET big = 5 WHERE id = 1").affectedRows == 1)
        #expect(try connection.run("UPDATE t SET big = 5 WHERE id = 99").affectedRows == 0)
    }
}
