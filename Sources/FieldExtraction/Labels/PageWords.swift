import Languages

/// The words of each segment as phrases are compared by, and the languages whose phrases may be among them.
struct PageWords: Sendable {
    /// The document's, the likeliest first, and English, which stands on documents of every language.
    let languages: [String]
    private let words: [[LabelWord]]

    init(_ analysis: DocumentAnalysis) {
        languages = analysis.languages + (analysis.languages.contains("en") ? [] : ["en"])
        let layout = analysis.layout
        words = layout.segments.map { LabelFinder.labelWords(of: $0, in: layout) }
    }

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
