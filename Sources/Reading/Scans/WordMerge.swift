import Recognition

/// Chooses, word by word, between two readings of a line: the one with the higher confidence, on a tie the first.
enum WordMerge {
    /// A bonus for non-ASCII letters: a language without them reads a similar letter, with a high confidence.
    private static func bonus(_ words: [RecognisedWord]) -> Double {
        words.contains { $0.text.contains { $0.isLetter && !$0.isASCII } } ? 0.08 : 0
    }

    /// The words of `first`, each replaced by the words of `second` at its place if their confidence is higher: one
    /// word, or several if `second` found blanks that `first` did not.
    static func fuse(_ first: [RecognisedWord], with second: [RecognisedWord]) -> [RecognisedWord] {
        first.flatMap { word in
            let others = second.filter { $0.box.isBeneath(word.box) }
            guard isSamePlace(RecognisedLine(words: others, block: 0).box, word.box) else { return [word] }
            return others.count == 1 ? [choose(word, others[0])] : isSurer(others, than: word) ? others : [word]
        }
    }

    /// A word with less confidence is not legible, and its accents are dirt.
    private static let legible = 0.4

    private static func choose(_ word: RecognisedWord, _ other: RecognisedWord) -> RecognisedWord {
        if Lookalikes.hasEdge(other.text, beside: word.text) { return word }
        // The first engine knows words, by which alone l and I can be told apart.
        if word.confidence >= legible, Lookalikes.areSameStrokes(word.text, other.text) { return word }
        let isSurer = other.confidence + bonus([other]) > word.confidence + bonus([word])
        var (chosen, refused) = isSurer ? (other, word) : (word, other)
        if min(word.confidence, other.confidence) >= legible,
            let accented = Lookalikes.accented(word.text, other.text)
        {
            // Both are the same word; the language of the one with the higher confidence may only lack some letters.
            (chosen.text, refused.text) = (accented, accented == other.text ? word.text : other.text)
        }
        if refused.text != chosen.text, !chosen.alternatives.contains(refused.text) {
            chosen.alternatives.append(refused.text)
        }
        chosen.box = word.box
        return chosen
    }

    /// A bonus for readings that differ only in blanks: the second pass is enlarged and sees blanks better.
    private static let trustInBlanks = 0.05

    private static func isSurer(_ others: [RecognisedWord], than word: RecognisedWord) -> Bool {
        let lead = others.map(\.text).joined() == word.text ? trustInBlanks : 0
        let confidence = others.map(\.confidence).min() ?? 0
        return confidence + bonus(others) + lead > word.confidence + bonus([word])
    }

    /// True if both have the same place and width, so that neither includes a neighbour.
    private static func isSamePlace(_ one: PixelBox, _ other: PixelBox) -> Bool {
        let shared = min(one.right, other.right) - max(one.left, other.left)
        let whole = max(one.right, other.right) - min(one.left, other.left)
        return whole > 0 && 10 * shared > 7 * whole
            && one.top < other.bottom && other.top < one.bottom
    }
}

extension PixelBox {
    /// True if the horizontal middle of either is in the other.
    fileprivate func isBeneath(_ other: PixelBox) -> Bool {
        holds(other.left + other.right) || other.holds(left + right)
    }

    private func holds(_ doubled: Int) -> Bool { 2 * left <= doubled && doubled < 2 * right }
}
