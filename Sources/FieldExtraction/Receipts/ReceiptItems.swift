import Foundation
import Invoices

/// Gathers the rows of a till, from the last upwards, until their amounts add up.
struct ReceiptItems {
    private let rows: ArraySlice<ReceiptRow>
    private let letters: TaxLetters
    private var items: [ItemDraft] = []
    private var sum = Decimal(0)
    /// `2 x 14.90` in a row of its own, which belongs to the item above it.
    private var detail: (quantity: TableRow.Cell, price: TableRow.Cell)?

    init(_ rows: ArraySlice<ReceiptRow>, letters: TaxLetters) {
        self.rows = rows
        self.letters = letters
    }

    /// Nil unless the rows make the target exactly.
    consuming func items(adding target: Decimal) -> [ItemDraft]? {
        for index in rows.indices.reversed() {
            let row = rows[index]
            if row.row.texts.contains(where: { TableTerms.isEnd($0.text) }) { continue }
            guard take(row, above: rows[..<index].last) else { return nil }
            if sum == target, detail == nil { return items }
            if abs(sum) > abs(target) || items.count > 60 { return nil }
        }
        return nil
    }

    /// Whether the rows may go on with this one.
    private mutating func take(_ row: ReceiptRow, above: ReceiptRow?) -> Bool {
        guard let amount = row.amount, let figure = amount.figure else {
            if let times = row.times, row.name.isEmpty { detail = times }
            return row.times != nil || !row.row.figures.contains(where: isMoney)
        }
        var draft = ItemDraft(page: row.row.page, amount: amount)
        // Tills print the name on a line of its own above `5 x 77.98`.
        let named = row.name.isEmpty && above?.amount == nil ? above?.whole ?? [] : row.name
        guard !named.isEmpty else { return false }
        draft.lines = [joined(named)]
        add(row.times ?? detail ?? columns(of: row, before: amount), to: &draft)
        detail = nil
        if let rate = row.taxLetter.flatMap(letters.rate) {
            draft.terms = [ItemDraft.Term(kind: .tax, heading: "", cell: rate)]
        }
        items.insert(draft, at: 0)
        sum += figure.value
        return true
    }

    private func isMoney(_ cell: TableRow.Cell) -> Bool { cell.figure?.isMoney == true }

    /// Quantity and price, where they make the amount.
    private func add(_ times: (quantity: TableRow.Cell?, price: TableRow.Cell?), to draft: inout ItemDraft) {
        draft.unitPrice = times.price
        draft.quantity = times.quantity
        draft.settle()
        if draft.addsUp == false { (draft.quantity, draft.unitPrice) = (nil, nil) }
    }

    /// Numbers between the name and the amount.
    private func columns(
        of row: ReceiptRow, before amount: TableRow.Cell
    ) -> (quantity: TableRow.Cell?, price: TableRow.Cell?) {
        let others = row.row.figures.filter { $0.box.maxX < amount.box.x && $0.figure?.isPercent == false }
        let price = others.last { $0.figure?.isMoney == true }
        let quantity = others.last { $0.figure?.isMoney == false && $0.figure.map { $0.value < 1000 } == true }
        return (quantity, price)
    }

    private func joined(_ cells: [TableRow.Cell]) -> TableRow.Cell {
        cells.dropFirst().reduce(cells[0]) { line, cell in
            TableRow.Cell(
                text: line.text + " " + cell.text, box: line.box.union(cell.box), figure: nil,
                words: line.words + cell.words)
        }
    }
}
