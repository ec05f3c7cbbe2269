import Recognition

/// Chooses, word by word, between two readings of a line: the surer one, and on a tie the first.
enum WordFusion {
    /// Letters that the first reading's language does not have come out as their like, and surely.
    private static func bonus(_ first: RecognisedWord, _ second: RecognisedWord) -> Double {
        second.text.contains { $0.isLetter && !$0.isASCII } ? 0.08 : 0
    }

    /// The words of `first`, each replaced by what `second` read at its place where that is surer.
    static func fuse(_ first: [RecognisedWord], with second: [RecognisedWord]) -> [RecognisedWord] {
        first.map { word in
            guard let other = second.first(where: { isSamePlace($0.box, word.box) }) else { return word }
            let isSurer = other.confidence + Self.bonus(word, other) > word.confidence
            var (chosen, refused) = isSurer ? (other, word) : (word, other)
            if refused.text != chosen.text, !chosen.alternatives.contains(refused.text) {
                chosen.alternatives.append(refused.text)
            }
            chosen.box = word.box
            return chosen
        }
    }

    /// One stands where the other stands, and is as wide: neither has swallowed a neighbour.
    private static func isSamePlace(_ one: PixelBox, _ other: PixelBox) -> Bool {
        let shared = min(one.right, other.right) - max(one.left, other.left)
        let whole = max(one.right, other.right) - min(one.left, other.left)
        return whole > 0 && 10 * shared > 7 * whole
            && one.top < other.bottom && other.top < one.bottom
    }
}
