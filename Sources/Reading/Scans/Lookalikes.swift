/// Characters that an engine confuses: a plain letter for one that its language lacks, a letter for a rule.
enum Lookalikes {
    /// If two readings of a word differ only where one has a non-ASCII letter, that one, without a table's rule that
    /// was read as a letter at its edge. Nil if they differ otherwise.
    static func accented(_ one: String, _ other: String) -> String? {
        // In a number, a superscript 2 is an error.
        guard !one.contains(where: isDigit), !other.contains(where: isDigit) else { return nil }
        if one.count == other.count { return differing(one, other) }
        let (long, short) = one.count > other.count ? (one, other) : (other, one)
        guard long.count == short.count + 1 else { return nil }
        if let first = long.first, edges.contains(first) { return differing(String(long.dropFirst()), short) }
        return nil
    }

    /// True if two readings differ only in l and I, which many typefaces draw alike.
    static func areSameStrokes(_ one: String, _ other: String) -> Bool {
        one != other && one.count == other.count
            && zip(one, other).allSatisfy { $0 == $1 || "lI".contains($0) && "lI".contains($1) }
    }

    /// True if it is the other text with a table's rule beside it that was read as a letter.
    static func hasEdge(_ text: String, beside other: String) -> Bool {
        guard text.count == other.count + 1, let first = text.first, let last = text.last else { return false }
        return text.hasSuffix(other) && "|[]\\/(Ii1l".contains(first)
            || text.hasPrefix(other) && "|[]\\/)Ii1l".contains(last)
    }

    /// Characters that a rule before a word is read as. Digits are not removed.
    private static let edges = "|[]Il"

    private static func differing(_ one: String, _ other: String) -> String? {
        let pairs = zip(one, other).filter { $0 != $1 }
        guard !pairs.isEmpty else { return nil }
        if pairs.allSatisfy({ isForeign($0) && !isForeign($1) }) { return one }
        if pairs.allSatisfy({ isForeign($1) && !isForeign($0) }) { return other }
        return nil
    }

    private static func isDigit(_ letter: Character) -> Bool { ("0"..."9").contains(letter) }

    private static func isForeign(_ letter: Character) -> Bool {
        !letter.isASCII && (letter.isLetter || letter.isNumber)
    }
}
