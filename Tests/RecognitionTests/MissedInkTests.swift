import Recognition
import Testing

@testable import Reading

@Suite(.timeLimit(.minutes(5)))
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
