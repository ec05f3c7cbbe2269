import Recognition

/// Detects a page's language from a few of its lines, so that the page is read once, in the right language.
struct LanguageSample {
    /// The most lines to read. The longest lines are sentences, with words that only one language has.
    private static let mostLines = 6
    /// The lengths of lines in letter heights; longer ones are not text.
    private static let lengths = 12.0...100.0

    private let letterHeight: Int

    init(letterHeight: Int) {
        self.letterHeight = letterHeight
    }

    /// Tesseract's name of the language; nil if these lines do not show it.
    /// - Parameter ink: A 1-bit image without rules.
    func language(of ink: Bitmap, reading read: (PixelBox) throws -> [RecognisedWord]) throws -> String? {
        var texts: [String] = []
        for line in longest(InkLines(letterHeight: letterHeight).lines(of: ink.parts)) {
            texts += try read(line).filter { $0.confidence > 0.5 }.map(\.text)
            if let language = LanguageGuess.language(of: texts) { return language }
        }
        return nil
    }

    private func longest(_ lines: [PixelBox]) -> ArraySlice<PixelBox> {
        lines.filter { line in
            line.height < 3 * letterHeight && Self.lengths.contains(Double(line.width) / Double(letterHeight))
        }.sorted { $0.width > $1.width }.prefix(Self.mostLines)
    }
}
