import Foundation
import Invoices

extension TotalsChoice {
    /// `Subtotal`, `GST`, `PST`, `Total` beneath each other: where no single tax was found, the rows between net and
    /// gross that make up their difference are it.
    func withTaxes(between analysis: DocumentAnalysis) -> TotalsChoice {
        guard let net, let gross, !isProven, net.row < gross.row, gross.row - net.row <= 7, net.cents != gross.cents
        else { return self }
        let rows = (net.row + 1)..<gross.row
        let lines = rows.compactMap { row in analysis.amounts(inRow: row).last { $0.decimals == 2 && !$0.isPercent } }
        let sum = lines.reduce(Decimal(0)) { $0 + $1.value }
        guard let first = lines.first, sum == gross.value - net.value, sum != 0,
            lines.allSatisfy({ isTaxed($0, analysis) })
        else { return self }
        var choice = self
        choice.tax = Money(
            value: sum, score: 2, tokens: first.tokens, row: first.row, isComputed: lines.count > 1)
        choice.isProven = true
        return choice
    }

    /// The nearest label before the amount speaks of a tax.
    private func isTaxed(_ amount: PrintedAmount, _ analysis: DocumentAnalysis) -> Bool {
        let before = analysis.layout.rows[amount.row].segments.flatMap { analysis.labels(inSegment: $0) }
            .filter { $0.tokens.lowerBound < amount.tokens.lowerBound }
        let nearest = before.map(\.tokens.lowerBound).max()
        return before.contains {
            $0.tokens.lowerBound == nearest && [.tax, .taxId, .columnTaxRate].contains($0.labelKind)
        }
    }
}
