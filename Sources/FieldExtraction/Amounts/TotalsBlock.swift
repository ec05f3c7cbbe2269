import Invoices

/// The totals as they are printed beneath each other or side by side: net, taxes and total, each at a label of its own,
/// with nothing between them that has no label.
///
/// What such a block says is the document's, also where it does not add up: the checks tell that.
struct TotalsBlock: Sendable {
    let net: Candidate<Amount>
    /// In the order of the page: one for each rate.
    let taxes: [Candidate<Amount>]
    let gross: Candidate<Amount>
    /// What makes the total of net and tax besides: surcharges less discounts, and rounding.
    let others: Amount

    /// As far as one printed tax goes; several are summed up.
    var tax: Candidate<Amount> {
        guard let last = taxes.last, taxes.count > 1 else { return taxes[0] }
        let sum = taxes.reduce(Amount(0)) { $0 + $1.value }
        // The last of them may be the sum of those before.
        if last.value + last.value == sum { return last }
        return Candidate(value: sum, score: taxes[0].score, tokens: taxes[0].tokens, method: .arithmetic)
    }

    var addsUp: Bool {
        let sum = net.value + tax.value
        return [sum, sum + others].contains(gross.value)
    }

    /// The last block of the document; nil where no rows make one.
    init?(_ analysis: DocumentAnalysis, writesCents: Bool) {
        let rows = TotalsRow.rows(of: analysis, writesCents: writesCents)
        let blocks = rows.indices.reversed().lazy.compactMap {
            TotalsBlock(endingAt: $0, of: rows, analysis, writesCents)
        }
        guard let block = blocks.first else { return nil }
        self = block
    }

    private init?(endingAt end: Int, of rows: [TotalsRow], _ analysis: DocumentAnalysis, _ writesCents: Bool) {
        guard !rows[end].labelKinds.isDisjoint(with: [.total, .amountDue]), !rows[end].labelKinds.contains(.tax) else {
            return nil
        }
        var index = end - 1
        let isOther: (TotalsRow) -> Bool = { !$0.labelKinds.isDisjoint(with: Self.otherKinds) && !$0.isTax }
        var others: [TotalsRow] = []
        var taxes: [TotalsRow] = []
        while index >= 0, rows[index].isTax || isOther(rows[index]) {
            if rows[index].isTax { taxes.insert(rows[index], at: 0) } else { others.append(rows[index]) }
            index -= 1
        }
        guard index >= 0, !taxes.isEmpty, rows[index].isNet else { return nil }
        // `Net 7 %`, `VAT 7 %`, `Net 19 %`, `VAT 19 %`: no single row has the net.
        if index > 0, rows[index - 1].isTax { return nil }
        let block = [rows[index]] + taxes + others + [rows[end]]
        guard Self.stand(together: block, analysis), Self.isWhole(rows[index...end], analysis, writesCents) else {
            return nil
        }
        func money(_ row: TotalsRow) -> Candidate<Amount> { Candidate(row.amount, score: Self.score) }
        net = money(rows[index])
        self.taxes = taxes.map(money)
        gross = money(rows[end])
        self.others = others.reduce(Amount(0)) { $0 + $1.effect }
    }

    private static let otherKinds: Set<LabelKind> = [.discount, .shipping, .rounding]

    /// As much as an amount of money has behind a long label at the end of a document.
    private static let score = 3.2

    /// On one page, in one row or with one right edge.
    private static func stand(together block: [TotalsRow], _ analysis: DocumentAnalysis) -> Bool {
        let pages = Set(block.map { analysis.layout.rows[$0.row].page })
        guard pages.count == 1, let first = block.first else { return false }
        guard Set(block.map(\.row)).count > 1 else { return true }
        let height = analysis.layout.segments[first.amount.segment].height
        return block.allSatisfy { abs($0.amount.right - first.amount.right) < 2 * height }
    }

    /// Whether each amount between the first and the last row that stands in their column is one of theirs.
    private static func isWhole(_ block: ArraySlice<TotalsRow>, _ analysis: DocumentAnalysis, _ writesCents: Bool)
        -> Bool
    {
        guard let first = block.first, let last = block.last, last.row - first.row <= mostRows else { return false }
        let known = Set(block.map(\.row))
        return (first.row...last.row).allSatisfy { row in
            known.contains(row)
                || !analysis.amounts(inRow: row).contains { amount in
                    !amount.isPercent && amount.looksLikeMoney && amount.right > first.amount.left
                        && amount.left < first.amount.right
                }
        }
    }

    /// From the net to the total, with lines of text between them.
    private static let mostRows = 12
}

extension TotalsRow {
    fileprivate var isTax: Bool { labelKinds.contains(.tax) }

    fileprivate var isNet: Bool { labelKinds.contains(.subtotal) && !isTax }

    /// What it adds to the total.
    fileprivate var effect: Amount {
        labelKinds.contains(.discount) ? -amount.value.magnitude : amount.value
    }
}
