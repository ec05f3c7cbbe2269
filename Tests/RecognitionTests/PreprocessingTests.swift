import Invoices
import Recognition
import Testing

@testable import Reading

/// Each switch of a template's preprocessing, on a page that needs it.
@Suite(.timeLimit(.minutes(20)))
struct PreprocessingTests {
    private let recognisers = Recognisers()

    private func upright(_ bitmap: Bitmap, dpi: Int = 200, _ change: (inout PreprocessingSettings) -> Void = { _ in })
        throws -> PreparedPage
    {
        var settings = PreprocessingSettings()
        change(&settings)
        return try PreparedPage(
            PagePicture(bitmap: bitmap, dpi: dpi, size: nil, image: PageImage()), settings, recognisers)
    }

    private func recall(_ page: DrawnPage, _ upright: PreparedPage) throws -> Double {
        try page.recall(PageRecognition(recognisers, ["en"]).read(upright).lines)
    }

    /// Every so many pixels one is black where the paper was, or white where the ink was; always the same ones.
    private func speckled(_ page: DrawnPage, oneIn share: UInt64) throws -> Bitmap {
        var state: UInt64 = 7
        return try page.bitmap { value, _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % share == 0 ? (value > 128 ? 0 : 255) : Double(value)
        }
    }

    @Test func `denoising reads a speckled page better`() throws {
        let page = try DrawnPage()
        let bitmap = try speckled(page, oneIn: 100)
        let with = try upright(bitmap)
        #expect(with.preprocessing.denoised)
        #expect(try recall(page, with) > 0.9)
        let without = try upright(bitmap) { $0.denoising = false }
        #expect(!without.preprocessing.denoised)
        #expect(try recall(page, without) < recall(page, with))
    }

    @Test func `neither a clean page nor one of tiny letters is denoised`() throws {
        #expect(try !upright(DrawnPage().bitmap()).preprocessing.denoised)
        let tiny = try speckled(DrawnPage(dpi: 100), oneIn: 200)
        #expect(try !upright(tiny, dpi: 100).preprocessing.denoised)
    }

    /// The sum of twelve random numbers is nearly a normal distribution.
    private func noisy(_ page: DrawnPage, deviation: Double) throws -> Bitmap {
        var state: UInt64 = 11
        return try page.bitmap { value, _ in
            let sum = (0..<12).reduce(0.0) { sum, _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return sum + Double(state >> 40) / Double(1 << 24)
            }
            return 10 + 0.7 * Double(value) + deviation * (sum - 6)
        }
    }

    @Test(arguments: [10.0, 30.0]) func `noise is measured in greys, whatever is printed`(deviation: Double) throws {
        let measured = try noisy(DrawnPage(), deviation: deviation).noise
        #expect(abs(measured - deviation) < 0.15 * deviation)
        #expect(try DrawnPage().bitmap().noise < 1)
    }

    @Test func `a sensor's noise is smoothed until the page can be read`() throws {
        let page = try DrawnPage()
        let with = try upright(noisy(page, deviation: 22))
        #expect(with.preprocessing.denoised && !with.isHopeless)
        #expect(try recall(page, with) > 0.8)
    }

    @Test func `a picture that is all specks is given up before it is recognised`() throws {
        var state: UInt64 = 3
        let (width, height) = (1200, 1600)
        let bytes = (0..<width * height).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 61 == 0 ? 0 : 255
        }
        let bitmap = try Bitmap(width: width, height: height, isColour: false, bytes: bytes)
        let picture = PagePicture(bitmap: bitmap, dpi: 300, size: nil, image: PageImage())
        var settings = PreprocessingSettings()
        settings.denoising = false
        #expect(try PreparedPage(picture, settings, recognisers).isHopeless)
        let read = try ScanReader(recognisers, ReadSettings(preprocessing: settings)).read(picture, number: 1)
        #expect(read.page.words.isEmpty)
    }

    /// The page's grey on a dark desk that is so many times as wide and high.
    private func onDesk(_ page: DrawnPage, times: Double) throws -> Bitmap {
        let (width, height) = (Int(Double(page.width) * times), Int(Double(page.height) * times))
        let (left, top) = ((width - page.width) / 2, (height - page.height) / 2)
        var bytes = (0..<width * height).map { UInt8(40 + 20 * ($0 % width / 16 % 2)) }
        for y in 0..<page.height {
            for x in 0..<page.width {
                bytes[(top + y) * width + left + x] = 20 + page.bytes[y * page.width + x] / 5 * 4
            }
        }
        return try Bitmap(width: width, height: height, isColour: false, bytes: bytes)
    }

    @Test(arguments: [1.5, 2.0]) func `a page is read that lies on a dark desk larger than itself`(
        times: Double
    ) throws {
        let page = try DrawnPage(dpi: 150)
        let bitmap = try onDesk(page, times: times)
        #expect(try recall(page, upright(bitmap, dpi: 150)) > 0.9)
        let clear = try #require(try bitmap.withoutDesk())
        #expect(clear.width == bitmap.width && clear.height == bitmap.height, "places stay where they were")
    }

    @Test func `a page without a desk stays as it is, also in white on black`() throws {
        let page = try DrawnPage().bitmap()
        #expect(try PaperArea(page) == nil)
        #expect(try PaperArea(page.inverted()) == nil)
    }

    @Test func `image enhancement reads what lies in a shadow`() throws {
        let page = try DrawnPage()
        let bitmap = try page.bitmap { value, place in (70 + Double(value) * 0.5) * (1 - 0.8 * place) }
        let with = try upright(bitmap)
        let without = try upright(bitmap) { $0.imageEnhancement = false }
        #expect(with.preprocessing.enhanced && !without.preprocessing.enhanced)
        #expect(try recall(page, with) > 0.9)
    }

    @Test func `deskew sets a crooked page straight`() throws {
        let page = try DrawnPage()
        let bitmap = try page.bitmap().turned(degrees: 3)
        let with = try upright(bitmap)
        #expect(with.preprocessing.deskewed && abs(with.preprocessing.rotationAngle + 3) < 0.2)
        #expect(try recall(page, with) > 0.9)
        let without = try upright(bitmap) { $0.deskew = false }
        #expect(!without.preprocessing.deskewed && without.preprocessing.rotationAngle == 0)
        let left = try #require(try Binariser(without.picture, radius: 33).binary().skew)
        #expect(abs(left.degrees + 3) < 0.2, "it stays as crooked as it came")
    }

    @Test func `binarization gives the recogniser black and white`() throws {
        let bitmap = try DrawnPage().bitmap()
        let with = try upright(bitmap) { $0.binarization = true }
        #expect(with.picture.depth == 1 && with.preprocessing.binarized)
        let without = try upright(bitmap)
        #expect(without.picture.depth == 8 && !without.preprocessing.binarized)
    }

    @Test(arguments: [150, 400]) func `resolutionDPI is what a PDF's page is drawn in`(dpi: Int) throws {
        let reader = try DocumentReader(path: DrawnPage.sample("consultancy-en.pdf"), recognisers: recognisers)
        var settings = ReadSettings(usesTextLayer: false)
        settings.preprocessing.resolutionDPI = dpi
        let image = try reader.page(1, settings: settings).page.image
        #expect(image.dpi == dpi)
        #expect(abs(image.height - dpi * 842 / 72) < 3)
    }

    @Test func `a template's languages go before the page's own`() throws {
        let reader = try DocumentReader(path: DrawnPage.sample("turned-fr.jpg"), recognisers: recognisers)
        #expect(try reader.page(1, settings: ReadSettings(languages: ["de", "en"])).page.language == "deu+eng")
        #expect(try reader.page(1, settings: ReadSettings()).page.language == "fra")
    }
}
