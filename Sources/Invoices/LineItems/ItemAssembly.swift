/// Puts a table's cells together to items: each amount is one item, what stands nearest to it belongs to it.
struct ItemAssembly {
    let body: TableBody
    /// Index of the header's column that holds the amounts.
    let amountColumn: Int

    private struct Placed {
        var cell: TableRow.Cell
        var row: Int
        var kind: ColumnKind?
    }

    func items() -> [ItemDraft] {
        let placed = body.rows.indices.flatMap { row in
            body.rows[row].cells.flatMap { part($0, height: body.rows[row].height) }.map { place($0, in: row) }
        }
        // Where two numbers stand in the column, the right one is the row's amount.
        let anchors = placed.filter { entry in
            isAmount(entry)
                && !placed.contains { $0.row == entry.row && isAmount($0) && $0.cell.box.x > entry.cell.box.x }
        }
        guard !anchors.isEmpty else { return [] }
        var items = anchors.map { ItemDraft(page: body.rows[$0.row].page, amount: $0.cell) }
        let anchorRows = anchors.map(\.row)
        var starts = anchorRows
        for entry in placed where !isAmount(entry) {
            guard let figure = entry.cell.figure, let index = nearest(entry.row, to: anchorRows) else { continue }
            if entry.kind != .description, entry.kind != nil { starts[index] = min(starts[index], entry.row) }
            guard !figure.isPercent || entry.kind == .discount else { continue }
            switch entry.kind {
            case .quantity where items[index].quantity == nil: items[index].quantity = entry.cell
            case .unitPrice: items[index].unitPrice = items[index].unitPrice ?? entry.cell
            case .discount: items[index].discount = items[index].discount ?? entry.cell
            default: break
            }
        }
        let texts = placed.filter { isDescription($0) }
        for (index, lines) in DescriptionLines(rows: body.rows, anchors: starts).share(texts.map { ($0.row, $0.cell) })
        {
            items[index].lines = lines
        }
        return items.filter { item in
            let isNamed = item.lines.contains { $0.text.contains(where: \.isLetter) }
            return isNamed || (item.quantity != nil && item.unitPrice != nil)
        }
    }

    private func place(_ cell: TableRow.Cell, in row: Int) -> Placed {
        let column = body.header.column(of: cell)
        return Placed(cell: cell, row: row, kind: column.flatMap { body.header.columns[$0].kind })
    }

    /// Parts words that run from a column before into the description, where one begins under its heading's left edge.
    private func part(_ cell: TableRow.Cell, height: Double) -> [TableRow.Cell] {
        guard cell.figure == nil, cell.words.count > 1,
            let heading = body.header.columns.first(where: { $0.kind == .description })?.box,
            let cut = cell.words.indices.dropFirst().first(where: {
                abs(cell.words[$0].box.x - heading.x) < height * 0.3
            })
        else { return [cell] }
        return [cell.words[..<cut], cell.words[cut...]].map { words in
            let box = words.dropFirst().reduce(words[words.startIndex].box) { $0.union($1.box) }
            return TableRow.Cell(
                text: words.map(\.text).joined(separator: " "), box: box, figure: nil, words: Array(words))
        }
    }

    private func isAmount(_ entry: Placed) -> Bool {
        guard let figure = entry.cell.figure, !figure.isPercent else { return false }
        return body.header.column(of: entry.cell) == amountColumn
    }

    /// Words below the description's heading; without such a heading, the leftmost words that no other column claims.
    private func isDescription(_ entry: Placed) -> Bool {
        if body.header.kinds.contains(.description) { return entry.kind == .description }
        return entry.cell.figure == nil && (entry.kind == nil || entry.kind == .position || entry.kind == .code)
    }

    /// The item on this row, or on the row above or below it when the cells are not quite level.
    private func nearest(_ row: Int, to anchors: [Int]) -> Int? {
        let distances = anchors.indices.map { (index: $0, distance: distance(row, anchors[$0])) }
        guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance < 1.6 else { return nil }
        return best.index
    }

    /// Between the rows' middles, in heights of a word; far for rows of different pages.
    private func distance(_ one: Int, _ other: Int) -> Double {
        let (first, second) = (body.rows[one], body.rows[other])
        guard first.page == second.page, first.height > 0 else { return .infinity }
        return abs(first.box.midY - second.box.midY) / first.height
    }
}
