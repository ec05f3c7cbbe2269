import Recognition
import Testing

@testable import Reading

@Suite(.timeLimit(.minutes(20)))
struct MissedInkTests {
    @Test func `a line that the analysis of the page passed over is found in the ink`() throws {
        let drawn = try DrawnPage()
        let bitmap = try drawn.bitmap()
        let ink = try Binariser(bitmap, radius: 33).binary()
        let letterHeight = try #require(ink.letterHeight)
        let lines = try Recognisers().recogniser(for: "eng").recognise(bitmap, dpi: 200, as: .automatic)
        let missed = try #require(lines.first { $0.words.count >= 3 && $0.words.allSatisfy { $0.text.count > 2 } }).box
        let others = lines.map(\.box).filter { $0 != missed }
        let plain = try ink.whitened(where: ink.ruling(letterHeight: letterHeight))
        let finder = MissedInk(letterHeight: letterHeight)

        let strips = try finder.strips(in: plain, outside: others)
        #expect(
            strips.contains { strip in
                min(strip.right, missed.right) - max(strip.left, missed.left) > missed.width / 3
                    && min(strip.bottom, missed.bottom) > max(strip.top, missed.top)
            })
        #expect(try finder.strips(in: plain, outside: others + [missed]).count < strips.count)
    }

    @Test func `a bold word whose letters touch is a strip, a long bar is none`() throws {
        let (width, height) = (600, 200)
        var bytes = [UInt8](repeating: 255, count: width * height)
        for x in 40..<200 { for y in 50..<70 { bytes[y * width + x] = 0 } }
        for x in 40..<580 { for y in 120..<140 { bytes[y * width + x] = 0 } }
        let ink = try Bitmap(width: width, height: height, isColour: false, bytes: bytes).ink()
        let strips = try MissedInk(letterHeight: 20).strips(in: ink, outside: [])
        #expect(strips.map(\.top) == [50])
    }

    @Test func `dots too small for text do not keep a page's lines from being read`() throws {
        let (width, height) = (1600, 400)
        var bytes = [UInt8](repeating: 255, count: width * height)
        for dot in 0..<30 { for row in 0..<4 { fill(40 + dot * 50, 200 + row * 40, 8, 11, width, &bytes) } }
        fill(40, 50, 160, 20, width, &bytes)
        let ink = try Bitmap(width: width, height: height, isColour: false, bytes: bytes).ink()
        let strips = try MissedInk(letterHeight: 20).strips(in: ink, outside: [])
        #expect(strips.map(\.top) == [50])
    }

    private func fill(_ left: Int, _ top: Int, _ across: Int, _ down: Int, _ width: Int, _ bytes: inout [UInt8]) {
        for y in top..<top + down { for x in left..<left + across { bytes[y * width + x] = 0 } }
    }

    @Test func `rules of a table are lines, letters are none`() throws {
        let (width, height) = (400, 300)
        var bytes = [UInt8](repeating: 255, count: width * height)
        for x in 20..<380 { for y in 100..<103 { bytes[y * width + x] = 0 } }
        for y in 50..<70 { for x in 60..<64 { bytes[y * width + x] = 0 } }
        let ink = try Binariser(Bitmap(width: width, height: height, isColour: false, bytes: bytes), radius: 33)
            .binary()
        let plain = try ink.whitened(where: ink.ruling(letterHeight: 20))
        #expect(ink.parts.count == 2)
        #expect(plain.parts.map(\.left) == [60])
    }
}

extension Bitmap {
    /// 1 bit, ink below middle grey; filled areas stay filled.
    fileprivate func ink() throws -> Bitmap { try Binariser(self, radius: 200).binary() }
}
