import Foundation
import Invoices

/// Finds the taxes by rate: rows with a percentage in which one amount is that share of another.
struct TaxLineFinder {
    private let analysis: DocumentAnalysis

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    func taxLines() -> [TaxLine] {
        let lines = distinct(analysis.layout.rows.indices.compactMap { line(inRow: $0) })
        return lines.isEmpty ? distinct(TaxRowPairs(analysis).lines()) : lines
    }

    /// Also rows whose tax is another share of the net than their rate says, read from left to right: net, tax, and maybe
    /// both together. Whether they are taxes at all, only the invoice's own sums can tell.
    func contradictoryLines() -> [TaxLine] {
        distinct(
            analysis.layout.rows.indices.compactMap { row in line(inRow: row) ?? contradictoryLine(inRow: row) })
    }

    /// A summary that is printed twice counts once.
    private func distinct(_ lines: [TaxLine]) -> [TaxLine] {
        var seen: Set<String> = []
        return lines.filter { seen.insert("\($0.rate.value)|\($0.net?.cents ?? 0)").inserted }
    }

    private func line(inRow row: Int) -> TaxLine? {
        let amounts = analysis.amounts(inRow: row)
        let money = money(amounts)
        guard (2...4).contains(money.count), hasTaxLabel(near: row) else { return nil }
        let rates = amounts.filter { $0.isPercent || $0.decimals < 2 || TaxRates.areUsual($0.value.decimal) }
        for rate in rates where rate.value > Amount(0) && rate.value < Self.highestRate {
            for net in money where net.tokens != rate.tokens {
                for tax in money where tax.tokens != net.tokens && tax.tokens != rate.tokens {
                    let expected = Amount(net.value.decimal * rate.value.decimal / 100).cents ?? 0
                    guard let cents = tax.value.cents, cents != 0, abs(cents - expected) <= 1 else { continue }
                    return line(rate, net, tax, among: money)
                }
            }
        }
        return nil
    }

    private func contradictoryLine(inRow row: Int) -> TaxLine? {
        let amounts = analysis.amounts(inRow: row)
        // `VAT 20 % (180.00)   36.00` is a row of the totals.
        let money = money(amounts).filter { !$0.isBracketed }
        let rates = amounts.filter(\.isPercent)
        guard (2...3).contains(money.count), rates.count == 1, rates[0].value < Self.highestRate, hasTaxLabel(near: row)
        else { return nil }
        let (net, tax) =
            money[0].value.magnitude > money[1].value.magnitude ? (money[0], money[1]) : (money[1], money[0])
        return line(rates[0], net, tax, among: money)
    }

    private func line(
        _ rate: PrintedAmount, _ net: PrintedAmount, _ tax: PrintedAmount, among money: [PrintedAmount]
    ) -> TaxLine {
        let gross = money.first { $0.value == net.value + tax.value && tax.value != Amount(0) }
        return TaxLine(
            rate: Candidate(rate, score: 1.2), net: Candidate(net, score: 1.2), tax: Candidate(tax, score: 1.2),
            gross: gross.map { Candidate($0, score: 1.2) })
    }

    private func money(_ amounts: [PrintedAmount]) -> [PrintedAmount] {
        amounts.filter { !$0.isPercent && $0.decimals == 2 }
    }

    /// Less than `TaxRates.tooHigh`: in rows without a label of their own a higher percentage is a discount or a share.
    private static let highestRate = Amount(30)

    private static let ofTills: Set<LabelKind> = [.tax, .columnTaxRate]

    /// In the row, or in one of the five rows above: the head of a tax table. Rows of line items have rates too, but a quantity.
    private func hasTaxLabel(near row: Int) -> Bool {
        for other in stride(from: row, through: max(0, row - 5), by: -1) {
            let labels = analysis.layout.rows[other].segments.flatMap { analysis.labels(inSegment: $0) }
            // The headings of a till's taxes may be those of goods elsewhere: `VAT % Rate Price`.
            if analysis.isReceipt, labels.contains(where: { Self.ofTills.contains($0.labelKind) }) { return true }
            if labels.contains(where: { $0.labelKind == .columnQuantity || $0.labelKind == .columnUnitPrice }) {
                return false
            }
            if labels.contains(where: { $0.labelKind == .tax }) { return true }
        }
        return false
    }
}
