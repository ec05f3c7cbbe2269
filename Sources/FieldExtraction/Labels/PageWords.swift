import Languages

/// The words of each segment as phrases are compared by, and the languages whose phrases may be among them.
struct PageWords: Sendable {
    /// The document's, the likeliest first, and English, which stands on documents of every language.
    let languages: [String]
    private let words: [[LabelWord]]

    init(_ layout: Layout, languages: [String]) {
        self.languages = languages + (languages.contains("en") ? [] : ["en"])
        words = layout.segments.map { Self.labelWords(of: $0, in: layout) }
    }

    private static func labelWords(of segment: Segment, in layout: Layout) -> [LabelWord] {
        segment.tokens.flatMap { token in
            Atoms.split(layout.tokens[token].folded).enumerated().map { index, piece in
                LabelWord(text: number(piece.text), token: token, end: piece.end, isFirstInToken: index == 0)
            }
        }
    }

    /// Recognition takes the raised o of `Nº` for a digit.
    private static func number(_ text: String) -> String { ["n2", "n9", "n0"].contains(text) ? "n" : text }

    subscript(segment: Int) -> [LabelWord] { words[segment] }

    /// That group's words in these languages.
    func group(_ group: WordGroup) -> Set<String> {
        Vocabulary.shared.languages.reduce(into: []) { words, language in
            if languages.contains(language.code) { words.formUnion(language.words(group)) }
        }
    }

    /// The phrases of a table in a segment, wherever they begin, with their tokens, from left to right.
    func phrases<Value>(
        of table: PhraseTable<Value>, inSegment segment: Int
    ) -> [(value: Value, tokens: Range<Int>)] {
        let words = words[segment]
        return words.indices.compactMap { position in
            guard let found = table.match(at: position, in: words, languages: languages) else { return nil }
            return (found.value, words[position].token..<words[position + found.count - 1].token + 1)
        }
    }
}
