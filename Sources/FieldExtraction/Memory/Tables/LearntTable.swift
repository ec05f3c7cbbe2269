import Foundation
import Invoices

/// Tells the columns of a table from the rows that are known to stand in it.
struct LearntTable {
    /// A confirmed item and where it stands.
    private struct Placed {
        let row: Int
        let item: Invoice.LineItem
        var cells: [ColumnKind: TableRow.Cell]
    }

    private let rows: [TableRow]
    private let placed: [Placed]

    /// - Parameter rows: Of all pages, in reading order.
    init(_ rows: [TableRow], _ items: [Invoice.LineItem]) {
        self.rows = rows
        var taken: Set<Int> = []
        placed = items.compactMap { item in
            let best = rows.indices.filter { !taken.contains($0) }.compactMap { index in
                Self.place(item, index, rows[index])
            }.max { ($0.score, -$0.placed.row) < ($1.score, -$1.placed.row) }
            guard let best, best.score > 1 else { return nil }
            taken.insert(best.placed.row)
            return best.placed
        }
    }

    /// The row's cells that print the item's values, and how many do; nil for a row without its amount.
    private static func place(_ item: Invoice.LineItem, _ index: Int, _ row: TableRow) -> (placed: Placed, score: Double)? {
        guard let amount = item.amount?.decimal else { return nil }
        var figures = row.figures
        guard let cell = take(amount, from: &figures, last: true) else { return nil }
        var cells: [ColumnKind: TableRow.Cell] = [.amount: cell]
        var score = 1.0
        for (kind, value) in [(ColumnKind.unitPrice, item.unitPrice), (.quantity, item.quantity)] {
            guard let value, let found = take(value.decimal, from: &figures, last: kind == .unitPrice) else { continue }
            cells[kind] = found
            score += 1
        }
        let words = Set(MemoryWords.words(item.description ?? ""))
        let texts = row.texts.map { ($0, $0.words.count { !words.isDisjoint(with: MemoryWords.words($0.text)) }) }
        if let best = texts.max(by: { $0.1 < $1.1 }), best.1 > 0 {
            cells[.description] = best.0
            score += 1
        }
        return (Placed(row: index, item: item, cells: cells), score)
    }

    private static func take(_ value: Decimal, from figures: inout [TableRow.Cell], last: Bool) -> TableRow.Cell? {
        func isValue(_ cell: TableRow.Cell) -> Bool {
            cell.figure.map { !$0.isPercent && $0.readings.contains(value) } ?? false
        }
        guard let index = last ? figures.lastIndex(where: isValue) : figures.firstIndex(where: isValue) else { return nil }
        return figures.remove(at: index)
    }

    // MARK: What is learnt

    /// With this document's columns in `memory`; unchanged where too few items stand in rows of their own.
    func added(to memory: TableMemory) -> TableMemory {
        guard !placed.isEmpty, let first = placed.map(\.row).min(), let last = placed.map(\.row).max() else { return memory }
        var memory = memory
        memory.columns = columns(beside: memory.columns)
        if let heading = heading(above: first) { memory.heading = heading }
        if let stop = rows[(last + 1)...].first(where: { !$0.figures.isEmpty && AnchorText.isLabel(Self.text($0)) }) {
            memory.add(stop: Self.text(stop))
        }
        return memory
    }

    /// The begin of a row's words, as labels are compared.
    static func text(_ row: TableRow) -> String { row.texts.first.map { AnchorText.of($0.words.prefix(3)) } ?? "" }

    private func columns(beside known: [TableMemory.Column]) -> [TableMemory.Column] {
        let kinds: [ColumnKind] = [.description, .quantity, .unitPrice, .amount]
        var columns = kinds.compactMap { kind -> TableMemory.Column? in
            let boxes = placed.compactMap { $0.cells[kind]?.box }
            let before = known.filter { $0.kind == kind }
            let lefts = boxes.map(\.x) + before.map(\.left)
            let rights = boxes.map(\.maxX) + before.map(\.right)
            guard let left = lefts.min(), let right = rights.max() else { return nil }
            return TableMemory.Column(kind: kind, left: left, right: right)
        }
        var others = known.filter { $0.kind == nil }
        for cell in placed.flatMap({ rows[$0.row].cells }) where !columns.contains(where: { Self.overlaps($0, cell.box) }) {
            if let index = others.firstIndex(where: { Self.overlaps($0, cell.box) }) {
                others[index].left = min(others[index].left, cell.box.x)
                others[index].right = max(others[index].right, cell.box.maxX)
            } else {
                others.append(TableMemory.Column(kind: nil, left: cell.box.x, right: cell.box.maxX))
            }
        }
        columns += others.filter { other in
            !columns.contains { min($0.right, other.right) > max($0.left, other.left) }
        }
        return columns.sorted { $0.left < $1.left }
    }

    private static func overlaps(_ column: TableMemory.Column, _ box: Box) -> Bool {
        min(column.right, box.maxX) > max(column.left, box.x)
    }

    /// The words of the nearest rows above the first item that have no figures and several cells.
    private func heading(above first: Int) -> [String]? {
        let page = rows[first].page
        for index in (max(0, first - 4)..<first).reversed() where rows[index].page == page {
            let row = rows[index]
            guard row.cells.count > 1, !row.cells.contains(where: { $0.figure?.isMoney == true }) else { continue }
            return MemoryWords.words(row.text)
        }
        return nil
    }
}
