import Invoices

/// Totals of receipts that are rounded to what coins can pay: five cents.
struct CashRounding {
    private let isRounded: Bool
    private let differences: Set<Int>

    init(_ analysis: DocumentAnalysis, _ evidence: TotalsEvidence) {
        isRounded = !analysis.labels(.rounding).isEmpty
        differences = Set(evidence.money(.rounding).map { abs($0.cents) }.filter { $0 <= 4 })
    }

    /// Where a receipt speaks of rounding, an amount that coins cannot pay is what stood before it.
    func rounded(_ grosses: [Candidate<Amount>]) -> [Candidate<Amount>] {
        guard isRounded else { return grosses }
        return grosses
            + grosses.compactMap { money -> Candidate<Amount>? in
                let rest = ((money.cents % 5) + 5) % 5
                guard rest != 0, money.cents > 5 else { return nil }
                let up = 5 - rest
                let difference = rest <= 2 ? -rest : up
                // The printed difference, where one is printed, has to be this one.
                guard differences.isEmpty || differences.contains(abs(difference)) || differences == [0] else {
                    return nil
                }
                return Candidate(
                    value: money.value + Amount(cents: difference), score: money.score + 0.6, tokens: money.tokens,
                    method: .arithmetic)
            }
    }
}
