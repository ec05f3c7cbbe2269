import Invoices
import Recognition

/// Reads a page from its pixels: prepares it, recognises it, and reads uncertain words again.
struct ScanReader {
    private let recognisers: Recognisers
    private let settings: ReadSettings

    init(_ recognisers: Recognisers, _ settings: ReadSettings) {
        self.recognisers = recognisers
        self.settings = settings
    }

    func read(_ picture: PagePicture, number: Int) throws -> ReadPage {
        let upright = try PreparedPage(picture, settings.preprocessing, recognisers)
        let (lines, language) = try PageRecognition(recognisers, settings.languages).read(upright)
        let size = paperSize(of: picture, upright)
        let page = Page(
            number: number, width: size.width, height: size.height, source: .ocr, language: language,
            lines: lines.map { TextLine($0, width: upright.picture.width, height: upright.picture.height) },
            codes: codes(on: upright), image: picture.image,
            preprocessing: upright.preprocessing)
        guard settings.wantsImage else { return ReadPage(page: page) }
        return ReadPage(page: page, jpeg: try upright.thumbnail(of: picture).jpeg(quality: 70))
    }

    private func codes(on page: PreparedPage) -> [PrintedCode] {
        page.isLevelled ? PageCodes.codes(onScan: page.picture) : PageCodes.codes(on: page.picture)
    }

    /// Reads one region of the page as one block, at the best size for its letters.
    func read(_ region: Box, of picture: PagePicture) throws -> [TextLine] {
        let page = try PreparedPage(picture, settings.preprocessing, recognisers)
        let (width, height) = (Double(page.picture.width), Double(page.picture.height))
        let margin = 4
        func edge(_ place: Double) -> Int { max(0, Int(saturating: place.rounded(.down)) - margin) }
        let (left, top) = (edge(region.x * width), edge(region.y * height))
        let part = try page.picture.clipped(
            x: left, y: top, width: Int(saturating: region.width * width) + 2 * margin,
            height: Int(saturating: region.height * height) + 2 * margin)
        return try PageRecognition(recognisers, settings.languages).read(part, dpi: page.dpi).map { line in
            TextLine(
                RecognisedLine(words: line.words.map { $0.moved(x: left, y: top) }, block: line.block),
                width: page.picture.width, height: page.picture.height)
        }
    }

    /// The size of the upright page in points.
    private func paperSize(of picture: PagePicture, _ upright: PreparedPage) -> (width: Double, height: Double) {
        if let size = picture.size { return upright.isSideways ? (size.height, size.width) : size }
        let scale = 72 / Double(upright.dpi)
        return (Double(upright.picture.width) * scale, Double(upright.picture.height) * scale)
    }
}

extension TextLine {
    init(_ line: RecognisedLine, width: Int, height: Int) {
        self.init(words: line.words.map { Word($0, width: width, height: height) }, block: line.block)
    }
}

extension Word {
    init(_ word: RecognisedWord, width: Int, height: Int) {
        let (width, height) = (Double(width), Double(height))
        self.init(
            text: word.text, confidence: word.confidence,
            box: Box(
                x: Double(word.box.left) / width, y: Double(word.box.top) / height,
                width: Double(word.box.width) / width, height: Double(word.box.height) / height),
            alternatives: word.alternatives)
    }
}
