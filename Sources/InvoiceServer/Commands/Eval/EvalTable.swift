import Foundation

/// Formats a scorecard as a table.
struct EvalTable {
    private let card: Scorecard

    init(_ card: Scorecard) { self.card = card }

    func text(worst: Int) -> String {
        var lines = [row("field", ["n", "P", "R", "F1", "95 % of R", "wrong", "missed", "invented"])]
        for field in Scorecard.fields {
            if let count = card.byField[field.shortName] { lines.append(row(field.shortName, figures(count))) }
        }
        lines.append("")
        for (kind, count) in card.byKind.sorted(by: { $0.key < $1.key }) { lines.append(row(kind, figures(count))) }
        lines.append(row("all", figures(card.byKind.values.reduce(Scorecard.Count()) { $0 + $1 })))
        lines += ["", row("confidence", ["n", "right"])] + reliability + ["", review]
        let bad = card.faults.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }.prefix(worst)
        for (id, faults) in bad { lines += ["", id] + faults.map { "  " + $0 } }
        return lines.joined(separator: "\n") + "\n"
    }

    private var review: String {
        let review = card.review
        return
            "\(review.without) of \(review.documents) documents need no review; of these \(review.wrong) have a value that "
            + "is wrong, missing or invented, \(review.coreWrong) in number, date, supplier's name, total or currency."
    }

    private var reliability: [String] {
        let edges = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01]
        return zip(edges, edges.dropFirst()).compactMap { low, high in
            let values = card.reliability.filter { $0.confidence >= low && $0.confidence < high }
            guard !values.isEmpty else { return nil }
            let right = Double(values.count(where: \.isRight)) / Double(values.count)
            return row("\(low)–\(min(high, 1))", ["\(values.count)", decimals(right)])
        }
    }

    private func figures(_ count: Scorecard.Count) -> [String] {
        let (low, high) = Self.interval(count.right, of: count.shown)
        return [
            "\(count.shown)", decimals(count.precision), decimals(count.recall), decimals(count.harmonic),
            "\(decimals(low))–\(decimals(high))", "\(count.wrong)", "\(count.missed)", "\(count.invented)",
        ]
    }

    /// Wilson's 95 % confidence interval of a proportion.
    static func interval(_ part: Int, of whole: Int) -> (Double, Double) {
        guard whole > 0 else { return (0, 1) }
        let (n, p, z) = (Double(whole), Double(part) / Double(whole), 1.96)
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return (max(0, middle - half), min(1, middle + half))
    }

    private func decimals(_ value: Double) -> String { String(format: "%.3f", value) }

    private func row(_ name: String, _ cells: [String]) -> String {
        let widths = [6, 8, 8, 8, 14, 8, 8, 9]
        let padded = zip(cells, widths).map { String(repeating: " ", count: max(1, $1 - $0.count)) + $0 }
        return name + String(repeating: " ", count: max(1, 20 - name.count)) + padded.joined()
    }
}
