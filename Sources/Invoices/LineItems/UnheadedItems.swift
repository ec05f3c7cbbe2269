import Foundation

/// Items of a page whose table has no headings that can be read: rows just above a total that add up to it.
struct UnheadedItems {
    let pages: [Page]
    let totals: LineItemReader.Totals

    /// The rows, proven by their sum; nil when none add up.
    func items() -> [ItemDraft]? {
        for page in pages {
            let rows = TableRow.rows(of: page)
            for index in rows.indices where isTotal(rows[index]) {
                if let items = items(above: index, in: rows, adding: amount(of: rows[index])) { return items }
            }
        }
        return nil
    }

    private var targets: [Decimal] { [totals.subtotal, totals.total].compactMap { $0?.decimal } }

    /// Whether the row says total and one of the header's amounts.
    private func isTotal(_ row: TableRow) -> Bool {
        row.texts.contains { TableTerms.isEnd($0.text) } && targets.contains(amount(of: row) ?? 0)
    }

    private func amount(of row: TableRow) -> Decimal? { amountCell(of: row)?.figure?.value }

    private func amountCell(of row: TableRow) -> TableRow.Cell? { row.figures.last { $0.figure?.isPercent == false } }

    private func items(above total: Int, in rows: [TableRow], adding target: Decimal?) -> [ItemDraft]? {
        guard let target, target != 0 else { return nil }
        var items: [ItemDraft] = []
        var sum: Decimal = 0
        for index in rows.indices.prefix(total).reversed() {
            let row = rows[index]
            guard let cell = amountCell(of: row), let figure = cell.figure else { continue }
            guard !row.texts.contains(where: { TableTerms.isEnd($0.text) }) else { continue }
            let isMoney = figure.isMoney || cell.box.maxX > 0.6
            guard isMoney, let draft = draft(of: row, above: rows[..<index].last, amount: cell) else { return nil }
            items.insert(draft, at: 0)
            sum += figure.value
            if sum == target { return items }
            if abs(sum) > abs(target) || items.count > 60 { return nil }
        }
        return nil
    }

    private func draft(of row: TableRow, above: TableRow?, amount: TableRow.Cell) -> ItemDraft? {
        var named = row.texts.filter { isName($0) && $0.box.x < amount.box.x }
        // Tills print the name on a line of its own above `5 x 77.98`.
        if named.isEmpty, let above, amountCell(of: above) == nil { named = above.texts.filter(isName) }
        guard !named.isEmpty else { return nil }
        var draft = ItemDraft(page: row.page, amount: amount, lines: [joined(named)])
        let others = row.figures.filter { $0.box.maxX < amount.box.x && $0.figure?.isPercent == false }
        draft.unitPrice = others.last { $0.figure?.isMoney == true }
        draft.quantity =
            count(in: row) ?? others.last { $0.figure?.isMoney == false && $0.figure.map { $0.value < 1000 } == true }
        draft.settle()
        if draft.addsUp == false { draft.quantity = nil }
        return draft
    }

    private func isName(_ cell: TableRow.Cell) -> Bool { cell.text.count(where: \.isLetter) > 2 }

    /// `5x` and `5 x` before a price.
    private func count(in row: TableRow) -> TableRow.Cell? {
        for cell in row.texts {
            guard let last = cell.text.last, "xX×*@".contains(last), var word = cell.words.first else { continue }
            word.text = String(word.text.prefix { !"xX×*@".contains($0) })
            let gap = Gap(word: 0, cell: 0, aspect: 1)
            guard let read = Figure.read([word], gap: gap) else { continue }
            return TableRow.Cell(text: word.text, box: word.box, figure: read.figure, words: [word])
        }
        return nil
    }

    private func joined(_ cells: [TableRow.Cell]) -> TableRow.Cell {
        cells.dropFirst().reduce(cells[0]) { line, cell in
            TableRow.Cell(
                text: line.text + " " + cell.text, box: line.box.union(cell.box), figure: nil,
                words: line.words + cell.words)
        }
    }
}
