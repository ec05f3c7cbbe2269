import Invoices

/// Taxes of tills that print net and tax of a rate in rows of their own: `Netto 19 % 16,46` above `MwSt 19 % 3,13`, or
/// `inkl. 19 % MwSt (b) 3,13` above `Netto (b) 16,46`.
struct TaxRowPairs {
    private let analysis: DocumentAnalysis

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    /// A row with one amount that is a net or a tax.
    private struct Part {
        let isTax: Bool
        let rate: PrintedAmount?
        let letter: String?
        let amount: PrintedAmount
    }

    /// Those whose rate proves them, in the order of the taxes; empty on other documents than receipts.
    func lines() -> [TaxLine] {
        guard analysis.isReceipt else { return [] }
        let parts = analysis.layout.rows.indices.compactMap(part)
        let nets = parts.filter { !$0.isTax }
        return parts.filter(\.isTax).compactMap { tax in
            guard let rate = tax.rate, let net = nets.first(where: { belong($0, tax, rate) }) else { return nil }
            return TaxLine(
                rate: Candidate(rate, score: Self.score), net: Candidate(net.amount, score: Self.score),
                tax: Candidate(tax.amount, score: Self.score))
        }
    }

    private static let score = 1.2

    private func part(_ row: Int) -> Part? {
        let amounts = analysis.amounts(inRow: row)
        let money = amounts.filter { !$0.isPercent && $0.decimals == 2 }
        let rates = amounts.filter { $0.isPercent && $0.value < TaxRates.tooHigh }
        let kinds = Set(analysis.layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) }.map(\.labelKind))
        guard money.count == 1, rates.count <= 1, kinds.contains(.tax) != kinds.contains(.subtotal) else { return nil }
        return Part(isTax: kinds.contains(.tax), rate: rates.first, letter: letter(row), amount: money[0])
    }

    /// `(b)`
    private func letter(_ row: Int) -> String? {
        analysis.layout.tokens[analysis.layout.rows[row].tokens].first { word in
            word.text.count == 3 && word.text.first == "(" && word.text.last == ")"
        }?.folded
    }

    private func belong(_ net: Part, _ tax: Part, _ rate: PrintedAmount) -> Bool {
        guard net.rate?.value == rate.value || (net.letter != nil && net.letter == tax.letter) else { return false }
        return (net.amount.value * rate.value * Amount(cents: 1)).isNear(tax.amount.value, within: 1)
    }
}
