import Foundation
import Invoices

/// Tells the columns of a table from the rows that are known to stand in it.
struct LearntTable {
    private static let kinds: [ColumnKind] = [.description, .quantity, .unitPrice, .amount]

    private let rows: [TableRow]
    private let placed: [PlacedItem]

    /// - Parameter rows: Of all pages, in reading order.
    init(_ rows: [TableRow], _ items: [Invoice.LineItem]) {
        self.rows = rows
        var taken: Set<Int> = []
        placed = items.compactMap { item in
            let best = rows.indices.filter { !taken.contains($0) }.compactMap { PlacedItem(item, $0, rows[$0]) }
                .max { ($0.score, -$0.row) < ($1.score, -$1.row) }
            guard let best, best.score > 1 else { return nil }
            taken.insert(best.row)
            return best
        }
    }

    /// With this document's columns in `memory`; unchanged where no item stands in a row of its own.
    func added(to memory: TableMemory) -> TableMemory {
        guard let first = placed.map(\.row).min(), let last = placed.map(\.row).max() else { return memory }
        var memory = memory
        memory.columns = columns(beside: memory)
        if let heading = heading(above: first) { memory.heading = heading }
        if let stop = rows[(last + 1)...].first(where: { !$0.figures.isEmpty && AnchorText.isLabel(Self.text($0)) }) {
            memory.add(stop: Self.text(stop))
        }
        return memory
    }

    /// The begin of a row's words, as labels are compared.
    static func text(_ row: TableRow) -> String { row.texts.first.map { AnchorText.of($0.words.prefix(3)) } ?? "" }

    // MARK: Columns

    private func columns(beside memory: TableMemory) -> [TableMemory.Column] {
        var columns: [TableMemory.Column] = []
        for kind in Self.kinds.reversed() {
            let known = memory.columns.first { $0.kind == kind }
            guard var found = column(kind, besides: columns, known) ?? known else { continue }
            if let known, found.overlaps(known) {
                found = found.union(known)
            } else if let known, memory.record.hits > 0 {
                found = known
            }
            columns.append(found)
        }
        columns = Self.parted(columns)
        return (columns + others(besides: columns, memory.columns.filter { $0.kind == nil })).sorted {
            $0.left < $1.left
        }
    }

    /// Where most rows have the value; of several such places the known one, else the one on the right: a row's number may
    /// be its quantity, too.
    private func column(
        _ kind: ColumnKind, besides taken: [TableMemory.Column], _ known: TableMemory.Column?
    ) -> TableMemory.Column? {
        var found: [(column: TableMemory.Column, rows: Int)] = []
        for box in placed.flatMap({ $0.boxes[kind] ?? [] }) {
            let column = TableMemory.Column(kind: kind, left: box.x, right: box.maxX)
            guard kind == .description || !taken.contains(where: column.overlaps) else { continue }
            if let index = found.firstIndex(where: { $0.column.overlaps(column) }) {
                found[index] = (found[index].column.union(column), found[index].rows + 1)
            } else {
                found.append((column, 1))
            }
        }
        return found.max {
            func rank(_ entry: (column: TableMemory.Column, rows: Int)) -> (Int, Int, Double) {
                (entry.rows, known.map(entry.column.overlaps) == true ? 1 : 0, entry.column.right)
            }
            return rank($0) < rank($1)
        }?.column
    }

    /// What else stands in the items' rows.
    private func others(besides columns: [TableMemory.Column], _ known: [TableMemory.Column]) -> [TableMemory.Column] {
        var others = known
        for cell in placed.flatMap({ rows[$0.row].cells }) {
            var column = TableMemory.Column(kind: nil, left: cell.box.x, right: cell.box.maxX)
            while let index = others.firstIndex(where: column.overlaps) {
                column = column.union(others.remove(at: index))
            }
            others.append(column)
        }
        return others.filter { other in !columns.contains(where: other.overlaps) }
    }

    /// Words may run below the next heading, where a row has nothing in that column.
    private static func parted(_ columns: [TableMemory.Column]) -> [TableMemory.Column] {
        columns.map { column in
            guard column.kind == .description else { return column }
            var column = column
            let next = columns.filter { $0.kind != .description && $0.right > column.left }.map(\.left)
            column.right = max(column.left, min(column.right, next.filter { $0 > column.left }.min() ?? column.right))
            return column
        }
    }

    /// The words of the nearest row above the first item that has several cells and no money.
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
