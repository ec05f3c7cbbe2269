import CMariaDB
import Testing

@testable import MariaDB

/// Whatever is sent in a row's place is read or refused, and nothing beyond its bytes is looked at.
@Suite struct HostileRowTests {
    private static let kinds = [MYSQL_TYPE_VAR_STRING, MYSQL_TYPE_LONGLONG, MYSQL_TYPE_DATETIME, MYSQL_TYPE_BLOB]
    /// The text "hello", 42, a moment, and a text of 300 letters, whose length takes two bytes.
    private static let packet: [UInt8] =
        [0, 0] + [5] + Array("hello".utf8) + [42, 0, 0, 0, 0, 0, 0, 0]
        + [11, 0xEA, 7, 3, 1, 10, 30, 0, 0x10, 0x27, 0, 0] + [252, 44, 1] + [UInt8](repeating: 97, count: 300)

    private func row(_ kinds: [enum_field_types]) -> Row {
        var fields = kinds.map { kind in
            var field = MYSQL_FIELD()
            field.type = kind
            return field
        }
        let row = Row(count: kinds.count)
        fields.withUnsafeMutableBufferPointer { fields in fields.baseAddress.map(row.describe) }
        return row
    }

    private func read(_ packet: [UInt8]) throws -> String {
        try packet.withUnsafeBytes { bytes in
            let row = row(Self.kinds)
            try row.begin(bytes)
            return "\(try row.text()) \(try row.int()) \(try row.time()) \(try row.text().count)"
        }
    }

    private func texts(_ packet: [UInt8], _ count: Int) throws -> [Int?] {
        try packet.withUnsafeBytes { bytes in
            let row = row(Self.kinds)
            try row.begin(bytes)
            let texts = try row.texts(count)
            return (0..<count).map { texts[$0]?.count }
        }
    }

    @Test func `a whole row is read`() throws {
        #expect(try read(Self.packet) == "hello 42 1772361000010 300")
        #expect(try texts(Self.packet, 4) == [5, 8, 11, 300])
    }

    @Test func `a row that ends too soon is refused wherever it ends`() {
        for length in 0..<Self.packet.count {
            let cut = Array(Self.packet.prefix(length))
            #expect(throws: DatabaseError.self, "\(length)") { try read(cut) }
            #expect(throws: DatabaseError.self, "\(length)") { try texts(cut, 4) }
        }
    }

    @Test(arguments: [[251], [252, 255, 255], [253, 255, 255, 255], [254] + [UInt8](repeating: 255, count: 8), [255]])
    func `a length beyond the row's end is refused`(length: [UInt8]) {
        let packet = [0, 0] + length + [UInt8](repeating: 97, count: 40)
        #expect(throws: DatabaseError.self) { try read(packet) }
        #expect(throws: DatabaseError.self) { try texts(packet, 1) }
    }

    @Test func `more columns than there are, and texts that are none, are refused or have no value`() throws {
        #expect(throws: DatabaseError.self) { try texts(Self.packet, 5) }
        // A bit for each column after two that are not used: all four are NULL.
        #expect(try texts([0, 0b0011_1100], 4) == [nil, nil, nil, nil])
        #expect(throws: DatabaseError.self) { try read([0, 0b0011_1100]) }
    }
}
