import Recognition

/// Reads uncertain words of the first pass again and keeps, word by word, the reading with the higher
/// confidence.
///
/// Only these words are read again: the first pass is as small as possible, and reading whole lines twice would cost as
/// much as reading everything enlarged.
struct SecondPass {
    /// A word that a rule crosses has this much less confidence than reported.
    private static let doubt = 0.1

    private let page: PreparedPage
    /// Nil for receipts, which have no rules.
    private let unruled: PageWithoutRules?
    private let reader: any StripReader
    /// A word with less confidence may be wrong.
    private let sure: Double

    init(at page: PreparedPage, _ unruled: PageWithoutRules? = nil, with reader: any StripReader, below sure: Double) {
        self.page = page
        self.unruled = unruled
        self.reader = reader
        self.sure = sure
    }

    func look(at line: RecognisedLine) throws -> RecognisedLine {
        var line = line
        for index in line.words.indices where unruled?.isRuled(line.words[index].box) == true {
            line.words[index].confidence = max(0, line.words[index].confidence - Self.doubt)
        }
        // From the end, since a run may become longer and would move the later ones.
        for run in runs(of: line.words).reversed() {
            line.words.replaceSubrange(run, with: try read(Array(line.words[run])))
        }
        return line
    }

    /// Runs of uncertain words with at most one other word between them.
    private func runs(of words: [RecognisedWord]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in words.indices where isUnsure(words[index]) {
            if let last = runs.last, index - last.upperBound <= 1, isNear(words[last.upperBound - 1], words[index]) {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }

    private func isUnsure(_ word: RecognisedWord) -> Bool {
        word.confidence < sure && word.text.contains { $0.isLetter || $0.isNumber }
    }

    private func isNear(_ one: RecognisedWord, _ other: RecognisedWord) -> Bool {
        other.box.left - one.box.right < 6 * page.letterHeight
    }

    /// Reads all these words of one line again.
    func read(_ words: [RecognisedWord]) throws -> [RecognisedWord] {
        guard let others = try reader.words(in: RecognisedLine(words: words, block: 0).box) else { return words }
        return WordMerge.fuse(words, with: others)
    }
}
