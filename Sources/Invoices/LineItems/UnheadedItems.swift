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

    private func amount(of row: TableRow) -> Decimal? {
        row.figures.last { $0.figure?.isPercent == false }?.figure?.value
    }

    /// The rows that add up to the target, the last of them as near above the total as can be: taxes stand between.
    private func items(above total: Int, in rows: [TableRow], adding target: Decimal?) -> [ItemDraft]? {
        guard let target, target != 0 else { return nil }
        let tills = rows[..<total].map { TillRow($0) }
        for end in tills.indices.reversed().prefix(12) {
            if let items = TillItems(tills[...end]).items(adding: target), end + 2 >= total || items.count > 1 {
                return items
            }
        }
        return nil
    }
}
