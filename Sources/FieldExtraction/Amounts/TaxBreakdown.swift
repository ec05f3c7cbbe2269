import Invoices

/// The taxes by rate: from a table of taxes, or from the rows of the totals that name a rate.
struct TaxBreakdown {
    let analysis: DocumentAnalysis
    let block: TotalsBlock?
    /// The invoice's own sums, which tell what is a table of its taxes.
    let net: Amount?
    let tax: Amount?

    func lines(proven: [TaxLine]) -> [TaxLine] {
        if isWhole(proven) { return proven }
        let contradictory = TaxLineFinder(analysis).contradictoryLines()
        if contradictory.count > proven.count, isWhole(contradictory, inBoth: true) { return contradictory }
        let rows = linesOfBlock
        return rows.count > proven.count || (!rows.isEmpty && !proven.isEmpty && isWhole(rows)) ? rows : proven
    }

    /// Whether their net amounts or their taxes add up to the invoice's, or both do: then only a rate can be wrong.
    private func isWhole(_ lines: [TaxLine], inBoth: Bool = false) -> Bool {
        guard !lines.isEmpty else { return false }
        let sums = [(net, lines.map(\.net)), (tax, lines.map(\.tax))]
        let fitting = sums.count { wanted, parts in
            let amounts = parts.compactMap { $0?.value }
            guard let wanted, amounts.count == parts.count else { return false }
            return amounts.reduce(Amount(0)) { $0 + $1 }.isNear(wanted, within: lines.count)
        }
        return fitting > (inBoth ? 1 : 0)
    }

    /// `VAT 20 %   42.00`: the net is that of the totals, or stands in brackets where several rates have their rows.
    private var linesOfBlock: [TaxLine] {
        guard let block else { return [] }
        var lines = zip(block.taxRows, block.taxes).compactMap { row, tax in line(row, tax) }
        guard lines.count == block.taxes.count else { return [] }
        if lines.count == 1, !lines[0].isProven { lines[0].net = block.net }
        // Brackets whose numbers are not read whole make another sum, and so do goods without tax.
        let nets = lines.compactMap { $0.net?.value }.reduce(Amount(0)) { $0 + $1 }
        if !nets.isNear(block.net.value, within: lines.count) {
            for index in lines.indices where !lines[index].isProven { lines[index].net = nil }
        }
        return lines
    }

    private func line(_ row: TotalsRow, _ tax: Candidate<Amount>) -> TaxLine? {
        let said = amounts(in: row)
        let rates = said.filter { $0.isPercent && $0.value < TaxRates.tooHigh }
        guard rates.count == 1 else { return nil }
        let basis = said.first { $0.isBracketed && !$0.isPercent }.map { printed in
            // Brackets are no minus here.
            let size = printed.value.magnitude
            return Candidate(value: tax.value < Amount(0) ? -size : size, score: 1.2, tokens: printed.tokens)
        }
        // `VAT - 21 %`: the dash is none of the rate.
        let rate = Candidate(value: rates[0].value.magnitude, score: 2, tokens: rates[0].tokens)
        return TaxLine(rate: rate, net: basis, tax: tax)
    }

    /// Those of the label; a rate may stand before it: `zzgl. 19 % MwSt.`
    private func amounts(in row: TotalsRow) -> [PrintedAmount] {
        let place = analysis.layout.row(of: row.label)
        let all = analysis.amounts(inRow: place)
        return place == row.row ? all : all.filter { row.label.contains($0.tokens.lowerBound) }
    }
}

extension TaxLine {
    /// Whether the rate of the net makes the tax.
    fileprivate var isProven: Bool {
        guard let net = net?.value, let tax = tax?.value else { return false }
        return (net * rate.value * Amount(cents: 1)).isNear(tax, within: 1)
    }
}
