import Invoices

/// What is said of money given and returned: the difference was to be paid, whatever became of its own label.
struct CashTendered {
    private let evidence: TotalsEvidence
    private let paid: [Candidate<Amount>]
    /// On a receipt what was to be paid may be what was given: `Pay 10.00`.
    private let given: [Candidate<Amount>]
    private let returned: [Candidate<Amount>]

    init(_ evidence: TotalsEvidence, dues: [Candidate<Amount>], isReceipt: Bool) {
        self.evidence = evidence
        paid = evidence.money(.paid)
        given = paid + (isReceipt ? dues : [])
        returned = evidence.money(.change)
    }

    /// In hundredths: what was given, and what was given less what was returned.
    var amounts: Set<Int> {
        Set(paid.map(\.cents)).union(given.flatMap { given in returned.map { given.cents - $0.cents } })
    }

    /// Differences that are printed as amounts themselves.
    var grosses: [Candidate<Amount>] {
        given.flatMap { given in
            returned.compactMap { returned -> Candidate<Amount>? in
                guard evidence.isAbove(given, returned), returned.cents >= 0, given.cents > returned.cents,
                    let printed = evidence.printed[given.cents - returned.cents], printed.decimals == 2,
                    returned.cents > 0 || printed.tokens != given.tokens
                else { return nil }
                return Candidate(printed, score: 2.4)
            }
        }
    }
}
