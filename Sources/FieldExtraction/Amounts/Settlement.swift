import Invoices

/// What stands between the total and what is to be paid: sums paid before, and rounding to what coins can pay.
struct Settlement {
    var prepaid: Candidate<Amount>?
    var rounding: Candidate<Amount>?
    /// What is to be paid, where the rows say so themselves.
    var due: Candidate<Amount>?

    /// Empty on receipts but for the rounding: there the customer pays at once, and what was given is no prepayment.
    init(_ analysis: DocumentAnalysis, rows: [TotalsRow], total: Candidate<Amount>?) {
        guard let total else { return }
        rounding = Self.rounding(rows, analysis)
        guard !analysis.isReceipt, let place = rows.lastIndex(where: { Self.isTotal($0, total) }) else { return }
        let behind = rows[(place + 1)...]
        let paid = behind.prefix { !$0.labelKinds.isDisjoint(with: [.paid, .rounding]) }.filter {
            $0.labelKinds.contains(.paid)
        }
        guard let first = paid.first,
            let due = behind.dropFirst(paid.count).first(where: { $0.labelKinds.contains(.amountDue) })
        else { return }
        let sum = paid.reduce(Amount(0)) { $0 + $1.amount.value.magnitude }
        // A balance of earlier invoices is added to the total.
        guard total.value + sum != due.amount.value else { return }
        prepaid = Candidate(
            value: sum, score: Self.score, tokens: first.amount.tokens, method: paid.count > 1 ? .arithmetic : .reader)
        self.due = Candidate(due.amount, score: Self.score)
    }

    private static let score = 3.0

    private static func isTotal(_ row: TotalsRow, _ total: Candidate<Amount>) -> Bool {
        row.amount.value == total.value && !row.labelKinds.isDisjoint(with: [.total, .amountDue])
    }

    /// The last row that speaks of rounding; more than a few coins are something else.
    private static func rounding(_ rows: [TotalsRow], _ analysis: DocumentAnalysis) -> Candidate<Amount>? {
        rows.last { $0.labelKinds.contains(.rounding) && $0.amount.value.magnitude < mostRounded }
            .map { Candidate($0.amount, score: score) }
    }

    /// The largest coin that prices are rounded to is half a unit in most currencies.
    private static let mostRounded = Amount(1)
}
