import Invoices

/// The rows below a heading, down to the totals, maybe over several pages.
struct TableBody: Sendable {
    var header: TableHeader
    var rows: [TableRow]
    /// Whether the words come from recognition, which slips; a text layer does not.
    var isRecognised: Bool
    /// Whether a total or the next heading ended it; else the page did, and the next page may go on.
    var isEnded: Bool

    /// All tables of items on the sheets, in reading order; where a template tells the columns, only tables of that structure.
    ///
    /// - Parameter isLoose: Whether one known heading above money will do.
    static func bodies(
        on sheets: [(sheet: Layout.Sheet, rows: [TableRow])], structure: TableStructure? = nil, isLoose: Bool = false
    ) -> [TableBody] {
        var bodies: [TableBody] = []
        for (sheet, rows) in sheets {
            var index = rows.startIndex
            if let last = bodies.last, !last.isEnded, let next = continuation(of: last, on: rows) {
                bodies[bodies.count - 1].rows += next.rows
                bodies[bodies.count - 1].isEnded = next.isEnded
                index = next.end
            }
            while index < rows.endIndex {
                guard let header = header(in: rows, at: index, structure, isLoose) else {
                    index += 1
                    continue
                }
                let body = collect(below: header, in: rows, from: header.rows.upperBound)
                append(body, below: header, to: &bodies, isRecognised: sheet.isRecognised)
                index = max(body.end, header.rows.upperBound)
            }
        }
        return bodies
    }

    /// To the table before, where its headings are repeated and it has not ended.
    private static func append(
        _ body: (rows: [TableRow], isEnded: Bool, end: Int), below header: TableHeader, to bodies: inout [TableBody],
        isRecognised: Bool
    ) {
        if let last = bodies.last, !last.isEnded, last.header.kinds == header.kinds {
            bodies[bodies.count - 1].rows += body.rows
            bodies[bodies.count - 1].isEnded = body.isEnded
            return
        }
        let header = header.aligned(with: body.rows)
        bodies.append(
            TableBody(header: header, rows: body.rows, isRecognised: isRecognised, isEnded: body.isEnded))
    }

    private static func header(
        in rows: [TableRow], at index: Int, _ structure: TableStructure?, _ isLoose: Bool
    ) -> TableHeader? {
        if let structure { return structure.header(in: rows, at: index) }
        return TableHeader.find(in: rows, at: index, isLoose: isLoose)
    }

    /// Rows at the top of a page without a heading of its own that stand in the columns of the table before.
    private static func continuation(
        of body: TableBody, on rows: [TableRow]
    ) -> (rows: [TableRow], isEnded: Bool, end: Int)? {
        let headings = rows.indices.contains { TableHeader.find(in: rows, at: $0) != nil }
        guard !headings, let first = rows.firstIndex(where: { body.header.isItem($0) }) else { return nil }
        return collect(below: body.header, in: rows, from: first)
    }

    private static func collect(
        below header: TableHeader, in rows: [TableRow], from start: Int
    ) -> (rows: [TableRow], isEnded: Bool, end: Int) {
        var taken: [TableRow] = []
        for index in rows.indices where index >= start {
            let row = rows[index]
            if header.isEnd(row) {
                // A subtotal between two sections ends neither.
                if rows[(index + 1)...].prefix(4).contains(where: header.isPriced) { continue }
                return (taken, true, index + 1)
            }
            if index > start, TableHeader.isSummary(row) || header.isTotalsHeading(row) { return (taken, true, index) }
            if index > start, row.figures.isEmpty, let next = TableHeader.find(in: rows, at: index),
                next.kinds.count > 2
            {
                return (taken, true, index)
            }
            if TableTerms.isCarryOver(row.text), !header.isPriced(row) { continue }
            taken.append(row)
        }
        return (taken, false, rows.endIndex)
    }
}

extension TableHeader {
    /// The column that a cell stands in: most overlap, else the nearest.
    func column(of cell: TableRow.Cell) -> Int? {
        let isFigure = cell.figure != nil
        let overlaps = columns.map { min($0.box.maxX, cell.box.maxX) - max($0.box.x, cell.box.x) }
        guard let best = overlaps.indices.max(by: { overlaps[$0] < overlaps[$1] }), overlaps[best] > -0.12 else {
            return nil
        }
        if best > 0, columns[best].beginsAtEdge, cell.box.maxX <= columns[best].box.x { return best - 1 }
        if overlaps[best] > 0 || !isFigure { return best }
        // Between two columns a number belongs to the one whose right edge it keeps.
        let near = columns.indices.filter { overlaps[$0] > -0.06 }
        return near.min { abs(columns[$0].box.maxX - cell.box.maxX) < abs(columns[$1].box.maxX - cell.box.maxX) }
            ?? best
    }

    /// With the knowledge where the descriptions below begin.
    func aligned(with rows: [TableRow]) -> TableHeader {
        guard let place = columns.firstIndex(where: { $0.kind == .description }), place > 0 else { return self }
        let edge = columns[place].box.x
        let beginnings = rows.map { row in
            row.cells.contains { $0.words.contains { abs($0.box.x - edge) < row.height * 0.3 } }
        }
        var header = self
        // The rows of totals at the end begin elsewhere.
        header.columns[place].beginsAtEdge = beginnings.count { $0 } * 5 >= rows.count * 2
        return header
    }

    func cell(of row: TableRow, in kind: ColumnKind) -> TableRow.Cell? {
        row.figures.last { cell in column(of: cell).map { columns[$0].kind == kind } == true }
    }

    /// Whether the row has money in a column for it and something else beside.
    func isItem(_ row: TableRow) -> Bool {
        guard cell(of: row, in: .amount) ?? cell(of: row, in: .gross) != nil else { return false }
        return row.cells.count > 1 && !isEnd(row)
    }

    /// Whether the row has quantity, price and amount: an item beyond doubt.
    func isPriced(_ row: TableRow) -> Bool {
        cell(of: row, in: .quantity) != nil && cell(of: row, in: .unitPrice) != nil && isItem(row)
    }

    /// Whether the row has no figures and a word for a total over the amounts: the total stands below it.
    func isTotalsHeading(_ row: TableRow) -> Bool {
        guard row.figures.isEmpty, let last = row.texts.last, TableTerms.isEnd(last.text), let place = column(of: last)
        else { return false }
        return columns[place].kind == .amount || columns[place].kind == .gross
    }

    /// Whether the row is a total: says so left of its amount, and is no item with quantity and price.
    func isEnd(_ row: TableRow) -> Bool {
        let stops = row.texts.count { TableTerms.isEnd($0.text) }
        guard stops > 0 else { return false }
        let isPriced =
            cell(of: row, in: .quantity) != nil && (cell(of: row, in: .unitPrice) ?? cell(of: row, in: .amount)) != nil
        guard !isPriced else { return false }
        return row.figures.contains { $0.figure?.isPercent == false } || row.texts.count == 1 || stops > 1
    }
}
