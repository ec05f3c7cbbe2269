import Invoices

extension TotalsChoice {
    /// `Subtotal`, `GST`, `PST`, `Total` beneath each other: where no single tax was found, the rows between net and
    /// gross that make up their difference are it.
    func withTaxes(between analysis: DocumentAnalysis) -> TotalsChoice {
        guard let net, let gross, !isProven, net.cents != gross.cents else { return self }
        let (first, last) = (analysis.layout.row(of: net.tokens), analysis.layout.row(of: gross.tokens))
        guard first < last, last - first <= 7 else { return self }
        let rows = (first + 1)..<last
        let lines = rows.compactMap { row in analysis.amounts(inRow: row).last { $0.decimals == 2 && !$0.isPercent } }
        let sum = lines.reduce(Amount(0)) { $0 + $1.value }
        guard let line = lines.first, sum == gross.value - net.value, sum != Amount(0),
            lines.allSatisfy({ isTaxed($0, analysis) })
        else { return self }
        var choice = self
        choice.tax = Candidate(
            value: sum, score: 2, tokens: line.tokens, method: lines.count > 1 ? .arithmetic : .reader)
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
