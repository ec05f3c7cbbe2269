import Recognition

/// Recognises an upright page in the language it is written in.
struct PageRecognition {
    /// A word below it may be wrong for want of the right language's letters.
    private static let sure = 0.93
    /// Ink outside of the lines found is text only where it is read at least so well.
    private static let likely = 0.5

    /// A receipt's line with a word below it is read once more, so many times larger.
    private static let clear = 0.85
    private static let enlargement = 1.5

    private let recognisers: Recognisers
    /// ISO 639-1 or Tesseract's names; empty: told from the page.
    private let languages: [String]

    init(_ recognisers: Recognisers, _ languages: [String]) {
        self.recognisers = recognisers
        self.languages = languages
    }

    /// The lines, and Tesseract's name of the language that they were read in.
    func read(_ page: UprightPage) throws -> (lines: [RecognisedLine], language: String) {
        let first = languages.isEmpty ? "eng" : languages.map(LanguageNames.tesseract).joined(separator: "+")
        // A receipt's label and its amount stand far apart: as one column they stay on one line.
        var lines = try recognisers.recogniser(for: first)
            .recognise(page.picture, dpi: page.dpi, as: page.isNarrow ? .block : .automatic)
        lines += try missed(lines, on: page, in: first)
        if page.isNarrow { lines = try lines.map { try enlarged($0, of: page, in: first) } }
        guard languages.isEmpty, let own = ownLanguage(of: lines) else { return (lines, first) }
        return (try lines.map { try reread($0, of: page, in: own) }, own)
    }

    /// Lines that stand outside of those found.
    private func missed(
        _ lines: [RecognisedLine], on page: UprightPage, in language: String
    ) throws -> [RecognisedLine] {
        // A receipt was read as one block: nothing was passed over.
        guard !page.isNarrow else { return [] }
        let words = lines.flatMap(\.words).filter { $0.confidence > 0.3 }.map(\.box)
        let strips = try MissedInk(letterHeight: page.letterHeight).strips(in: page.ink(), outside: words)
        let recogniser = try recognisers.recogniser(for: language)
        let block = (lines.last?.block ?? -1) + 1
        return try strips.enumerated().compactMap { index, strip in
            let (part, left, top) = try page.part(around: strip)
            let words = try recogniser.recognise(part, dpi: page.dpi, as: .line).flatMap(\.words)
                .filter { $0.confidence >= Self.likely && $0.text.contains { $0.isLetter || $0.isNumber } }
            return words.isEmpty
                ? nil : RecognisedLine(words: words.map { $0.moved(x: left, y: top) }, block: block + index)
        }
    }

    /// Thermal print blurs: what was unsure on a receipt is read again larger, and word by word the surer reading
    /// counts.
    private func enlarged(
        _ line: RecognisedLine, of page: UprightPage, in language: String
    ) throws -> RecognisedLine {
        guard line.words.contains(where: { $0.confidence < Self.clear }) else { return line }
        let (strip, left, top) = try page.part(around: line.box)
        let large = try strip.resampled(by: Self.enlargement, degrees: 0)
        let again = try recognisers.recogniser(for: language)
            .recognise(large, dpi: Int(Double(page.dpi) * Self.enlargement), as: .line)
        var reread = line
        let words = again.flatMap(\.words).map { $0.shrunk(by: Self.enlargement).moved(x: left, y: top) }
        reread.words = WordFusion.fuse(line.words, with: words)
        return reread
    }

    /// A part of a page, as one block.
    func read(_ part: Bitmap, dpi: Int) throws -> [RecognisedLine] {
        let language = languages.isEmpty ? "eng" : languages.map(LanguageNames.tesseract).joined(separator: "+")
        return try recognisers.recogniser(for: language).recognise(part, dpi: dpi, as: .block)
    }

    /// The page's language where it is not English and can be read here.
    private func ownLanguage(of lines: [RecognisedLine]) -> String? {
        guard let language = LanguageGuess.language(of: lines.lazy.flatMap(\.words).map(\.text)),
            language != "eng", recognisers.isInstalled(language)
        else { return nil }
        return language
    }

    /// English reads most words and all numbers of the other languages well: only lines with an unsure word are read
    /// again, and word by word the surer reading counts.
    private func reread(
        _ line: RecognisedLine, of page: UprightPage, in language: String
    ) throws -> RecognisedLine {
        let isSure = line.words.allSatisfy { $0.confidence >= Self.sure || !$0.text.contains(where: \.isLetter) }
        guard !isSure else { return line }
        let (strip, left, top) = try page.part(around: line.box)
        let again = try recognisers.recogniser(for: language).recognise(strip, dpi: page.dpi, as: .line)
        var reread = line
        reread.words = WordFusion.fuse(line.words, with: again.flatMap(\.words).map { $0.moved(x: left, y: top) })
        return reread
    }
}

extension UprightPage {
    /// A line's pixels with a margin, and where they begin.
    fileprivate func part(around box: PixelBox) throws -> (part: Bitmap, left: Int, top: Int) {
        let area = box.grown(by: max(4, box.height / 4))
        let part = try picture.clipped(
            x: area.left, y: area.top, width: min(picture.width, area.right) - area.left,
            height: min(picture.height, area.bottom) - area.top)
        return (part, area.left, area.top)
    }
}
