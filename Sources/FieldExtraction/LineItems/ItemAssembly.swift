import Invoices

/// Puts a table's cells together to items: each amount is one item, what stands nearest to it belongs to it.
struct ItemAssembly {
    let body: TableBody
    /// Index of the header's column that holds the amounts.
    let amountColumn: Int

    private struct Placed {
        var cell: TableRow.Cell
        var row: Int
        var column: Int?
        var kind: ColumnKind?
    }

    func items() -> [ItemDraft] {
        let placed = body.rows.indices.flatMap { row in
            body.rows[row].cells.flatMap { part($0, height: body.rows[row].height) }.map { place($0, in: row) }
        }
        let anchors = self.anchors(among: inMoney(placed))
        guard !anchors.isEmpty else { return [] }
        var items = anchors.map { ItemDraft(page: body.rows[$0.row].page, amount: $0.cell) }
        let others = placed.filter { !isAmount($0) }
        let rows = Dictionary(grouping: others) { $0.row }
        let starts = fill(&items, anchors: anchors.map(\.row), from: others)
        for index in items.indices {
            let beside = (rows[anchors[index].row] ?? []).map(\.cell)
            let factors = ProvenFactors(beside, before: items[index].amount)
            factors.add(to: &items[index])
            factors.replace(in: &items[index])
        }
        let described = withoutCodes(withoutNumbering(mostSaying(placed.filter { isDescription($0) })))
        let texts = LeadingCodes(header: body.header, rows: body.rows).removed(
            from: described.map { ($0.row, $0.cell) })
        let lines = DescriptionLines(rows: body.rows, anchors: starts).share(texts)
        for (index, lines) in lines { items[index].lines = lines }
        addOthers(to: &items, anchors: anchors.map(\.row), from: placed)
        addTerms(to: &items, from: anchors.map { rows[$0.row] ?? [] })
        return items
    }

    /// One amount a row; where two numbers stand in the column, the right one.
    private func anchors(among placed: [Placed]) -> [Placed] {
        let amounts = placed.filter { isAmount($0) }
        let rightmost = Dictionary(amounts.map { ($0.row, $0.cell.box.x) }, uniquingKeysWith: max)
        return amounts.filter { $0.cell.box.x == rightmost[$0.row] }
    }

    private func addOthers(to items: inout [ItemDraft], anchors: [Int], from placed: [Placed]) {
        let pages = pages(of: anchors)
        for entry in placed where entry.kind == nil || entry.kind?.isRead == false {
            guard let name = entry.column.flatMap({ body.header.columns[$0].name }),
                let index = nearest(entry.row, to: anchors, pages)
            else { continue }
            items[index].others[name] = items[index].others[name] ?? entry.cell
        }
    }

    /// Gives each item what stands in its row under the headings of further terms, and its unit beside its quantity.
    ///
    /// - Parameter rows: Of each item.
    private func addTerms(to items: inout [ItemDraft], from rows: [[Placed]]) {
        for (index, row) in zip(items.indices, rows) {
            items[index].terms = row.compactMap { entry in
                guard let kind = entry.kind, kind.isTerm, let column = entry.column else { return nil }
                return ItemDraft.Term(kind: kind, heading: body.header.columns[column].text, cell: entry.cell)
            }
            guard let quantity = items[index].quantity,
                let next = row.map(\.cell).filter({ $0.box.x >= quantity.box.maxX }).min(by: { $0.box.x < $1.box.x })
            else { continue }
            items[index].besideQuantity = next.figure == nil ? next : nil
        }
    }

    /// Gives each number to the item it stands beside; answers in which row each item begins.
    private func fill(_ items: inout [ItemDraft], anchors: [Int], from placed: [Placed]) -> [Int] {
        var starts = anchors
        let pages = pages(of: anchors)
        for entry in placed {
            guard let figure = entry.cell.figure, let index = nearest(entry.row, to: anchors, pages) else { continue }
            if entry.kind != .description, entry.kind != nil { starts[index] = min(starts[index], entry.row) }
            if entry.kind == .tax, items[index].tax == nil { items[index].tax = entry.cell }
            guard !figure.isPercent || entry.kind == .discount else { continue }
            switch entry.kind {
            case .quantity where items[index].quantity == nil: items[index].quantity = entry.cell
            case .unitPrice where items[index].unitPrice == nil: items[index].unitPrice = entry.cell
            case .discount where items[index].discount == nil: items[index].discount = entry.cell
            default: break
            }
        }
        return starts
    }

    /// Without numbers that are no money in a column that has money: a bank account below the table is no amount.
    private func inMoney(_ placed: [Placed]) -> [Placed] {
        let amounts = placed.filter { isAmount($0) }
        let money = amounts.count { $0.cell.figure?.isMoney == true }
        guard money * 2 > amounts.count else { return placed }
        return placed.filter { !isAmount($0) || $0.cell.figure?.isMoney == true }
    }

    /// Of several columns that may describe the thing under headings that we do not know, the one with most letters: a
    /// period or a reference stands beside it.
    private func mostSaying(_ texts: [Placed]) -> [Placed] {
        guard !body.header.kinds.contains(.description) else { return texts }
        let letters = Dictionary(grouping: texts) { $0.column ?? -1 }
            .mapValues { cells in cells.reduce(0) { $0 + $1.cell.text.count(where: \.isFastLetter) } }
        guard let main = letters.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else { return texts }
        return texts.filter { ($0.column ?? -1) == main }
    }

    /// Where two columns may describe the thing, the one that only numbers the rows does not.
    private func withoutNumbering(_ texts: [Placed]) -> [Placed] {
        let columns = Dictionary(grouping: texts) { $0.column }
        let numbering = columns.filter { _, cells in !cells.contains { $0.cell.text.contains(where: \.isFastLetter) } }
        return columns.count > numbering.count ? texts.filter { numbering[$0.column] == nil } : texts
    }

    /// Nor does a code before it, in a column of its own or under no heading that we know.
    private func withoutCodes(_ texts: [Placed]) -> [Placed] {
        let letters = Dictionary(grouping: texts) { $0.column }
            .mapValues { cells in cells.reduce(0) { $0 + $1.cell.text.count(where: \.isFastLetter) } }
        // Of columns with as many letters the left one, whatever order the dictionary has.
        guard let main = letters.max(by: { ($0.value, -($0.key ?? 0)) < ($1.value, -($1.key ?? 0)) })?.key else {
            return texts
        }
        let heading = body.header.columns[main].box
        let rows = Dictionary(grouping: texts) { $0.row }
        return texts.filter { entry in
            guard entry.cell.words.count == 1, entry.cell.box.maxX < heading.x else { return true }
            return !(rows[entry.row] ?? []).contains { other in
                other.column == main && other.cell.box.x > entry.cell.box.maxX
                    && other.cell.box.x > heading.x - body.rows[entry.row].height
            }
        }
    }

    private func place(_ cell: TableRow.Cell, in row: Int) -> Placed {
        let column = body.header.column(of: cell)
        return Placed(cell: cell, row: row, column: column, kind: column.flatMap { body.header.columns[$0].kind })
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
        return entry.cell.figure == nil && (entry.kind == nil || Self.describing.contains(entry.kind))
    }

    private static let describing: [ColumnKind?] = [.position, .code, .gtin, .other]

    /// The item on this row, or on the row above or below it when the cells are not quite level.
    private func nearest(_ row: Int, to anchors: [Int], _ pages: [Int: [Int]]) -> Int? {
        let near = pages[body.rows[row].page] ?? []
        let distances = near.map { (index: $0, distance: distance(row, anchors[$0])) }
        guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance < 1.6 else { return nil }
        return best.index
    }

    /// The places among the anchors that each page has.
    private func pages(of anchors: [Int]) -> [Int: [Int]] {
        Dictionary(grouping: anchors.indices) { body.rows[anchors[$0]].page }
    }

    /// Between the rows' middles, in heights of a word; far for rows of different pages.
    private func distance(_ one: Int, _ other: Int) -> Double {
        let (first, second) = (body.rows[one], body.rows[other])
        guard first.page == second.page, first.height > 0 else { return .infinity }
        return abs(first.box.midY - second.box.midY) / first.height
    }
}
