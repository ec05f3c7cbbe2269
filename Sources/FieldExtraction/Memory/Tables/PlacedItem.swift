import Foundation
import Invoices

/// A confirmed item in a row that prints it.
struct PlacedItem {
    let row: Int
    /// How many of the item's values the row prints.
    let score: Int
    /// Where it prints each of them; a number may stand in several places.
    let boxes: [ColumnKind: [Box]]

    /// Nil for a row without the item's amount.
    init?(_ item: Invoice.LineItem, _ index: Int, _ row: TableRow) {
        let amounts = Self.boxes(of: item.amount, in: row)
        guard let amount = amounts.last else { return nil }
        var boxes: [ColumnKind: [Box]] = [.amount: [amount]]
        for (kind, value) in [(ColumnKind.unitPrice, item.unitPrice), (.quantity, item.quantity)] {
            let found = Self.boxes(of: value, in: row).filter { $0 != amount }
            if !found.isEmpty { boxes[kind] = found }
        }
        if let words = Self.words(of: item.description ?? "", in: row) { boxes[.description] = [words] }
        self.row = index
        self.boxes = boxes
        score = boxes.count
    }

    private static func boxes(of value: Amount?, in row: TableRow) -> [Box] {
        guard let value else { return [] }
        return row.figures.filter { cell in
            cell.figure.map { !$0.isPercent && $0.readings.contains(value.decimal) } ?? false
        }.map(\.box)
    }

    /// From the first word of the description to the last in the cell that has most of them.
    private static func words(of description: String, in row: TableRow) -> Box? {
        let wanted = Set(MemoryWords.words(description))
        let found = row.texts.map { cell in
            cell.words.filter { word in
                let words = MemoryWords.words(word.text)
                return !words.isEmpty && words.allSatisfy(wanted.contains)
            }
        }
        guard let best = found.max(by: { $0.count < $1.count }), let first = best.first else { return nil }
        return best.dropFirst().reduce(first.box) { $0.union($1.box) }
    }
}
