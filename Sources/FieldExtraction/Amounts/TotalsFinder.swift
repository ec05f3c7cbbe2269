import Invoices

/// Finds net, tax and gross: by their labels, and by the one combination of printed amounts that adds up.
struct TotalsFinder {
    struct Totals: Sendable {
        var subtotal: Candidate<Amount>?
        var tax: Candidate<Amount>?
        var total: Candidate<Amount>?
        var amountDue: Candidate<Amount>?
        var discount: Candidate<Amount>?
        var shipping: Candidate<Amount>?
        /// Before discounts and charges, where the net is printed behind them.
        var lineTotal: Candidate<Amount>?
        var prepaid: Candidate<Amount>?
        var rounding: Candidate<Amount>?
        var taxLines: [TaxLine] = []
        /// Whether net + tax = gross was found printed.
        var isProven = false
        /// Whether the total is what was paid, or what was given less the change.
        var isPaid = false
        /// Whether the amounts above the total make it.
        var isColumnSum = false
    }

    private let analysis: DocumentAnalysis
    private let evidence: TotalsEvidence
    private let rows: [TotalsRow]
    private let block: TotalsBlock?

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        evidence = TotalsEvidence(analysis)
        rows = TotalsRow.rows(of: analysis, writesCents: evidence.writesCents)
        block = TotalsBlock(rows, analysis)
    }

    /// What the weights of the evidence come to; set by hand.
    private enum Weight {
        /// What is due is the total only where nothing else says so.
        static let due = -0.7
        /// Three amounts that agree outweigh the label of what is left.
        static let beforePayment = 1.0
        /// From here on a total other than 0 is sure enough to forget totals of 0.
        static let sure = 1.5
        /// A whole number far from any label that fits has less, and is no total.
        static let least = 1.4
        /// What adds up is hardly ever wrong.
        static let proven = 3.0
    }

    func totals() -> Totals {
        let taxLines = TaxLineFinder(analysis).taxLines()
        let dues = evidence.money(.amountDue)
        var totals = totals(of: believingBlock(choice(taxLines, dues: dues)))
        totals.amountDue = dues.max { $0.score < $1.score }
        totals.discount = single(.discount)
        totals.shipping = single(.shipping)
        // Only with the net that was reckoned from it, and then with what was reckoned between them.
        if let block, let lineTotal = block.lineTotal, block.net.cents == totals.subtotal?.cents {
            totals.lineTotal = lineTotal.sum
            (totals.discount, totals.shipping) = (lineTotal.discount, lineTotal.shipping)
        }
        if let total = totals.total {
            totals.isPaid = CashTendered(evidence, analysis, dues: dues).proves(total.cents)
            totals.isColumnSum = printed(at: total.tokens).map(evidence.isSumOfColumn) ?? false
        }
        let settlement = Settlement(analysis, rows: rows, total: totals.total)
        totals.prepaid = settlement.prepaid
        totals.rounding = settlement.rounding
        totals.amountDue = settlement.due ?? totals.amountDue
        partRounding(from: &totals)
        totals.taxLines = TaxBreakdown(
            analysis: analysis, block: block, net: totals.subtotal?.value, tax: totals.tax?.value
        )
        .lines(proven: taxLines)
        return totals
    }

    /// On a till slip the total is what stood before rounding to cash, and the rounded sum is to be paid.
    private func partRounding(from totals: inout Totals) {
        guard analysis.isReceipt, let total = totals.total else { return }
        if let rounding = totals.rounding, let parted = CashRounding(analysis, evidence).parted(total, by: rounding) {
            (totals.total, totals.amountDue) = parted
        } else if total.method == .arithmetic, let printed = printed(at: total.tokens), isNear(printed, total) {
            totals.total = Candidate(printed, score: total.score)
            totals.amountDue = total
        }
    }

    private func printed(at tokens: Range<Int>) -> PrintedAmount? {
        analysis.amounts(inRow: analysis.layout.row(of: tokens)).first { $0.tokens == tokens }
    }

    /// As far apart as rounding to cash takes them.
    private func isNear(_ printed: PrintedAmount, _ total: Candidate<Amount>) -> Bool {
        printed.value.isNear(total.value, within: CashRounding.mostCents)
    }

    /// What is printed as one block of totals is kept although it does not add up. Where another combination does, the
    /// block has to share two of its three amounts: else its labels were taken wrongly.
    private func believingBlock(_ choice: TotalsChoice) -> TotalsChoice {
        guard let block else { return choice }
        if block.addsUp {
            guard block.addsUpWithOthers, !choice.isProven else { return choice }
            return TotalsChoice(
                gross: block.gross, net: block.net, tax: block.tax, score: choice.score, isProven: true)
        }
        if choice.isProven {
            guard !evidence.isRecognised else { return choice }
            let shared = [(choice.net, block.net), (choice.tax, block.tax), (choice.gross, block.gross)]
                .count { $0?.cents == $1.cents }
            guard shared == 2 else { return choice }
        }
        return TotalsChoice(gross: block.gross, net: block.net, tax: block.tax, score: choice.score)
    }

    /// The combination of net, tax and gross that fits best.
    private func choice(_ taxLines: [TaxLine], dues: [Candidate<Amount>]) -> TotalsChoice {
        let settlement = CashTendered(evidence, analysis, dues: dues)
        let triples = rowTriples()
        let nets =
            evidence.money(.subtotal) + sums(of: taxLines.map(\.net), taxLines) + evidence.summed(.subtotal)
            + triples.map(\.net) + netsBesideGrosses()
        let taxes =
            evidence.money(.tax) + sums(of: taxLines.map(\.tax), taxLines) + evidence.summed(.tax) + triples.map(\.tax)
        var grosses = grosses(dues: dues, inRows: triples.map(\.gross))
        if analysis.isReceipt {
            grosses = CashRounding(analysis, evidence).rounded(top(grosses + settlement.grosses))
        }
        var choice = TotalsChoice.best(
            grosses: grosses, nets: top(nets), taxes: top(taxes), evidence: evidence, paid: settlement
        )
        .withTaxes(between: analysis)
        choice.gross = choice.gross?.chosen(among: grosses)
        choice.net = choice.net?.chosen(among: nets)
        choice.tax = choice.tax?.chosen(among: taxes)
        return choice
    }

    private func grosses(dues: [Candidate<Amount>], inRows: [Candidate<Amount>]) -> [Candidate<Amount>] {
        // A balance of nothing is never the total.
        let open = dues.filter { $0.cents != 0 }.map { $0.weighed(Weight.due) }
        let grosses = top(evidence.money(.total) + open + inRows + beforePayment(open))
        let isSure = grosses.contains { $0.cents != 0 && $0.score > Weight.sure }
        return isSure ? grosses.filter { $0.cents != 0 } : grosses
    }

    /// `Amount 300.00`, `Paid 100.00`, `Balance 200.00`: what was paid and what is due make an amount that stands above
    /// them, whatever its label.
    private func beforePayment(_ dues: [Candidate<Amount>]) -> [Candidate<Amount>] {
        guard !analysis.isReceipt else { return [] }
        let paid = evidence.money(.paid)
        return dues.flatMap { due in
            paid.compactMap { paid in
                let size = abs(paid.cents)
                guard due.cents > 0, size > 0, !evidence.isAbove(due, paid),
                    let printed = evidence.printed[due.cents + size], printed.decimals == 2,
                    analysis.layout.row(of: printed.tokens) <= analysis.layout.row(of: paid.tokens)
                else { return nil }
                return Candidate(printed, score: max(due.score, paid.score) + Weight.beforePayment)
            }
        }
    }

    private func totals(of choice: TotalsChoice) -> Totals {
        var totals = Totals()
        let isDoubtful = !choice.isProven && (choice.gross?.score ?? 0) < Weight.least
        totals.total = isDoubtful ? nil : choice.gross
        // A till that prints nothing but a subtotal charges it: its prices are with tax.
        if analysis.isReceipt, choice.gross == nil, !choice.isProven { totals.total = choice.net?.weighed(Weight.due) }
        totals.subtotal = choice.net
        totals.tax = choice.tax
        totals.isProven = choice.isProven
        if choice.isProven {
            totals.total?.score += Weight.proven
            totals.subtotal?.score += Weight.proven
            totals.tax?.score += Weight.proven
        }
        return totals
    }

    private func single(_ labelKind: LabelKind) -> Candidate<Amount>? {
        evidence.money(labelKind).max { $0.score < $1.score }.flatMap { $0.score >= 2 ? $0 : nil }
    }

    private func top(_ money: [Candidate<Amount>]) -> [Candidate<Amount>] {
        var seen: [Int: Candidate<Amount>] = [:]
        for one in money {
            if let before = seen[one.cents] {
                seen[one.cents] = (before.score >= one.score ? before : one).weighed(0.15)
            } else {
                seen[one.cents] = one
            }
        }
        return Array(seen.values.sorted { ($0.score, $0.cents) > ($1.score, $1.cents) }.prefix(10))
    }

    private func sums(of values: [Candidate<Amount>?], _ lines: [TaxLine]) -> [Candidate<Amount>] {
        let printed = values.compactMap { $0 }
        guard printed.count == lines.count, let first = printed.first else { return [] }
        let total = printed.reduce(Amount(0)) { $0 + $1.value }
        let method = printed.count > 1 ? Field.Method.arithmetic : .reader
        return [Candidate(value: total, score: 1.2, tokens: first.tokens, method: method)]
    }

    /// The first of two amounts in a row, where the other is the total: the sums of a table's columns. The column adds up
    /// to it, or a printed rate makes the difference.
    private func netsBesideGrosses() -> [Candidate<Amount>] {
        let totals = Set((evidence.money(.total) + evidence.money(.amountDue)).map(\.cents))
        return analysis.layout.rows.indices.compactMap { row in
            let amounts = analysis.amounts(inRow: row).filter { !$0.isPercent && $0.decimals == 2 }
            guard amounts.count == 2, let net = amounts[0].value.cents, let gross = amounts[1].value.cents,
                abs(net) < abs(gross), totals.contains(gross),
                evidence.rates.contains(where: { TaxRates.makes(gross - net, of: net, at: $0) })
                    || evidence.isSumOfColumn(amounts[0])
            else { return nil }
            return Candidate(amounts[0], score: 1.2)
        }
    }

    /// Three amounts in one row of which the first two make the third: a table of totals.
    private func rowTriples() -> [(net: Candidate<Amount>, tax: Candidate<Amount>, gross: Candidate<Amount>)] {
        analysis.layout.rows.indices.compactMap {
            row -> (net: Candidate<Amount>, tax: Candidate<Amount>, gross: Candidate<Amount>)? in
            let amounts = analysis.amounts(inRow: row).filter { !$0.isPercent && $0.decimals == 2 }
            guard amounts.count >= 3 else { return nil }
            let three = amounts.suffix(3).map { Candidate($0, score: 0.8) }
            guard three[0].value + three[1].value == three[2].value, three[1].value != Amount(0) else { return nil }
            return (three[0], three[1], three[2])
        }
    }
}
