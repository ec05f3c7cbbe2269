import Invoices

/// What is said of money given and returned: the difference was to be paid, whatever became of its own label.
struct CashTendered {
    private let evidence: TotalsEvidence
    private let paid: [Money]
    /// On a receipt what was to be paid may be what was given: `Pay 10.00`.
    private let given: [Money]
    private let returned: [Money]

    init(_ evidence: TotalsEvidence, dues: [Money], isReceipt: Bool) {
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
    var grosses: [Money] {
        given.flatMap { given in
            returned.compactMap { returned -> Money? in
                guard given.row < returned.row, returned.cents >= 0, given.cents > returned.cents,
                    let printed = evidence.printed[given.cents - returned.cents], printed.decimals == 2,
                    returned.cents > 0 || printed.tokens != given.tokens
                else { return nil }
                return Money(value: printed.value, score: 2.4, tokens: printed.tokens, row: printed.row)
            }
        }
    }
}
