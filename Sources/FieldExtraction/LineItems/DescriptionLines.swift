import Invoices

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
        let withText = Set(lines.map(\.row))
        let isBelow = anchors.count(where: withText.contains) * 2 >= anchors.count
        let pages = Dictionary(grouping: anchors.indices) { rows[anchors[$0]].page }
        let linesOfPages = Dictionary(grouping: lines) { rows[$0.row].page }
        var shares: [Int: [TableRow.Cell]] = [:]
        for index in anchors.indices {
            let page = rows[anchors[index]].page
            let taken =
                isBelow
                ? below(index, of: lines)
                : around(index, among: pages[page] ?? [], of: linesOfPages[page] ?? [])
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
        let first = Self.place(of: start, in: lines)
        for line in lines[first...] {
            guard line.row < end else { break }
            if let last = taken.last, isApart(last.row, line.row) { break }
            if taken.isEmpty, line.row > start, isApart(start, line.row) { break }
            taken.append(line)
        }
        if taken.isEmpty, let above = lines[..<first].last, !isApart(above.row, start),
            index == 0 || above.row > anchors[index - 1]
        {
            taken = [above]
        }
        return taken
    }

    /// Of the first line in that row or below it; lines stand in the order of their rows.
    private static func place(of row: Int, in lines: [Line]) -> Int {
        var (low, high) = (0, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The lines nearer to this amount than to any other of its page.
    private func around(_ index: Int, among others: [Int], of lines: [Line]) -> [Line] {
        let anchor = rows[anchors[index]]
        return lines.filter { line in
            let row = rows[line.row]
            let own = abs(row.box.midY - anchor.box.midY)
            guard own < 4 * anchor.height else { return false }
            return others.allSatisfy { other in
                other == index || own < abs(row.box.midY - rows[anchors[other]].box.midY)
            }
        }
    }

    private func isApart(_ upper: Int, _ lower: Int) -> Bool {
        guard rows[upper].page == rows[lower].page else { return true }
        return rows[lower].box.y - rows[upper].box.maxY > 1.3 * max(rows[upper].height, rows[lower].height)
    }
}
