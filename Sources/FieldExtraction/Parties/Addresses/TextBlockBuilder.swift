import Invoices

struct TextBlockBuilder {
    let layout: Layout
    /// Left edges of the text behind a heading, by segment.
    let edges: [Int: Double]

    func blocks() -> [TextBlock] {
        layout.sheets.flatMap { blocks(of: $0) }
    }

    private func blocks(of sheet: Layout.Sheet) -> [TextBlock] {
        var blocks: [TextBlock] = []
        var open: [Int] = []
        for row in sheet.rows {
            for number in layout.rows[row].segments {
                let matching = open.filter { continues(number, blocks[$0]) }
                if let best = matching.min(by: { gap(number, blocks[$0]) < gap(number, blocks[$1]) }) {
                    blocks[best].segments.append(number)
                } else {
                    blocks.append(TextBlock(segments: [number]))
                    open.append(blocks.count - 1)
                }
            }
            open = open.filter { block in
                guard let last = blocks[block].segments.last else { return false }
                return layout.rows[row].top - layout.segments[last].bottom < 3 * sheet.textHeight
            }
        }
        return blocks
    }

    private func gap(_ number: Int, _ block: TextBlock) -> Double {
        guard let last = block.segments.last else { return .infinity }
        let one = layout.segments[number]
        let other = layout.segments[last]
        return abs(one.left - other.left) + max(0, one.top - other.bottom)
    }

    private func continues(_ number: Int, _ block: TextBlock) -> Bool {
        guard let last = block.segments.last else { return false }
        let one = layout.segments[number]
        let other = layout.segments[last]
        guard one.row > other.row else { return false }
        let height = max(one.height, other.height)
        let gap = one.top - other.bottom
        let ratio = height / max(min(one.height, other.height), 0.1)
        // Lines set wide apart belong together where edge and height agree exactly.
        let isExact = abs(one.left - other.left) < 0.2 * height && ratio < 1.15 && gap < 1.7 * height
        guard (gap < 0.85 * height && ratio < 1.75) || isExact else { return false }
        let isBehind = edges[last].map { abs(one.left - $0) < 0.7 * height } ?? false
        let isLeft = abs(one.left - other.left) < 0.7 * height || isBehind
        let isCentred = abs(one.centre - other.centre) < 0.6 * height
        let isRight = abs(one.right - other.right) < 0.3 * height
        return isLeft || isCentred || isRight
    }
}
