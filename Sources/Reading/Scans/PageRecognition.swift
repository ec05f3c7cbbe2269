import Languages
import Recognition

/// Recognises an upright page in the language it is written in.
struct PageRecognition {
    /// A line with a word below it may be wrong for want of the right language's letters.
    private static let rightLanguage = 0.93
    /// Ink outside of the lines found is text only where it is read at least so well.
    private static let likely = 0.5
    /// What is no surer was hardly read: its ink counts as passed over.
    private static let hopeless = 0.3
    /// What is surer is right; on receipts, whose thermal print blurs, less is to be had.
    private static let (sure, sureOnReceipt) = (0.9, 0.85)
    private static let (enlargement, enlargementOfReceipt) = (1.35, 1.5)

    private let recognisers: Recognisers
    /// ISO 639-1 or Tesseract's names; empty: told from the page.
    private let languages: [String]

    init(_ recognisers: Recognisers, _ languages: [String]) {
        self.recognisers = recognisers
        self.languages = languages
    }

    /// The lines, and Tesseract's name of the language that they were read in.
    func read(_ page: PreparedPage) throws -> (lines: [RecognisedLine], language: String) {
        let (lines, language) = try page.isNarrow ? receipt(page) : sheet(page)
        guard languages.isEmpty, let own = ownLanguage(of: lines), own != language else { return (lines, language) }
        return (try lines.map { try reread($0, of: page, in: own) }, own)
    }

    private func sheet(_ page: PreparedPage) throws -> (lines: [RecognisedLine], language: String) {
        let unruled = try PageWithoutRules(page)
        let language = try named ?? sampled(page, unruled) ?? Self.english
        let recogniser = try recognisers.recogniser(for: language)
        var lines = try recogniser.recognise(page.picture, dpi: page.dpi, as: .automatic)
        let found = try missed(lines, on: page, unruled, with: recogniser)
        lines = lines.map { $0.without(hopeless: Self.hopeless, where: found) } + found
        // Another engine errs elsewhere, and English reads all numbers.
        let second = SecondPass(
            at: page, unruled, with: try recognisers.recogniser(for: named ?? Self.english), below: Self.sure,
            enlargedBy: Self.enlargement)
        return (try lines.filter { !$0.words.isEmpty }.map(second.look), language)
    }

    /// A receipt's label and its amount stand far apart: as one column they stay on one line, and nothing is missed.
    private func receipt(_ page: PreparedPage) throws -> (lines: [RecognisedLine], language: String) {
        let language = named ?? Self.english
        let recogniser = try recognisers.recogniser(for: language)
        let second = SecondPass(
            at: page, with: recogniser, below: Self.sureOnReceipt, enlargedBy: Self.enlargementOfReceipt)
        let lines = try recogniser.recognise(page.picture, dpi: page.dpi, as: .block)
        return (try lines.map(second.look), language)
    }

    /// What pages are read with while nobody has told their language, and what reads all numbers well.
    private static let english = "eng"

    /// Tesseract's names of the languages asked for, joined by +.
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

    /// Lines that stand outside of those found.
    private func missed(
        _ lines: [RecognisedLine], on page: PreparedPage, _ unruled: PageWithoutRules, with recogniser: Recogniser
    ) throws -> [RecognisedLine] {
        let words = lines.flatMap(\.words).filter { $0.confidence > Self.hopeless }.map(\.box)
        let strips = try MissedInk(letterHeight: page.letterHeight).strips(in: unruled.ink, outside: words)
        let block = (lines.last?.block ?? -1) + 1
        return try strips.enumerated().compactMap { index, strip in
            let (part, left, top) = try unruled.picture.part(around: strip)
            let words = try recogniser.recognise(part, dpi: page.dpi, as: .line).flatMap(\.words)
                .filter { $0.confidence >= Self.likely && $0.text.contains { $0.isLetter || $0.isNumber } }
            return words.isEmpty
                ? nil : RecognisedLine(words: words.map { $0.moved(x: left, y: top) }, block: block + index)
        }
    }

    /// A part of a page, as one block.
    func read(_ part: Bitmap, dpi: Int) throws -> [RecognisedLine] {
        try recognisers.recogniser(for: named ?? Self.english).recognise(part, dpi: dpi, as: .block)
    }

    /// What all words say of the page's language, where it can be read here.
    private func ownLanguage(of lines: [RecognisedLine]) -> String? {
        guard let language = LanguageGuess.language(of: lines.lazy.flatMap(\.words).map(\.text)),
            recognisers.isInstalled(language)
        else { return nil }
        return language
    }

    /// Most words and all numbers are read well in any language: only lines with an unsure word are read again, and
    /// word by word the surer reading counts.
    private func reread(
        _ line: RecognisedLine, of page: PreparedPage, in language: String
    ) throws -> RecognisedLine {
        let isSure = line.words.allSatisfy {
            $0.confidence >= Self.rightLanguage || !$0.text.contains(where: \.isLetter)
        }
        guard !isSure else { return line }
        let look = SecondPass(
            at: page, with: try recognisers.recogniser(for: language), below: Self.rightLanguage, enlargedBy: 1)
        var reread = line
        reread.words = try look.read(line.words)
        return reread
    }
}

extension RecognisedLine {
    /// Without what was hardly read here and has been read anew in one of the others.
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
    /// A line's pixels with a margin, and where they begin.
    func part(around box: PixelBox) throws -> (part: Bitmap, left: Int, top: Int) {
        let area = box.grown(by: max(4, box.height / 4))
        let part = try clipped(
            x: area.left, y: area.top, width: min(width, area.right) - area.left,
            height: min(height, area.bottom) - area.top)
        return (part, area.left, area.top)
    }
}
