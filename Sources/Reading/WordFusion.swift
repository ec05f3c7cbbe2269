import Recognition

/// Chooses, word by word, between two readings of a line: the surer one, and on a tie the first.
enum WordFusion {
    /// In a language that does not have them they come out as their like, and surely.
    private static func bonus(_ word: RecognisedWord) -> Double {
        word.text.contains { $0.isLetter && !$0.isASCII } ? 0.08 : 0
    }

    /// The words of `first`, each replaced by what `second` read at its place where that is surer.
    static func fuse(_ first: [RecognisedWord], with second: [RecognisedWord]) -> [RecognisedWord] {
        first.map { word in
            guard let other = second.first(where: { isSamePlace($0.box, word.box) }) else { return word }
            if hasEdge(other.text, beside: word.text) { return word }
            let isSurer = other.confidence + bonus(other) > word.confidence + bonus(word)
            var (chosen, refused) = isSurer ? (other, word) : (word, other)
            if refused.text != chosen.text, !chosen.alternatives.contains(refused.text) {
                chosen.alternatives.append(refused.text)
            }
            chosen.box = word.box
            return chosen
        }
    }

    /// Whether it is the other with a table's rule beside it, read as a letter.
    private static func hasEdge(_ text: String, beside other: String) -> Bool {
        guard text.count == other.count + 1, let first = text.first, let last = text.last else { return false }
        return text.hasSuffix(other) && "|[]\\/(Ii1l".contains(first)
            || text.hasPrefix(other) && "|[]\\/)Ii1l".contains(last)
    }

    /// One stands where the other stands, and is as wide: neither has swallowed a neighbour.
    private static func isSamePlace(_ one: PixelBox, _ other: PixelBox) -> Bool {
        let shared = min(one.right, other.right) - max(one.left, other.left)
        let whole = max(one.right, other.right) - min(one.left, other.left)
        return whole > 0 && 10 * shared > 7 * whole
            && one.top < other.bottom && other.top < one.bottom
    }
}
