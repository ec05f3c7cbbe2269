import Foundation
import Invoices

/// The amounts that stand at the labels of totals.
struct TotalsEvidence {
    private typealias Weights = PlacementWeights.Total

    private let analysis: DocumentAnalysis
    private let headerRows: Set<Int>
    /// Every printed amount that looks like money, in hundredths.
    let printed: [Int: PrintedAmount]
    /// How often each of them is printed.
    let occurrences: [Int: Int]
    let isRecognised: Bool
    /// Whether money mostly has two decimals here.
    let writesCents: Bool
    /// Percentages printed anywhere.
    let rates: Set<Decimal>

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        headerRows = analysis.itemHeaderRows
        isRecognised = analysis.layout.sheets.contains(where: \.isRecognised)
        var printed: [Int: PrintedAmount] = [:]
        var occurrences: [Int: Int] = [:]
        for amount in analysis.amounts where !amount.isPercent && (amount.looksLikeMoney || amount.decimals == 0) {
            guard let cents = amount.value.cents else { continue }
            printed[cents] = amount
            occurrences[cents, default: 0] += 1
        }
        self.printed = printed
        self.occurrences = occurrences
        let money = analysis.amounts.filter { !$0.isPercent }
        writesCents = money.count { $0.decimals == 2 } >= max(2, money.count / 4)
        let percentages = analysis.amounts.filter(\.isPercent).map(\.value)
        rates = Set(percentages.filter { $0 > Amount(0) && $0 < TaxRates.tooHigh }.map(\.decimal))
    }

    /// The amounts at the labels of that concept, each once a label.
    func money(_ labelKind: LabelKind) -> [Candidate<Amount>] {
        analysis.labels(labelKind).filter { !headerRows.contains(analysis.layout.segments[$0.segment].row) }.flatMap {
            label -> [Candidate<Amount>] in
            let row = inRow(label)
            return row.isEmpty ? beneath(label) : row
        }
    }

    /// How many digits are printed there.
    func digits(of amount: PrintedAmount) -> Int {
        analysis.layout.text(amount.tokens).count(where: \.isPlainDigit)
    }

    /// Whether one stands in a row above the other's.
    func isAbove(_ one: Candidate<Amount>, _ other: Candidate<Amount>) -> Bool {
        analysis.layout.row(of: one.tokens) < analysis.layout.row(of: other.tokens)
    }

    /// The sum of several amounts of one concept that stand in rows beneath each other: taxes by rate.
    func summed(_ labelKind: LabelKind) -> [Candidate<Amount>] {
        var places: [Int: Candidate<Amount>] = [:]
        for label in analysis.labels(labelKind) where !headerRows.contains(analysis.layout.segments[label.segment].row)
        {
            let row = inRow(label)
            guard let best = (row.isEmpty ? beneath(label) : row).max(by: { $0.score < $1.score }) else { continue }
            places[best.tokens.lowerBound] = best
        }
        let lines = places.sorted { $0.key < $1.key }.map(\.value)
        guard (2...5).contains(lines.count), let first = lines.first, let last = lines.last,
            analysis.layout.row(of: last.tokens) - analysis.layout.row(of: first.tokens) < 2 * lines.count
        else { return [] }
        let sum = lines.reduce(Amount(0)) { $0 + $1.value }
        return [Candidate(value: sum, score: 1, tokens: first.tokens, method: .arithmetic)]
    }

    /// Whether the amounts right above it with the same right edge add up to it.
    func isSumOfColumn(_ sum: PrintedAmount) -> Bool {
        let height = analysis.layout.segments[sum.segment].height
        var rest = sum.value
        var count = 0
        for row in (0..<sum.row).reversed().prefix(Self.longestColumn) {
            let above = analysis.amounts(inRow: row).first { amount in
                !amount.isPercent && amount.decimals == 2
                    && min(abs(amount.right - sum.right), abs(amount.left - sum.left)) < 0.5 * height
            }
            guard let above else { continue }
            rest = rest - above.value
            count += 1
            if rest == Amount(0) { return count > 1 }
        }
        return false
    }

    /// In rows of the layout.
    private static let longestColumn = 400

    /// Behind the label, before the next one: `Total HT 250,00`, `19,00% MwSt.: 250,00 47,50 297,50`.
    private func inRow(_ label: Label) -> [Candidate<Amount>] {
        let row = analysis.layout.segments[label.segment].row
        let start = label.tokens.upperBound
        var end = analysis.layout.rows[row].tokens.upperBound
        for segment in analysis.layout.rows[row].segments where segment >= label.segment {
            for other in analysis.labels(inSegment: segment)
            where other.tokens.lowerBound >= start && other.labelKind.isAmount && other.labelKind != label.labelKind {
                end = min(end, other.tokens.lowerBound)
            }
        }
        // `TVA 20 % (180,00)` is a rate with what it was reckoned on; the tax stands beneath.
        let hasRate = analysis.amounts(inRow: row).contains(where: \.isPercent)
        let amounts = analysis.amounts(inRow: row).filter { amount in
            amount.tokens.lowerBound >= start && amount.tokens.lowerBound < end && !amount.isPercent
                && !(hasRate && amount.isBracketed)
        }
        let whole = amounts.enumerated().map { index, amount in
            let isLast = index == amounts.count - 1
            return money(amount, label, placement: isLast ? Weights.lastInRow : Weights.inRow)
        }
        return whole + LostDecimalPoint(self).mended(amounts).map { $0.weighed(label.weight) }
    }

    /// Under a heading, with its right edge or its middle: a table of totals. The last row is its sum.
    private func beneath(_ label: Label) -> [Candidate<Amount>] {
        let layout = analysis.layout
        let words = layout.tokens[label.tokens]
        let left = words.map(\.left).min() ?? 0
        let segment = layout.segments[label.segment]
        // A rate and its basis in brackets belong to the heading.
        let right = segment.right
        var found: [Candidate<Amount>] = []
        var bottom = segment.bottom
        for row in (segment.row + 1)..<max(min(segment.row + 9, layout.rows.count), segment.row + 1) {
            guard layout.rows[row].page == segment.page, layout.rows[row].top - bottom < 3 * segment.height else {
                break
            }
            let amount = analysis.amounts(inRow: row).first { amount in
                !amount.isPercent && min(amount.right, right) - max(amount.left, left) > -0.4 * segment.height
            }
            if let amount {
                found.append(
                    money(amount, label, placement: Weights.below + Weights.furtherBelow * Double(found.count)))
                bottom = layout.rows[row].bottom
            }
        }
        return found
    }

    private func money(_ amount: PrintedAmount, _ label: Label, placement: Double) -> Candidate<Amount> {
        var score = 2 + placement + label.weight
        score += amount.looksLikeMoney ? 0.5 : -0.5
        if writesCents, amount.decimals == 0, amount.currency == nil { score -= 1 }
        if amount.currency != nil { score += 0.2 }
        if !label.isFirst { score -= 0.3 }
        // Totals close the document.
        score += 0.6 * Double(amount.row) / Double(max(analysis.layout.rows.count, 1))
        let isRecognised = analysis.layout.sheets[analysis.layout.segments[amount.segment].page].isRecognised
        if isRecognised, writesCents, amount.decimals == 3 {
            // `125,006` is 125,00 € whose sign was taken for a digit.
            var cut = Decimal()
            var value = amount.value.decimal
            NSDecimalRound(&cut, &value, 2, value < 0 ? .up : .down)
            return Candidate(value: Amount(cut), score: score + 0.2, tokens: amount.tokens, isRepaired: true)
        }
        return Candidate(amount, score: score)
    }
}

extension Label {
    /// A long one is hardly ever meant otherwise.
    fileprivate var weight: Double { Double(min(max(length - 5, 0), 12)) / 20 }
}
