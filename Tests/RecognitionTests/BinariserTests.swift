import Recognition
import Testing

@Suite(.timeLimit(.minutes(20)))
struct BinariserTests {
    private func recall(_ page: DrawnPage, _ bitmap: Bitmap) throws -> Double {
        let levelled = try Binariser(bitmap, radius: 33).levelled()
        return page.recall(try Recogniser(languages: "eng").recognise(levelled, dpi: 200, as: .automatic))
    }

    @Test func `a shadow across the page does not swallow its text`() throws {
        let page = try DrawnPage()
        let shaded = try page.bitmap { value, x in Double(value) * (1 - 0.7 * x) }
        #expect(try recall(page, shaded) > 0.8)
    }

    @Test func `faded print is not taken for paper`() throws {
        let page = try DrawnPage()
        let faded = try page.bitmap { value, _ in 140 + Double(value) * 60 / 255 }
        #expect(try recall(page, faded) > 0.8)
    }

    @Test func `a sheet on a dark desk that fills more of the picture is read`() throws {
        let page = try DrawnPage()
        var bytes = [UInt8](repeating: 40, count: page.width * 2 * page.height * 3 / 2)
        for y in 0..<page.height {
            for x in 0..<page.width {
                bytes[(y + page.height / 4) * page.width * 2 + x + page.width / 2] = page.bytes[y * page.width + x]
            }
        }
        let photo = try Bitmap(width: page.width * 2, height: page.height * 3 / 2, isColour: false, bytes: bytes)
        #expect(try recall(page, photo) > 0.8)
        #expect(try #require(GreyLevels(photo)).isInverted == false)
    }

    @Test func `light letters on a dark page are told from dark ones on a light page`() throws {
        let page = try DrawnPage()
        let inverted = try page.bitmap { value, _ in 230 - Double(value) * 0.8 }
        #expect(try #require(GreyLevels(inverted)).isInverted)
        #expect(try #require(GreyLevels(page.bitmap())).isInverted == false)
        #expect(try recall(page, inverted.inverted()) > 0.8)
    }

    @Test func `an empty page has no ink and no letters`() throws {
        let white = try Bitmap(
            width: 400, height: 300, isColour: false, bytes: [UInt8](repeating: 240, count: 120_000))
        let ink = try Binariser(white, radius: 30).binary()
        #expect(InkComponents(ink).letterHeight == nil)
        #expect(ink.orientation.confidence == 0)
    }

    @Test(arguments: [1, 7, 8, 9, 31, 33]) func `any width and height can be measured`(size: Int) throws {
        let grey = try Bitmap(
            width: size, height: size, isColour: false, bytes: [UInt8](repeating: 128, count: size * size))
        let binariser = Binariser(grey, radius: 4)
        #expect(try binariser.binary().width == size)
        #expect(try binariser.levelled().height == size)
    }
}
