import Invoices
import Recognition
import Testing

@testable import Reading

/// Pages so long that enlarged they would be more than Tesseract takes.
struct WidePageTests {
    /// Small letters of a sample side by side, as far as it goes.
    private func strip(width: Int) throws -> PagePicture {
        let drawn = try DrawnPage(dpi: 70)
        let first = try #require(
            (0..<drawn.height).first { y in drawn.bytes[y * drawn.width..<(y + 1) * drawn.width].contains { $0 < 128 } }
        )
        let bytes = (first - 4..<first + 40).flatMap { y in
            (0..<width).map { x in drawn.bytes[y * drawn.width + x % drawn.width] }
        }
        return PagePicture(
            bitmap: try Bitmap(width: width, height: 44, isColour: false, bytes: bytes), dpi: 70, size: nil,
            image: PageImage(width: width, height: 44, dpi: 70, colorSpace: .gray, format: "png"))
    }

    @Test(arguments: [20_000, 32_767])
    func `small letters on a long strip are enlarged as far as can be, and read`(width: Int) throws {
        let recognisers = Recognisers()
        let page = try PreparedPage(strip(width: width), PreprocessingSettings(), recognisers)
        #expect(page.picture.width <= Recogniser.largestSide && page.picture.width >= width)
        let (lines, _) = try PageRecognition(recognisers, ["en"]).read(page)
        #expect(!lines.isEmpty)
    }

    @Test func `a word too wide to be enlarged stays as it was read`() throws {
        let recognisers = Recognisers()
        let page = try PreparedPage(strip(width: 32_767), PreprocessingSettings(), recognisers)
        let word = RecognisedWord(
            text: "4711", confidence: 0.1,
            box: PixelBox(left: 0, top: 0, right: page.picture.width, bottom: page.picture.height))
        let look = SecondPass(
            at: page,
            with: TesseractStrips(
                of: page.picture, dpi: page.dpi, with: try recognisers.recogniser(for: "eng"), enlargedBy: 1.35),
            below: 0.9)
        #expect(try look.look(at: RecognisedLine(words: [word], block: 0)).words.map(\.text) == ["4711"])
    }
}
