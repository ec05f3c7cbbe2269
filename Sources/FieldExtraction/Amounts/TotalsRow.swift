import Invoices

/// An amount of the totals with the nearest label before it, or above it where the totals stand side by side.
struct TotalsRow: Sendable {
    /// What the label may mean; `Total` is some issuers' net.
    let labelKinds: Set<LabelKind>
    let amount: PrintedAmount
    let row: Int
    /// Tokens of what the label says besides, a rate and what the tax was reckoned on: the rest of the row, or of the
    /// label's cell where the amount stands beneath.
    let label: Range<Int>

    /// Those of a page whose sums close it, in reading order.
    static func rows(of analysis: DocumentAnalysis, writesCents: Bool) -> [TotalsRow] {
        analysis.layout.rows.indices.filter { !analysis.itemHeaderRows.contains($0) }.flatMap { row -> [TotalsRow] in
            let labels = amountLabels(inRow: row, analysis)
            guard !labels.isEmpty else { return [] }
            let money = money(inRow: row, analysis, writesCents)
            if let last = money.last { return beside(last, labels, row: row).map { [$0] } ?? [] }
            return beneath(labels, row: row, analysis, writesCents)
        }
    }

    /// The last amount of the row, where a label stands before it.
    private static func beside(_ amount: PrintedAmount, _ labels: [Label], row: Int) -> TotalsRow? {
        let before = labels.filter { $0.tokens.upperBound <= amount.tokens.lowerBound }
        guard let nearest = before.map(\.tokens.lowerBound).max() else { return nil }
        let kinds = before.filter { $0.tokens.lowerBound == nearest }.map(\.labelKind)
        return TotalsRow(
            labelKinds: Set(kinds), amount: amount, row: row, label: nearest..<amount.tokens.lowerBound)
    }

    /// Labels side by side with as many amounts in the next row, each under its label.
    private static func beneath(
        _ labels: [Label], row: Int, _ analysis: DocumentAnalysis, _ writesCents: Bool
    ) -> [TotalsRow] {
        let segments = Dictionary(grouping: labels, by: \.segment)
        let next = row + 1
        guard segments.count >= fewestSideBySide, analysis.layout.rows.indices.contains(next),
            analysis.layout.rows[next].page == analysis.layout.rows[row].page
        else { return [] }
        let money = money(inRow: next, analysis, writesCents)
        guard money.count == segments.count else { return [] }
        let pairs = zip(segments.sorted { $0.key < $1.key }, money)
        guard pairs.allSatisfy({ isUnder($1, analysis.layout.segments[$0.key]) }) else { return [] }
        return pairs.map { segment, amount in
            TotalsRow(
                labelKinds: Set(segment.value.map(\.labelKind)), amount: amount, row: next,
                label: analysis.layout.segments[segment.key].tokens)
        }
    }

    /// Net, tax and total.
    private static let fewestSideBySide = 3

    private static func isUnder(_ amount: PrintedAmount, _ heading: Segment) -> Bool {
        heading.overlaps(left: amount.left, right: amount.right) || abs(heading.right - amount.right) < heading.height
    }

    private static func amountLabels(inRow row: Int, _ analysis: DocumentAnalysis) -> [Label] {
        analysis.layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) }.filter(\.labelKind.isAmount)
    }

    /// Without amounts in brackets, which say what a tax was reckoned on.
    private static func money(
        inRow row: Int, _ analysis: DocumentAnalysis, _ writesCents: Bool
    ) -> [PrintedAmount] {
        analysis.amounts(inRow: row).filter { amount in
            !amount.isPercent && !amount.isBracketed && (amount.looksLikeMoney || !writesCents && amount.decimals == 0)
        }
    }
}
