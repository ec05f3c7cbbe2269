/// Joins lines that stand at one height into rows, though reading found them in different blocks.
struct RowBuilder {
    let textHeight: Double

    func rows(of lines: [[Token]]) -> [[Token]] {
        var rows: [[Token]] = []
        for line in lines.sorted(by: { middle($0) < middle($1) }) {
            // Only the last few rows can be near enough: lines come by height.
            let candidates = rows.indices.suffix(6).filter { isBeside(line, rows[$0]) }
            if let best = candidates.min(by: { distance(line, rows[$0]) < distance(line, rows[$1]) }) {
                rows[best] = (rows[best] + line).sorted { $0.left < $1.left }
            } else {
                rows.append(line)
            }
        }
        return rows.sorted { middle($0) < middle($1) }
    }

    private func middle(_ line: [Token]) -> Double {
        line.reduce(0) { $0 + $1.middle } / Double(max(line.count, 1))
    }

    private func distance(_ line: [Token], _ row: [Token]) -> Double {
        let neighbour = nearest(line, row)
        return abs(neighbour.0.middle - neighbour.1.middle)
    }

    /// At one height, and not one above the other.
    private func isBeside(_ line: [Token], _ row: [Token]) -> Bool {
        let (mine, other) = nearest(line, row)
        let overlap = min(mine.bottom, other.bottom) - max(mine.top, other.top)
        guard overlap > 0.5 * min(mine.height, other.height) else { return false }
        return !line.contains { word in
            row.contains { min($0.right, word.right) - max($0.left, word.left) > 0.5 * min(word.height, textHeight) }
        }
    }

    /// The pair of words that stand closest to each other: on a skewed page only neighbours share a height.
    private func nearest(_ line: [Token], _ row: [Token]) -> (Token, Token) {
        var best = (line[0], row[0])
        var least = Double.infinity
        for end in [line[0], line[line.count - 1]] {
            for word in row {
                let gap = max(word.left - end.right, end.left - word.right)
                if gap < least {
                    least = gap
                    best = (end, word)
                }
            }
        }
        return best
    }
}
