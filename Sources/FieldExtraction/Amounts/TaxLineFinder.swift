import Foundation
import Invoices

/// Finds the taxes by rate: rows with a percentage in which one amount is that share of another.
struct TaxLineFinder {
    private let analysis: DocumentAnalysis

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    func taxLines() -> [TaxLine] {
        let lines = analysis.layout.rows.indices.compactMap { line(inRow: $0) }
        var seen: Set<String> = []
        // A summary that is printed twice counts once.
        return lines.filter { seen.insert("\($0.rate)|\($0.net?.cents ?? 0)").inserted }
    }

    private func line(inRow row: Int) -> TaxLine? {
        let amounts = analysis.amounts(inRow: row)
        let money = amounts.filter { !$0.isPercent && $0.decimals == 2 }
        guard (2...4).contains(money.count), hasTaxLabel(near: row) else { return nil }
        let rates = amounts.filter { $0.isPercent || $0.decimals < 2 || isRate($0) }
        for rate in rates where rate.value > Amount(0) && rate.value < Self.highestRate {
            for net in money where net.tokens != rate.tokens {
                for tax in money where tax.tokens != net.tokens && tax.tokens != rate.tokens {
                    let expected = Amount(net.value.decimal * rate.value.decimal / 100).cents ?? 0
                    guard let cents = tax.value.cents, cents != 0, abs(cents - expected) <= 1 else { continue }
                    return TaxLine(rate: rate.value, net: self.money(net), tax: self.money(tax))
                }
            }
        }
        return nil
    }

    private static let highestRate = Amount(30)

    /// Usual rates of VAT, which may be printed without a sign.
    private static let rates: [Decimal] = [5, 5.5, 6, 7, 8, 9, 10, 12, 13, 15, 19, 20, 21, 22, 23, 25]

    private func isRate(_ amount: PrintedAmount) -> Bool { Self.rates.contains(amount.value.decimal) }

    /// In the row, or in one of the five rows above: the head of a tax table. Rows of line items have rates too, but a quantity.
    private func hasTaxLabel(near row: Int) -> Bool {
        for other in stride(from: row, through: max(0, row - 5), by: -1) {
            let labels = analysis.layout.rows[other].segments.flatMap { analysis.labels(inSegment: $0) }
            if labels.contains(where: { $0.labelKind == .columnQuantity || $0.labelKind == .columnUnitPrice }) {
                return false
            }
            if labels.contains(where: { $0.labelKind == .tax }) { return true }
        }
        return false
    }

    private func money(_ amount: PrintedAmount) -> Candidate<Amount> {
        Candidate(amount, score: 1.2)
    }
}
