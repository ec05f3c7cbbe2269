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
