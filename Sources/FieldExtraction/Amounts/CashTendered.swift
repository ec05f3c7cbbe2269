import Invoices

/// What is said of money given and returned: the difference was to be paid, whatever became of its own label.
struct CashTendered {
    private let evidence: TotalsEvidence
    private let paid: [Candidate<Amount>]
    /// On a receipt what was to be paid may be what was given: `Pay 10.00`.
    private let given: [Candidate<Amount>]
    private let returned: [Candidate<Amount>]
    private let isReceipt: Bool
    private let hasChange: Bool
    /// What was given less what was returned, in hundredths.
    private let differences: Set<Int>

    init(_ evidence: TotalsEvidence, _ analysis: DocumentAnalysis, dues: [Candidate<Amount>]) {
        self.evidence = evidence
        isReceipt = analysis.isReceipt
        paid = evidence.money(.paid)
        let given = paid + (isReceipt ? dues : [])
        let returned = evidence.money(.change)
        (self.given, self.returned) = (given, returned)
        // Tills print change with either sign; of several payments none is the whole.
        let isOne = Set(paid.map(\.cents)).count == 1
        differences = Set(
            given.flatMap { given in
                returned.filter { evidence.isAbove(given, $0) && ($0.cents != 0 || isOne) }
                    .map { given.cents - abs($0.cents) }.filter { $0 > 0 }
            })
        hasChange = !analysis.labels(.change).isEmpty
    }

    /// What speaks for an amount as the total; set by hand.
    private enum Weight {
        static let paid = 1.2
        /// Two amounts make it, as net and tax do.
        static let difference = 4.0
        /// No one pays less in cash than is asked for.
        static let unpaid = -2.0
        /// What was given is the total only where nothing else says so.
        static let alone = -2.2
        /// And then it is one.
        static let least = 1.5
        /// A difference that is printed nowhere rests on two readings.
        static let computed = 1.5
    }

    /// How much what was paid speaks for that total, in hundredths, or against it.
    func weight(of gross: Int) -> Double {
        guard gross != 0 else { return 0 }
        if differences.contains(gross) { return isReceipt ? Weight.difference : Weight.paid }
        if isReceipt, isTooMuch(gross) { return Weight.unpaid }
        return paid.contains { $0.cents == gross } ? Weight.paid : 0
    }

    /// Whether money was paid that this amount is, or makes with the change.
    func proves(_ gross: Int) -> Bool { differences.contains(gross) || paid.contains { $0.cents == gross } }

    private func isTooMuch(_ gross: Int) -> Bool {
        let most = given.map(\.cents).max() ?? 0
        return returned.contains { $0.cents != 0 } && gross > most
    }

    /// Differences that are printed as amounts themselves, and on a receipt what was given where nothing was returned.
    var grosses: [Candidate<Amount>] {
        let differences = given.flatMap { given in returned.compactMap { difference(of: given, $0) } }
        return differences + (isReceipt ? unreturned : [])
    }

    private func difference(of given: Candidate<Amount>, _ returned: Candidate<Amount>) -> Candidate<Amount>? {
        let change = abs(returned.cents)
        guard evidence.isAbove(given, returned), given.cents > change,
            change > 0
        else { return nil }
        if let printed = evidence.printed[given.cents - change], printed.decimals == 2 {
            return Candidate(printed, score: 2.4)
        }
        guard isReceipt else { return nil }
        return Candidate(
            value: Amount(cents: given.cents - change), score: Weight.computed - Weight.difference,
            tokens: given.tokens, method: .arithmetic)
    }

    /// A change that is printed and cannot be read may be any.
    private var unreturned: [Candidate<Amount>] {
        guard returned.allSatisfy({ $0.cents == 0 }), !hasChange || !returned.isEmpty else { return [] }
        return paid.filter { $0.cents > 0 }.map { $0.weighed(max(Weight.alone, Weight.least - $0.score)) }
    }
}
