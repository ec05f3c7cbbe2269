/// One word on a page.
package struct Word: Sendable, Hashable {
    package var text: String
    /// 0…1; 1 in a text layer.
    package var confidence: Double
    package var box: Box
    /// What the recogniser thought possible besides `text`, best first; empty when it was sure or did not say.
    package var alternatives: [String]
    /// Printed in bold; false where that is not known.
    package var isBold: Bool

    package init(text: String, confidence: Double = 1, box: Box, alternatives: [String] = [], isBold: Bool = false) {
        self.text = text
        self.confidence = confidence
        self.box = box
        self.alternatives = alternatives
        self.isBold = isBold
    }
}

/// Words that stand on one baseline next to each other, as reading finds them: a table's row may be several lines.
package struct TextLine: Sendable, Hashable {
    package var words: [Word]
    /// Lines of one paragraph or cell share a block number; from 0 within a page.
    package var block: Int

    package init(words: [Word], block: Int = 0) {
        self.words = words
        self.block = block
    }

    package var text: String { words.map(\.text).joined(separator: " ") }

    /// The box around the words; empty at the top left when there is none.
    package var box: Box {
        guard let first = words.first else { return Box(x: 0, y: 0, width: 0, height: 0) }
        return words.dropFirst().reduce(first.box) { $0.union($1.box) }
    }
}
