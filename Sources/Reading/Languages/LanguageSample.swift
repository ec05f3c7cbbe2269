import Recognition

/// Tells a page's language from a few of its lines, so that the whole of it is read once and in the right one.
struct LanguageSample {
    /// The longest lines are sentences, whose words a language has to itself; after so many it is not worth more.
    private static let mostLines = 6
    /// In letter heights; what is longer is no line of text.
    private static let lengths = 12.0...100.0

    private let letterHeight: Int

    init(letterHeight: Int) {
        self.letterHeight = letterHeight
    }

    /// Tesseract's name of the language; nil when these lines do not say.
    /// - Parameter ink: 1 bit, without rules.
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
