import Foundation
import Invoices
import LineRecognition
import Recognition
import Testing

@testable import Reading

/// The line recogniser with its parts, which `scripts/setup` installs, and without.
@Suite struct LineRecognisingTests {
    private func picture(_ page: DrawnPage, dpi: Int = 200) throws -> PagePicture {
        PagePicture(
            bitmap: try page.bitmap(), dpi: dpi, size: nil,
            image: PageImage(width: page.width, height: page.height, dpi: dpi, colorSpace: .gray, format: "png"))
    }

    private func words(_ page: ReadPage) -> [Word] { page.page.lines.flatMap(\.words) }

    private func emptyFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "none-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func `the parts are installed and work`() {
        #expect(Recognisers().reasonAgainstLineRecognition == nil)
    }

    @Test func `the detector and the reader find a page's words, with blanks and places`() throws {
        let page = try DrawnPage(dpi: 110)
        let recognisers = Recognisers()
        let recognition = try #require(recognisers.lineRecognition)
        let prepared = try PreparedPage(picture(page, dpi: 110), PreprocessingSettings(), recognisers)
        let lines = try #require(try ReceiptRecognition(recognition).lines(of: prepared))
        #expect(page.recall(lines) > 0.8)
        let (width, height) = (prepared.picture.width, prepared.picture.height)
        for word in lines.flatMap(\.words) {
            #expect(word.box.left < word.box.right && word.box.right <= width + 40, "\(word)")
            #expect(word.box.top < word.box.bottom && word.box.bottom <= height + 40, "\(word)")
            #expect((0...1).contains(word.confidence))
        }
    }

    @Test func `a picture that is blank or too wide has no lines`() throws {
        let recognisers = Recognisers()
        let recognition = try #require(recognisers.lineRecognition)
        for width in [300, 4000] {
            let blank = try Bitmap(
                width: width, height: 200, isColour: false, bytes: [UInt8](repeating: 255, count: width * 200))
            let picture = PagePicture(
                bitmap: blank, dpi: 200, size: nil,
                image: PageImage(width: width, height: 200, dpi: 200, colorSpace: .gray, format: "png"))
            let page = try PreparedPage(picture, PreprocessingSettings(), recognisers)
            #expect(try ReceiptRecognition(recognition).lines(of: page)?.isEmpty == nil)
        }
    }

    @Test func `without the parts a page is read by Tesseract alone`() throws {
        let folder = try emptyFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let recognisers = Recognisers(lineRecognition: folder)
        let page = try DrawnPage()
        let read = try ScanReader(recognisers, ReadSettings(languages: ["en"], wantsImage: false))
            .read(picture(page), number: 1)
        let texts = Set(words(read).map(\.text))
        #expect(Double(page.words.intersection(texts).count) > 0.8 * Double(page.words.count))
        #expect(recognisers.reasonAgainstLineRecognition?.contains("libopenvino_c.so") == true)
    }

    @Test func `a fork of a reader without the parts needs no other reader`() throws {
        let folder = try emptyFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let recognisers = Recognisers(lineRecognition: folder)
        #expect(recognisers.isCold)
        try recognisers.warm()
        #expect(!recognisers.isCold)
    }

    @Test func `damaged parts are a reason, not an end`() throws {
        let folder = try emptyFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in ["libopenvino_c.so", "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"] {
            try Data("no library".utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        // OpenVINO is loaded once in a process, so that either it or the model refuses.
        #expect(Recognisers(lineRecognition: folder).reasonAgainstLineRecognition?.isEmpty == false)
    }
}

struct TextRowsTests {
    private func region(_ left: Double, _ right: Double, _ middle: Double, slope: Double = 0) -> TextRegion {
        TextRegion(left: left, right: right, middle: middle, height: 20, slope: slope)
    }

    @Test func `a label and its amount far apart are one row, lines below are others`() {
        let rows = TextRows([region(400, 460, 31), region(10, 90, 60), region(10, 120, 30)]).rows
        #expect(rows.map { $0.map(\.left) } == [[10, 400], [10]])
    }

    @Test func `a row that descends keeps its amount`() {
        let rows = TextRows([region(10, 200, 30, slope: 0.08), region(400, 460, 61), region(400, 460, 31)]).rows
        #expect(rows.contains { $0.map(\.middle) == [30, 61] })
    }

    @Test func `regions above each other are no row`() {
        #expect(TextRows([region(10, 200, 30), region(20, 200, 38)]).rows.count == 2)
    }
}
