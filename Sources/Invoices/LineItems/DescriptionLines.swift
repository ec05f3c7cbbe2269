/// Shares a table's words out among its items: what stands beside an amount is its item's, what follows goes on with it.
struct DescriptionLines {
    let rows: [TableRow]
    /// The rows with an amount, ascending.
    let anchors: [Int]

    private struct Line {
        var row: Int
        var cell: TableRow.Cell
    }

    /// For each item its words, line by line.
    func share(_ cells: [(row: Int, cell: TableRow.Cell)]) -> [Int: [TableRow.Cell]] {
        let lines = joined(cells)
        let beside = anchors.filter { anchor in lines.contains { $0.row == anchor } }
        let isBelow = beside.count * 2 >= anchors.count
        var shares: [Int: [TableRow.Cell]] = [:]
        for index in anchors.indices {
            let taken = isBelow ? below(index, of: lines) : around(index, of: lines)
            shares[index] = taken.map(\.cell)
        }
        return shares
    }

    /// Cells of one row make one line.
    private func joined(_ cells: [(row: Int, cell: TableRow.Cell)]) -> [Line] {
        var lines: [Line] = []
        for (row, cell) in cells.sorted(by: { ($0.row, $0.cell.box.x) < ($1.row, $1.cell.box.x) }) {
            if let last = lines.last, last.row == row {
                lines[lines.count - 1].cell.text += " " + cell.text
                lines[lines.count - 1].cell.box = last.cell.box.union(cell.box)
                lines[lines.count - 1].cell.words += cell.words
            } else {
                lines.append(Line(row: row, cell: cell))
            }
        }
        return lines
    }

    /// The line beside the amount and those that follow without a gap.
    private func below(_ index: Int, of lines: [Line]) -> [Line] {
        let start = anchors[index]
        let end = index + 1 < anchors.count ? anchors[index + 1] : rows.count
        var taken: [Line] = []
        for line in lines where line.row >= start && line.row < end {
            if let last = taken.last, isApart(last.row, line.row) { break }
            if taken.isEmpty, line.row > start, isApart(start, line.row) { break }
            taken.append(line)
        }
        if taken.isEmpty, let above = lines.last(where: { $0.row < start }), !isApart(above.row, start),
            index == 0 || above.row > anchors[index - 1]
        {
            taken = [above]
        }
        return taken
    }

    /// The lines nearer to this amount than to any other.
    private func around(_ index: Int, of lines: [Line]) -> [Line] {
        let anchor = rows[anchors[index]]
        return lines.filter { line in
            let row = rows[line.row]
            guard row.page == anchor.page else { return false }
            let own = abs(row.box.midY - anchor.box.midY)
            guard own < 4 * anchor.height else { return false }
            return anchors.indices.allSatisfy { other in
                other == index || rows[anchors[other]].page != row.page
                    || own < abs(row.box.midY - rows[anchors[other]].box.midY)
            }
        }
    }

    private func isApart(_ upper: Int, _ lower: Int) -> Bool {
        guard rows[upper].page == rows[lower].page else { return true }
        return rows[lower].box.y - rows[upper].box.maxY > 1.3 * max(rows[upper].height, rows[lower].height)
    }
}
