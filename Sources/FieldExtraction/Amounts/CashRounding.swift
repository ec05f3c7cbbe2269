import Invoices

/// Totals of receipts that are rounded to what coins can pay: five cents.
struct CashRounding {
    private let evidence: TotalsEvidence
    private let isRounded: Bool
    private let differences: Set<Int>

    init(_ analysis: DocumentAnalysis, _ evidence: TotalsEvidence) {
        self.evidence = evidence
        isRounded = !analysis.labels(.rounding).isEmpty
        differences = Set(evidence.money(.rounding).map { abs($0.cents) }.filter { $0 < Self.unit })
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

    /// What stood before rounding, and what was to be paid; nil where the total is not rounded by that difference.
    ///
    /// - Parameter total: With or without the difference, as the document lets it be found.
    func parted(
        _ total: Candidate<Amount>, by difference: Candidate<Amount>
    ) -> (total: Candidate<Amount>, due: Candidate<Amount>)? {
        let cents = abs(difference.cents)
        guard cents > 0 else { return nil }
        // Tills print the difference with either sign.
        let signed = [difference.cents, -difference.cents]
        if total.cents % Self.coin == 0 {
            let before = signed.lazy.map { total.cents - $0 }.compactMap { evidence.printed[$0] }
                .first { $0.decimals == 2 && $0.tokens != total.tokens }
            return before.map { (Candidate($0, score: total.score), total) }
        }
        guard let rounded = signed.map({ total.cents + $0 }).first(where: { $0 % Self.coin == 0 }) else { return nil }
        let printed = evidence.printed[rounded].map { Candidate($0, score: total.score) }
        let computed = Candidate(
            value: Amount(cents: rounded), score: total.score, tokens: difference.tokens, method: .arithmetic)
        return (total, printed ?? computed)
    }

    /// Rounding takes less than this, in hundredths.
    private static let unit = 100

    /// How far five-cent coins round, in hundredths.
    static let mostCents = 4

    /// The smallest coin, in hundredths.
    private static let coin = 5
}
