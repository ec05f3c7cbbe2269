/// The order in which words of a line are read, where some are of scripts that are written from right to left.
package enum ReadingOrder {
    /// Hebrew, Arabic and their neighbours, and their presentation forms; digits run to the right in all of them.
    package static func runsLeft(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x0590 else { return false }
        let isOfScript = (0x0590...0x08FF).contains(scalar.value) || (0xFB1D...0xFEFC).contains(scalar.value)
        return isOfScript && scalar.properties.numericType == nil
    }

    package static func runsLeft(_ text: String) -> Bool {
        !text.isPlain && text.unicodeScalars.contains(where: runsLeft)
    }

    /// Words that stand beside each other, from left to right, in the order in which they are read: after Unicode's
    /// bidirectional algorithm (UAX #9), by whole words. The direction is that of most words with letters.
    package static func arranged<Word>(_ words: [Word], text: (Word) -> String) -> [Word] {
        let runsLeft = words.map { Self.runsLeft(text($0)) }
        let left = runsLeft.count { $0 }
        guard left > 0, words.count > 1 else { return words }
        let right = zip(words, runsLeft).count { !$1 && text($0).contains(where: \.isLetter) }
        guard left >= right else { return reversingRuns(words) { runsLeft[$0] } }
        let count = words.count
        return reversingRuns(Array(words.reversed())) { !runsLeft[count - 1 - $0] }
    }

    /// Each longest run of the words that count, turned round.
    private static func reversingRuns<Word>(_ words: [Word], _ counts: (Int) -> Bool) -> [Word] {
        var arranged: [Word] = []
        var run: [Word] = []
        for index in words.indices {
            if counts(index) {
                run.append(words[index])
            } else {
                arranged += run.reversed()
                run = []
                arranged.append(words[index])
            }
        }
        return arranged + run.reversed()
    }
}
