import Foundation
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
        var taxLines: [TaxLine] = []
        /// Whether net + tax = gross was found printed.
        var isProven = false
    }

    private let analysis: DocumentAnalysis
    private let evidence: TotalsEvidence

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        evidence = TotalsEvidence(analysis)
    }

    func totals() -> Totals {
        let taxLines = TaxLineFinder(analysis).taxLines()
        var grosses = evidence.money(.total)
        let dues = evidence.money(.amountDue)
        let settlement = CashTendered(evidence, dues: dues, isReceipt: analysis.isReceipt)
        // What is due is the total where nothing else says so; a balance of nothing never is.
        grosses += dues.filter { $0.cents != 0 }.map { $0.weighed(-0.7) }
        let triples = rowTriples()
        let nets = top(evidence.money(.subtotal) + sums(of: taxLines.map(\.net), taxLines) + triples.map(\.net))
        let taxes = top(
            evidence.money(.tax) + sums(of: taxLines.map(\.tax), taxLines) + evidence.summed(.tax) + triples.map(\.tax))
        grosses = top(grosses + triples.map(\.gross))
        if grosses.contains(where: { $0.cents != 0 && $0.score > 1.5 }) { grosses.removeAll { $0.cents == 0 } }
        if analysis.isReceipt {
            grosses = CashRounding(analysis, evidence).rounded(top(grosses + settlement.grosses))
        }
        let choice = TotalsChoice.best(
            grosses: grosses, nets: nets, taxes: taxes, evidence: evidence, paid: settlement.amounts
        )
        .withTaxes(between: analysis)
        var totals = Totals()
        // A whole number far from any label that fits is no total.
        let isDoubtful = !choice.isProven && (choice.gross?.score ?? 0) < 1.4
        totals.total = isDoubtful ? nil : choice.gross.map(candidate)
        totals.subtotal = choice.net.map(candidate)
        totals.tax = choice.tax.map(candidate)
        totals.isProven = choice.isProven
        if choice.isProven {
            // What adds up is hardly ever wrong.
            totals.total?.score += 3
            totals.subtotal?.score += 3
            totals.tax?.score += 3
        }
        totals.amountDue = dues.max { $0.score < $1.score }.map(candidate)
        totals.discount = single(.discount)
        totals.shipping = single(.shipping)
        totals.taxLines = taxLines
        return totals
    }

    private func single(_ labelKind: LabelKind) -> Candidate<Amount>? {
        evidence.money(labelKind).max { $0.score < $1.score }.flatMap { $0.score >= 2 ? candidate($0) : nil }
    }

    private func candidate(_ money: Money) -> Candidate<Amount> {
        Candidate(
            value: Amount(money.value), score: money.score, tokens: money.tokens,
            method: money.isComputed ? .arithmetic : .reader, isRepaired: money.isRepaired)
    }

    private func top(_ money: [Money]) -> [Money] {
        var seen: [Int: Money] = [:]
        for one in money {
            if let before = seen[one.cents] {
                seen[one.cents] = (before.score >= one.score ? before : one).weighed(0.15)
            } else {
                seen[one.cents] = one
            }
        }
        return Array(seen.values.sorted { ($0.score, $0.cents) > ($1.score, $1.cents) }.prefix(10))
    }

    private func sums(of values: [Money?], _ lines: [TaxLine]) -> [Money] {
        let printed = values.compactMap { $0 }
        guard printed.count == lines.count, let first = printed.first else { return [] }
        let total = printed.reduce(Decimal(0)) { $0 + $1.value }
        let one = Money(value: total, score: 1.2, tokens: first.tokens, row: first.row, isComputed: printed.count > 1)
        return [one]
    }

    /// Three amounts in one row of which the first two make the third: a table of totals.
    private func rowTriples() -> [(net: Money, tax: Money, gross: Money)] {
        analysis.layout.rows.indices.compactMap { row -> (net: Money, tax: Money, gross: Money)? in
            let amounts = analysis.amounts(inRow: row).filter { !$0.isPercent && $0.decimals == 2 }
            guard amounts.count >= 3 else { return nil }
            let three = amounts.suffix(3).map { Money(value: $0.value, score: 0.8, tokens: $0.tokens, row: row) }
            guard three[0].value + three[1].value == three[2].value, three[1].value != 0 else { return nil }
            return (three[0], three[1], three[2])
        }
    }
}

/// An amount that may be a total, with what speaks for it.
struct Money: Sendable {
    let value: Decimal
    var score: Double
    let tokens: Range<Int>
    let row: Int
    var isComputed = false
    var isRepaired = false

    /// Rounded to hundredths, to compare by.
    var cents: Int { Amount(value).cents ?? 0 }

    func weighed(_ weight: Double) -> Money {
        var copy = self
        copy.score += weight
        return copy
    }
}
