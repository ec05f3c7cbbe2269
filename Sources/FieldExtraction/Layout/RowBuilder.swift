import Invoices

/// Joins lines that stand at one height into rows, though reading found them in different blocks.
struct RowBuilder {
    let textHeight: Double

    func rows(of lines: [[Token]]) -> [[Token]] {
        var rows: [[Token]] = []
        for line in fromTop(lines) {
            // Only the last few rows can be near enough: lines come by height.
            let candidates = rows.indices.suffix(6).filter { isBeside(line, rows[$0]) }
            if let best = candidates.min(by: { distance(line, rows[$0]) < distance(line, rows[$1]) }) {
                rows[best] = (rows[best] + line).sorted { $0.left < $1.left }
            } else {
                rows.append(line)
            }
        }
        return fromTop(rows)
    }

    private func fromTop(_ lines: [[Token]]) -> [[Token]] {
        let middles = lines.map(middle)
        return lines.indices.sorted { middles[$0] < middles[$1] }.map { lines[$0] }
    }

    private func middle(_ line: [Token]) -> Double {
        line.reduce(0) { $0 + $1.middle } / Double(max(line.count, 1))
    }

    private func distance(_ line: [Token], _ row: [Token]) -> Double {
        let (mine, other) = nearest(line, row)
        return abs(line[mine].middle - row[other].middle)
    }

    /// At one height, and not one above the other.
    private func isBeside(_ line: [Token], _ row: [Token]) -> Bool {
        let (mine, other) = nearest(line, row)
        let overlap = min(line[mine].bottom, row[other].bottom) - max(line[mine].top, row[other].top)
        guard overlap > 0.5 * min(line[mine].height, row[other].height) else { return false }
        return !line.contains { word in
            row.contains { min($0.right, word.right) - max($0.left, word.left) > 0.5 * min(word.height, textHeight) }
        }
    }

    /// The places of the two words that stand closest to each other: on a skewed page only neighbours share a height.
    private func nearest(_ line: [Token], _ row: [Token]) -> (Int, Int) {
        var best = (0, 0)
        var least = Double.infinity
        for end in [0, line.count - 1] {
            let (left, right) = (line[end].left, line[end].right)
            for place in row.indices {
                let gap = max(row[place].left - right, left - row[place].right)
                if gap < least {
                    least = gap
                    best = (end, place)
                }
            }
        }
        return best
    }
}
