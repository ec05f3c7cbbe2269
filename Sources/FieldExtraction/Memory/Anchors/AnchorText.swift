import Invoices

/// Printed words as labels are compared: folded, each run of digits as `#`, without marks.
enum AnchorText {
    /// Letters of a label that count; the rest of a longer text varies.
    private static let longest = 60

    static func of(_ tokens: some Sequence<Token>) -> String {
        var text = ""
        for token in tokens {
            var isBlank = !text.isEmpty
            var last: Character?
            for character in token.folded {
                let kept: Character
                if character.isFastNumber {
                    if last == "#" { continue }
                    kept = "#"
                } else if character.isFastLetter {
                    kept = character
                } else {
                    continue
                }
                if isBlank { text.append(" ") }
                isBlank = false
                text.append(kept)
                last = kept
            }
            if text.utf8.count > longest { break }
        }
        return text
    }

    /// Of a text's first three words.
    static func of(words text: String) -> String {
        MemoryWords.words(text).prefix(3).map { $0.allSatisfy(\.isFastNumber) ? "#" : $0 }.joined(separator: " ")
    }

    /// Whether the text can be a label: it has letters.
    static func isLabel(_ text: String) -> Bool { text.count { $0.isFastLetter } > 1 }

    /// Whether one may be the other with letters misread.
    static func isSimilar(_ one: String, _ other: String) -> Bool {
        let (shorter, longer) = (min(one.utf8.count, other.utf8.count), max(one.utf8.count, other.utf8.count))
        guard shorter >= 5, longer - shorter <= 1 + shorter / 10 else { return false }
        guard one.utf8.prefix(2).elementsEqual(other.utf8.prefix(2)) || one.utf8.suffix(3).elementsEqual(other.utf8.suffix(3))
        else { return false }
        return EditDistance.between(one, other[...]) <= 1 + shorter / 10
    }
}
