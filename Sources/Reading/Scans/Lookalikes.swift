/// What one engine reads as a letter's like: a plain letter for one that its language lacks, a letter for a rule.
enum Lookalikes {
    /// Of two readings of one word that differ only where one has a letter beyond ASCII, that one; without the rule of a
    /// table that it took for a letter at its edge. Nil when they differ otherwise.
    static func accented(_ one: String, _ other: String) -> String? {
        // In a number a small raised 2 is a slip.
        guard !one.contains(where: isDigit), !other.contains(where: isDigit) else { return nil }
        if one.count == other.count { return differing(one, other) }
        let (long, short) = one.count > other.count ? (one, other) : (other, one)
        guard long.count == short.count + 1 else { return nil }
        if let first = long.first, edges.contains(first) { return differing(String(long.dropFirst()), short) }
        return nil
    }

    /// Whether it is the other with a table's rule beside it, read as a letter.
    static func hasEdge(_ text: String, beside other: String) -> Bool {
        guard text.count == other.count + 1, let first = text.first, let last = text.last else { return false }
        return text.hasSuffix(other) && "|[]\\/(Ii1l".contains(first)
            || text.hasPrefix(other) && "|[]\\/)Ii1l".contains(last)
    }

    /// What a rule before a word is read as; digits are left alone.
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
