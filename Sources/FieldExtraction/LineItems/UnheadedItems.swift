import Foundation
import Invoices

/// Items of a page whose table has no headings that can be read: rows just above a total that add up to it.
struct UnheadedItems {
    /// Each page's rows.
    let pages: [[TableRow]]
    let totals: LineItemReader.Totals

    /// The rows, proven by their sum; nil when none add up.
    func items() -> [ItemDraft]? {
        for rows in pages {
            let ends = rows.indices.filter { isTotal(rows[$0]) || isSumOfGoods($0, in: rows) }
            guard let last = ends.last else { continue }
            let tills = rows[..<last].map { ReceiptRow($0) }
            let letters = TaxLetters(rows)
            for end in ends {
                if let items = items(of: tills[..<end], adding: amount(of: rows[end]), letters) { return items }
            }
        }
        return nil
    }

    private var targets: [Decimal] { [totals.subtotal, totals.total].compactMap { $0?.decimal } }

    /// Whether the row says total and one of the header's amounts.
    private func isTotal(_ row: TableRow) -> Bool {
        row.texts.contains { TableTerms.isSum($0.text) } && targets.contains(amount(of: row) ?? 0)
    }

    /// `SUBTOTAL 27.85`, `Discount -2.79`, `TOTAL 25.06`: a row beneath takes off what it has more than the total.
    private func isSumOfGoods(_ index: Int, in rows: [TableRow]) -> Bool {
        guard let total = totals.total?.decimal, let sum = amount(of: rows[index]), sum > total,
            rows[index].texts.contains(where: { TableTerms.isSum($0.text) })
        else { return false }
        return rows[(index + 1)...].prefix(Self.mostRowsBetween).contains { row in
            row.figures.contains { $0.figure.map { $0.isMoney && abs($0.value) == sum - total } == true }
        }
    }

    /// Discounts between the goods' sum and the total.
    private static let mostRowsBetween = 4

    private func amount(of row: TableRow) -> Decimal? {
        row.figures.last { $0.figure?.isPercent == false }?.figure?.value
    }

    /// The rows that add up to the target, the last of them as near above the total as can be: taxes stand between.
    private func items(
        of tills: ArraySlice<ReceiptRow>, adding target: Decimal?, _ letters: TaxLetters
    ) -> [ItemDraft]? {
        guard let target, target != 0 else { return nil }
        for end in tills.indices.reversed().prefix(12) {
            if let items = ReceiptItems(tills[...end], letters: letters).items(adding: target),
                end + 2 >= tills.endIndex || items.count > 1
            {
                return items
            }
        }
        return nil
    }
}
