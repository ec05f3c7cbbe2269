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
        let (upright, lines, language) = try recognise(picture)
        let size = paperSize(of: picture, upright)
        let page = Page(
            number: number, width: size.width, height: size.height, source: .ocr, language: language,
            lines: lines.map { TextLine($0, width: upright.picture.width, height: upright.picture.height) },
            codes: codes(on: upright), image: picture.image,
            preprocessing: upright.preprocessing)
        guard settings.wantsImage else { return ReadPage(page: page) }
        return ReadPage(page: page, jpeg: try upright.thumbnail(of: picture).jpeg(quality: 70))
    }

    private typealias Recognised = (page: PreparedPage, lines: [RecognisedLine], language: String?)

    /// Recognises the page; if that goes badly because the page lies otherwise than it seemed, once more.
    private func recognise(_ picture: PagePicture) throws -> Recognised {
        let first = try recognise(PreparedPage(picture, settings.preprocessing, recognisers))
        guard !first.lines.isEmpty, let other = try turned(picture, after: first.page, first.lines) else {
            return first
        }
        let second = try recognise(other)
        return second.lines.confidence > first.lines.confidence ? second : first
    }

    private func recognise(_ page: PreparedPage) throws -> Recognised {
        guard !page.isHopeless else { return (page, [], nil) }
        let (lines, language) = try PageRecognition(recognisers, settings.languages).read(page)
        return (page, lines, language)
    }

    /// Words of a page that lies upside down or on its side are recognised with less confidence than that, and those of
    /// a page that lies upright with more.
    private static let poor = 0.85
    /// The detector's confidence that is worth a second reading, which counts only if it is better; with few letters it
    /// has less than 3 though it is right.
    private static let worthTrying = 1.0

    /// The page turned otherwise, if it, or a region of it that may be empty only as it lies, was recognised poorly and the detector says that it does not lie upright.
    private func turned(
        _ picture: PagePicture, after page: PreparedPage, _ lines: [RecognisedLine]
    ) throws -> PreparedPage? {
        guard !page.isHopeless, lines.confidence < Self.poor,
            let found = try recognisers.orientationDetector?.orientation(of: page.traces(), dpi: page.dpi),
            found.quarters != 0, found.confidence >= Self.worthTrying
        else { return nil }
        return try PreparedPage(
            picture, settings.preprocessing, recognisers, turnedBy: (page.quarters + found.quarters) % 4)
    }

    private func codes(on page: PreparedPage) -> [PrintedCode] {
        page.isLevelled ? PageCodes.codes(onScan: page.picture) : PageCodes.codes(on: page.picture)
    }

    /// Reads one region of the page as one block, at the best size for its letters.
    func read(_ region: Box, of picture: PagePicture) throws -> [TextLine] {
        let page = try PreparedPage(picture, settings.preprocessing, recognisers)
        let read = try self.read(region, of: page)
        guard let other = try turned(picture, after: page, read) else { return textLines(read, page) }
        let second = try self.read(region, of: other)
        return second.confidence > read.confidence ? textLines(second, other) : textLines(read, page)
    }

    private func textLines(_ lines: [RecognisedLine], _ page: PreparedPage) -> [TextLine] {
        lines.map { TextLine($0, width: page.picture.width, height: page.picture.height) }
    }

    private func read(_ region: Box, of page: PreparedPage) throws -> [RecognisedLine] {
        let (width, height) = (Double(page.picture.width), Double(page.picture.height))
        let margin = 4
        func edge(_ place: Double) -> Int { max(0, Int(saturating: place.rounded(.down)) - margin) }
        let (left, top) = (edge(region.x * width), edge(region.y * height))
        let part = try page.picture.clipped(
            x: left, y: top, width: Int(saturating: region.width * width) + 2 * margin,
            height: Int(saturating: region.height * height) + 2 * margin)
        return try PageRecognition(recognisers, settings.languages).read(part, dpi: page.dpi).map { line in
            RecognisedLine(words: line.words.map { $0.moved(x: left, y: top) }, block: line.block)
        }
    }

    /// The size of the upright page in points.
    private func paperSize(of picture: PagePicture, _ upright: PreparedPage) -> (width: Double, height: Double) {
        if let size = picture.size { return upright.isSideways ? (size.height, size.width) : size }
        let scale = 72 / Double(upright.dpi)
        return (Double(upright.picture.width) * scale, Double(upright.picture.height) * scale)
    }
}

extension [RecognisedLine] {
    /// The mean over the words, weighed by their length, 0…1; 0 without words.
    fileprivate var confidence: Double {
        let words = flatMap(\.words)
        let letters = words.reduce(0) { $0 + $1.text.count }
        return letters > 0 ? words.reduce(0) { $0 + $1.confidence * Double($1.text.count) } / Double(letters) : 0
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
