import Foundation
import Testing

@testable import Exports

struct ZipTests {
    private final class Written { var bytes: [UInt8] = [] }

    private func zip(_ entries: [(String, String)], isPacked: Bool = true) throws -> [UInt8] {
        let written = Written()
        var writer = ZipWriter { written.bytes += $0 }
        for (name, text) in entries { try writer.add(name, Array(text.utf8), isPacked: isPacked) }
        try writer.finish()
        return written.bytes
    }

    @Test(arguments: [true, false]) func `entries come out as they went in`(isPacked: Bool) throws {
        let entries = [
            ("ä-1.json", "{}"), ("empty.txt", ""), ("long.txt", String(repeating: "line of text\n", count: 10_000)),
        ]
        let bytes = try zip(entries, isPacked: isPacked)
        #expect(try UnpackedZip(bytes).files == Dictionary(uniqueKeysWithValues: entries))
        #expect((bytes.count < 20_000) == isPacked)
    }

    @Test func `a ZIP file may be empty, or have more entries than its old directory can count`() throws {
        #expect(try UnpackedZip(zip([])).files.isEmpty)
        let many = (0..<66_000).map { ("\($0)", "") }
        #expect(try UnpackedZip(zip(many, isPacked: false)).files.count == 66_000)
    }

    @Test func `names are safe, and none is given twice`() {
        var names = EntryNames()
        let given = [
            "R/2031 7", "../../etc/passwd", "CON", "r_2031_7", "", ".", "Ærø 1", String(repeating: "ä", count: 500),
        ]
        .enumerated().map { names.stem($1, id: "id\($0)") }
        #expect(
            given.prefix(7) == [
                "R_2031_7", "_.._.._etc_passwd", "_CON", "r_2031_7-id3", "_", "_-id5", "Ærø_1",
            ])
        #expect(given[7].utf8.count <= 200)
    }
}
