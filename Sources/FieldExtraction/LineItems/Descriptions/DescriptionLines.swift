import Invoices

/// Shares a table's words out among its items: what stands beside an amount is its item's, what follows goes on with it,
/// unless the figures stand beside the middle or the end of their words.
struct DescriptionLines {
    let rows: [TableRow]
    /// The rows with an amount, ascending.
    let anchors: [Int]

    struct Line {
        var row: Int
        var cell: TableRow.Cell
    }

    /// For each item its words, line by line.
    func share(_ cells: [(row: Int, cell: TableRow.Cell)]) -> [Int: [TableRow.Cell]] {
        let lines = joined(cells)
        let pages = Dictionary(grouping: anchors.indices) { rows[anchors[$0]].page }
        let linesOfPages = Dictionary(grouping: lines) { rows[$0.row].page }
        let alignment = alignment(of: pages, linesOfPages)
        var shares: [Int: [TableRow.Cell]] = [:]
        for (page, items) in pages {
            let shared = alignment.flatMap {
                shareLines(linesOfPages[page] ?? [], among: items)?.shares(alignment: $0)
            }
            var taken: Int?
            for (place, index) in items.sorted().enumerated() {
                // The line above an item without words is the item's before it.
                let run = (shared?.runs[place] ?? below(index, of: lines)).filter { $0.row != taken }
                taken = run.last?.row ?? taken
                shares[index] = run.map(\.cell)
            }
        }
        carryOver(&shares, lines)
        return shares
    }

    /// How the figures stand beside their words, told by all pages together; nil where they stand beside the first line.
    private func alignment(of pages: [Int: [Int]], _ lines: [Int: [Line]]) -> LineSharing.Alignment? {
        let isPlain =
            anchors.allSatisfy(Set(lines.values.joined().map(\.row)).contains)
            && lines.values.joined().count == anchors.count
        guard !isPlain else { return nil }
        var costs: [LineSharing.Alignment: Double] = [:]
        for (page, items) in pages {
            guard let sharing = shareLines(lines[page] ?? [], among: items) else { continue }
            for alignment in LineSharing.Alignment.allCases {
                costs[alignment, default: 0] += sharing.shares(alignment: alignment).cost
            }
        }
        let first = (costs[.first] ?? 0) - Self.advantageOfFirst
        let other = [LineSharing.Alignment.middle, .last].min { (costs[$0] ?? 0) < (costs[$1] ?? 0) }
        return other.flatMap { (costs[$0] ?? 0) < first ? $0 : nil }
    }

    /// Most tables begin their words beside the figures: another order must explain the lines better by this.
    private static let advantageOfFirst = 0.6

    private func shareLines(_ lines: [Line], among items: [Int]) -> LineSharing? {
        LineSharing(lines: lines, rows: rows, anchors: items.sorted().map { anchors[$0] })
    }

    /// Words of a page's last item that stand on the next page, above its first item.
    private func carryOver(_ shares: inout [Int: [TableRow.Cell]], _ lines: [Line]) {
        for index in anchors.indices.dropLast() where shares[index]?.isEmpty != false {
            let (here, next) = (anchors[index], anchors[index + 1])
            guard rows[here].page != rows[next].page else { continue }
            let taken = Set((shares[index + 1] ?? []).map(\.box))
            let between = lines[Self.place(of: here + 1, in: lines)..<Self.place(of: next, in: lines)]
            shares[index] = between.filter { rows[$0.row].page == rows[next].page && !taken.contains($0.cell.box) }
                .map(\.cell)
        }
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

    private func isApart(_ upper: Int, _ lower: Int) -> Bool {
        guard rows[upper].page == rows[lower].page else { return true }
        return rows[lower].box.y - rows[upper].box.maxY > 1.3 * max(rows[upper].height, rows[lower].height)
    }
}
