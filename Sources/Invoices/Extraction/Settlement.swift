import Foundation

/// What a receipt says of money given and returned: the difference was to be paid, whatever became of its own label.
struct Settlement {
    private let evidence: TotalsEvidence

    init(_ evidence: TotalsEvidence) { self.evidence = evidence }

    /// Differences that are printed as amounts themselves.
    func grosses() -> [Money] {
        let given = evidence.money(.paid) + evidence.money(.amountDue)
        let returned = evidence.money(.change)
        return given.flatMap { given in
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
