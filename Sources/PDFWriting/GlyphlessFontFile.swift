/// A TrueType file with two empty glyphs, made of the tables that PDF needs (ISO 32000-1, 9.9; OpenType 1.9).
enum GlyphlessFontFile {
    static let bytes: [UInt8] = {
        let tables: [(tag: String, bytes: [UInt8])] = [
            ("glyf", [0, 0, 0, 0]), ("head", head), ("hhea", hhea), ("hmtx", hmtx), ("loca", words([0, 0, 0])),
            ("maxp", maxp),
        ]
        var (directory, body): ([UInt8], [UInt8]) = ([], [])
        let start = 12 + 16 * tables.count
        for (tag, table) in tables {
            let padded = table + [UInt8](repeating: 0, count: (4 - table.count % 4) % 4)
            directory += Array(tag.utf8) + longs([checksum(padded), start + body.count, table.count])
            body += padded
        }
        // Version 1.0, and the numbers for a binary search among six tables.
        return longs([0x0001_0000]) + words([tables.count, 64, 2, 32]) + directory + body
    }()

    private static let unitsPerEm = 1000

    private static var head: [UInt8] {
        longs([0x0001_0000, 0x0001_0000, 0, 0x5F0F_3CF5]) + words([3, unitsPerEm]) + longs([0, 0, 0, 0])
            + words([0, -GlyphlessFont.descent, GlyphlessFont.advance, GlyphlessFont.ascent, 0, 8, 2, 0, 0])
    }

    private static var hhea: [UInt8] {
        longs([0x0001_0000])
            + words([GlyphlessFont.ascent, -GlyphlessFont.descent, 0, GlyphlessFont.advance, 0, 0, 0, 1, 0, 0])
            + words([0, 0, 0, 0, 0, 2])
    }

    private static var hmtx: [UInt8] { words([GlyphlessFont.advance, 0, GlyphlessFont.advance, 0]) }

    private static var maxp: [UInt8] {
        longs([0x0001_0000]) + words([2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    private static func words(_ numbers: [Int]) -> [UInt8] {
        numbers.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }

    private static func longs(_ numbers: [Int]) -> [UInt8] { numbers.flatMap { words([$0 >> 16, $0]) } }

    private static func checksum(_ table: [UInt8]) -> Int {
        stride(from: 0, to: table.count, by: 4).reduce(0) { sum, at in
            (sum + table[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }) & 0xFFFF_FFFF
        }
    }
}
