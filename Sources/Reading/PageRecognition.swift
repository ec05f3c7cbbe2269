import Recognition

/// Recognises an upright page in the language it is written in.
struct PageRecognition {
    /// A word below it may be wrong for want of the right language's letters.
    private static let sure = 0.93

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
        let lines = try recognisers.recogniser(for: first)
            .recognise(page.picture, dpi: page.dpi, as: page.isNarrow ? .block : .automatic)
        guard languages.isEmpty, let own = ownLanguage(of: lines) else { return (lines, first) }
        return (try lines.map { try reread($0, of: page, in: own) }, own)
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
        let (box, margin) = (line.box, max(4, line.box.height / 4))
        let (left, top) = (max(0, box.left - margin), max(0, box.top - margin))
        let strip = try page.picture.clipped(
            x: left, y: top, width: min(page.picture.width, box.right + margin) - left,
            height: min(page.picture.height, box.bottom + margin) - top)
        let again = try recognisers.recogniser(for: language).recognise(strip, dpi: page.dpi, as: .line)
        var reread = line
        reread.words = WordFusion.fuse(line.words, with: again.flatMap(\.words).map { $0.moved(x: left, y: top) })
        return reread
    }
}
