import Recognition

/// Chooses, word by word, between two readings of a line: the surer one, and on a tie the first.
enum WordMerge {
    /// In a language that does not have them they come out as their like, and surely.
    private static func bonus(_ words: [RecognisedWord]) -> Double {
        words.contains { $0.text.contains { $0.isLetter && !$0.isASCII } } ? 0.08 : 0
    }

    /// The words of `first`, each replaced by what `second` read at its place where that is surer: a word, or several
    /// where `second` saw blanks that `first` did not.
    static func fuse(_ first: [RecognisedWord], with second: [RecognisedWord]) -> [RecognisedWord] {
        first.flatMap { word in
            let others = second.filter { $0.box.isBeneath(word.box) }
            guard isSamePlace(RecognisedLine(words: others, block: 0).box, word.box) else { return [word] }
            return others.count == 1 ? [choose(word, others[0])] : isSurer(others, than: word) ? others : [word]
        }
    }

    /// Below it a word was hardly read, and its accents are dirt.
    private static let legible = 0.4

    private static func choose(_ word: RecognisedWord, _ other: RecognisedWord) -> RecognisedWord {
        if Lookalikes.hasEdge(other.text, beside: word.text) { return word }
        let isSurer = other.confidence + bonus([other]) > word.confidence + bonus([word])
        var (chosen, refused) = isSurer ? (other, word) : (word, other)
        if min(word.confidence, other.confidence) >= legible,
            let accented = Lookalikes.accented(word.text, other.text)
        {
            // Both mean the same word, and the surer one may only lack its letters.
            (chosen.text, refused.text) = (accented, accented == other.text ? word.text : other.text)
        }
        if refused.text != chosen.text, !chosen.alternatives.contains(refused.text) {
            chosen.alternatives.append(refused.text)
        }
        chosen.box = word.box
        return chosen
    }

    /// The second look is the larger one: of blanks alone it is the better judge.
    private static let trustInBlanks = 0.05

    private static func isSurer(_ others: [RecognisedWord], than word: RecognisedWord) -> Bool {
        let lead = others.map(\.text).joined() == word.text ? trustInBlanks : 0
        let confidence = others.map(\.confidence).min() ?? 0
        return confidence + bonus(others) + lead > word.confidence + bonus([word])
    }

    /// One stands where the other stands, and is as wide: neither has swallowed a neighbour.
    private static func isSamePlace(_ one: PixelBox, _ other: PixelBox) -> Bool {
        let shared = min(one.right, other.right) - max(one.left, other.left)
        let whole = max(one.right, other.right) - min(one.left, other.left)
        return whole > 0 && 10 * shared > 7 * whole
            && one.top < other.bottom && other.top < one.bottom
    }
}

extension PixelBox {
    /// Whether the middle of either lies in the other, from left to right.
    fileprivate func isBeneath(_ other: PixelBox) -> Bool {
        holds(other.left + other.right) || other.holds(left + right)
    }

    private func holds(_ doubled: Int) -> Bool { 2 * left <= doubled && doubled < 2 * right }
}
