import Languages
import LineRecognition
import Recognition

/// Recognises an upright page in its own language.
struct PageRecognition {
    /// A line with a word of lower confidence may need another language's letters.
    private static let rightLanguage = 0.93
    /// Ink outside the found lines is text only if it is read with at least this confidence.
    private static let likely = 0.5
    /// A word with at most this confidence counts as missed ink.
    private static let hopeless = 0.3
    /// Words above this confidence are right. On receipts, whose thermal print is blurred, it is lower.
    private static let (sure, sureOnReceipt) = (0.9, 0.85)
    private static let (enlargement, enlargementOfReceipt) = (1.35, 1.5)

    private let recognisers: Recognisers
    /// ISO 639-1 codes or Tesseract's names; if empty, the language is detected from the page.
    private let languages: [String]

    init(_ recognisers: Recognisers, _ languages: [String]) {
        self.recognisers = recognisers
        self.languages = languages
    }

    /// The lines, with Tesseract's name of the language in which they were read.
    func read(_ page: PreparedPage) throws -> (lines: [RecognisedLine], language: String) {
        let (lines, language) = try page.isNarrow ? receipt(page) : wholePage(page)
        guard languages.isEmpty, let own = ownLanguage(of: lines), own != language else { return (lines, language) }
        return (try lines.map { try reread($0, of: page, in: own) }, own)
    }

    private func wholePage(_ page: PreparedPage) throws -> (lines: [RecognisedLine], language: String) {
        let unruled = try PageWithoutRules(page)
        let language = try named ?? sampled(page, unruled) ?? Self.english
        let recogniser = try recognisers.recogniser(for: language)
        var lines = try recogniser.recognise(page.picture, dpi: page.dpi, as: .automatic)
        let strips = try lineRecognition.map { try LineStrips(of: page, with: $0) }
        let found = try missed(
            lines, on: page, unruled,
            with: strips ?? TesseractStrips(of: unruled.picture, dpi: page.dpi, with: recogniser))
        lines = lines.map { $0.without(hopeless: Self.hopeless, where: found) } + found
        let second = SecondPass(at: page, unruled, with: try strips ?? others(on: page, unruled), below: Self.sure)
        return (try lines.filter { !$0.words.isEmpty }.map(second.look), language)
    }

    /// Another engine makes other errors, and English reads all numbers.
    private func others(on page: PreparedPage, _ unruled: PageWithoutRules) throws -> any StripReader {
        TesseractStrips(
            of: unruled.picture, dpi: page.dpi, with: try recognisers.recogniser(for: named ?? Self.english),
            enlargedBy: Self.enlargement)
    }

    /// The second recogniser, if it is installed and knows the letters of all languages.
    private var lineRecognition: LineRecognition? {
        languages.allSatisfy(Languages.isInLatinOrGreek) ? recognisers.lineRecognition : nil
    }

    /// Reads a receipt as one column: its labels and amounts are far apart, and so they stay on one line.
    private func receipt(_ page: PreparedPage) throws -> (lines: [RecognisedLine], language: String) {
        let language = named ?? Self.english
        if let lineRecognition, let lines = try ReceiptRecognition(lineRecognition).lines(of: page) {
            return (lines, language)
        }
        let recogniser = try recognisers.recogniser(for: language)
        let second = SecondPass(
            at: page,
            with: TesseractStrips(
                of: page.picture, dpi: page.dpi, with: recogniser, enlargedBy: Self.enlargementOfReceipt),
            below: Self.sureOnReceipt)
        let lines = try recogniser.recognise(page.picture, dpi: page.dpi, as: .block)
        return (try lines.map(second.look), language)
    }

    /// The language of pages whose language is unknown; it also reads all numbers well.
    private static let english = "eng"

    /// Tesseract's names of the requested languages, joined by +.
    private var named: String? {
        languages.isEmpty ? nil : languages.map(Languages.tesseractName(of:)).joined(separator: "+")
    }

    private func sampled(_ page: PreparedPage, _ unruled: PageWithoutRules) throws -> String? {
        let recogniser = try recognisers.recogniser(for: Self.english)
        let language = try LanguageSample(letterHeight: page.letterHeight).language(of: unruled.ink) { line in
            try recogniser.recognise(unruled.picture.part(around: line).part, dpi: page.dpi, as: .line).flatMap(\.words)
        }
        return language.flatMap { recognisers.isInstalled($0) ? $0 : nil }
    }

    /// Reads lines outside the found ones.
    private func missed(
        _ lines: [RecognisedLine], on page: PreparedPage, _ unruled: PageWithoutRules, with reader: any StripReader
    ) throws -> [RecognisedLine] {
        let words = lines.flatMap(\.words).filter { $0.confidence > Self.hopeless }.map(\.box)
        let strips = try MissedInk(letterHeight: page.letterHeight).strips(in: unruled.ink, outside: words)
        let block = (lines.last?.block ?? -1) + 1
        return try strips.enumerated().compactMap { index, strip in
            let words = try (reader.words(in: strip) ?? [])
                .filter { $0.confidence >= Self.likely && $0.text.contains { $0.isLetter || $0.isNumber } }
            return words.isEmpty ? nil : RecognisedLine(words: words, block: block + index)
        }
    }

    /// Reads a part of a page as one block.
    func read(_ part: Bitmap, dpi: Int) throws -> [RecognisedLine] {
        try recognisers.recogniser(for: named ?? Self.english).recognise(part, dpi: dpi, as: .block)
    }

    /// The page's language by all its words, if that language is installed.
    private func ownLanguage(of lines: [RecognisedLine]) -> String? {
        guard let language = LanguageGuess.language(of: lines.lazy.flatMap(\.words).map(\.text)),
            recognisers.isInstalled(language)
        else { return nil }
        return language
    }

    /// Reads lines with an uncertain word again and keeps, word by word, the reading with the higher confidence. Most
    /// words and all numbers are read well in any language.
    private func reread(
        _ line: RecognisedLine, of page: PreparedPage, in language: String
    ) throws -> RecognisedLine {
        let isSure = line.words.allSatisfy {
            $0.confidence >= Self.rightLanguage || !$0.text.contains(where: \.isLetter)
        }
        guard !isSure else { return line }
        let look = SecondPass(
            at: page,
            with: TesseractStrips(of: page.picture, dpi: page.dpi, with: try recognisers.recogniser(for: language)),
            below: Self.rightLanguage)
        var reread = line
        reread.words = try look.read(line.words)
        return reread
    }
}

extension RecognisedLine {
    /// The line without words of low confidence that another line has read again.
    fileprivate func without(hopeless limit: Double, where others: [RecognisedLine]) -> RecognisedLine {
        var line = self
        line.words.removeAll { word in
            word.confidence <= limit && others.contains { $0.box.containsCentre(of: word.box) }
        }
        return line
    }
}

extension PixelBox {
    fileprivate func containsCentre(of other: PixelBox) -> Bool {
        let (x, y) = ((other.left + other.right) / 2, (other.top + other.bottom) / 2)
        return (left..<right).contains(x) && (top..<bottom).contains(y)
    }
}

extension Bitmap {
    /// A line's pixels with a margin, and their place.
    func part(around box: PixelBox) throws -> (part: Bitmap, left: Int, top: Int) {
        let area = box.grown(by: max(4, box.height / 4))
        let part = try clipped(
            x: area.left, y: area.top, width: min(width, area.right) - area.left,
            height: min(height, area.bottom) - area.top)
        return (part, area.left, area.top)
    }
}
