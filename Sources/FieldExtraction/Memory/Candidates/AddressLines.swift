import Invoices

/// The lines of an address: the segments that stand one below the other from its first line.
struct AddressLines {
    /// Lines of an address at most.
    private static let most = 8
    /// How far the next line may begin below the one before, in heights of it.
    private static let farthest = 1.6

    private let document: PrintedDocument
    private var layout: Layout { document.layout }

    init(_ document: PrintedDocument) { self.document = document }

    /// From this line on downwards, as far as the block goes.
    func block(from tokens: Range<Int>) -> [Range<Int>] {
        var lines = [tokens]
        var last = layout.segments[document.segmentOfToken[tokens.lowerBound]]
        let edges = (layout.tokens[tokens.lowerBound].left, last.right)
        while lines.count < Self.most, let next = below(last, edges) {
            lines.append(next.tokens)
            last = next
        }
        return lines
    }

    private func below(_ segment: Segment, _ edges: (left: Double, right: Double)) -> Segment? {
        let limit = segment.bottom + Self.farthest * segment.height
        for row in layout.rows[(segment.row + 1)...].prefix(3) {
            guard row.page == segment.page, row.top < limit else { return nil }
            let found = layout.segments[row.segments].first {
                abs($0.left - edges.left) < segment.height || abs($0.right - edges.right) < segment.height / 2
            }
            if let found, found.top < limit { return found }
        }
        return nil
    }

    /// Whether the line is a telephone number or the like.
    func isEnd(_ line: Range<Int>, _ stops: Set<String>) -> Bool {
        stops.contains(Self.stop(layout.tokens[line])) || layout.tokens[line].contains { $0.text.contains("@") }
    }

    /// What tells a line that follows an address: its first two words, or the first alone if it is a label: what stands
    /// behind `VAT:` is another on each document.
    static func stop(_ tokens: ArraySlice<Token>) -> String {
        AnchorText.of(tokens.prefix(tokens.first?.text.hasSuffix(":") == true ? 1 : 2))
    }

    /// The lines of this block that together print the address best, from the first on; nil where none do.
    func lines(of block: [Range<Int>], printing words: [String]) -> Int? {
        var (best, count) = (0.0, 0)
        var text: [String] = []
        for (index, line) in block.enumerated() {
            text += MemoryWords.words(layout.text(line))
            let agreement = MemoryWords.agreement(text, words)
            if agreement > best { (best, count) = (agreement, index + 1) }
        }
        return best >= MemoryWords.same ? count : nil
    }

    /// The lines as one text.
    func text(_ lines: some Collection<Range<Int>>) -> String {
        lines.map { line in
            var text = layout.text(line)
            while let last = text.last, ", ".contains(last) { text.removeLast() }
            return text
        }.joined(separator: ", ")
    }
}
