import Invoices

/// Mends labels that recognition spelt with one wrong letter: `Subrotale`, `Tota1`.
struct Spelling {
    private let known: Set<String>
    private let byLength: [Int: [[UInt8]]]

    init(_ vocabulary: Vocabulary, languages: Set<String>) {
        var words: Set<String> = []
        for (_, entries) in vocabulary.phrases {
            for entry in entries where entry.uses.contains(where: { languages.contains($0.language) }) {
                words.formUnion(entry.labelWords)
            }
        }
        known = words
        byLength = Dictionary(
            grouping: words.filter { $0.utf8.count >= 4 }.sorted().map { Array($0.utf8) }, by: \.count)
    }

    /// The same piece, or the one word of the vocabulary that differs from it by a letter.
    func mended(_ labelWord: LabelWord) -> LabelWord {
        let bytes = Array(labelWord.text.utf8)
        guard bytes.count >= 4, !known.contains(labelWord.text), bytes.contains(where: { $0 >= 0x61 }) else {
            return labelWord
        }
        var found: [UInt8]?
        for length in (bytes.count - 1)...(bytes.count + 1) {
            for word in byLength[length] ?? [] where Self.differByOne(bytes, word) {
                // Short words are many letters apart from few others: only letters that look alike may differ.
                if word.count == 4, !Self.lookAlike(bytes, word) { continue }
                // Two words as near as each other: neither is sure.
                if found != nil { return labelWord }
                found = word
            }
        }
        guard let found else { return labelWord }
        return LabelWord(
            text: String(decoding: found, as: UTF8.self), token: labelWord.token, end: labelWord.end,
            isFirstInToken: labelWord.isFirstInToken)
    }

    /// Whether the letters that differ are thin strokes, or an open and a closed bow.
    private static func lookAlike(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).allSatisfy { pair in
            pair.0 == pair.1 || groups.contains { $0.contains(pair.0) && $0.contains(pair.1) }
        }
    }

    private static let groups = ["il1tj", "ceo0", "uv", "nm"].map { Set($0.utf8) }

    static func differByOne(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        var start = 0
        while start < one.count, start < other.count, one[start] == other[start] { start += 1 }
        var end = 0
        while end < one.count - start, end < other.count - start,
            one[one.count - 1 - end] == other[other.count - 1 - end]
        { end += 1 }
        return max(one.count, other.count) - start - end <= 1
    }
}
