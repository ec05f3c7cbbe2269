import Invoices

/// Finds why no tax is charged: reverse charge, a supply within the EU, an export, an exemption.
struct ExemptionFinder {
    struct Exemption {
        /// `AE`, `K`, `G` or `E` of EN 16931 (UNTDID 5305).
        let category: Candidate<String>
        /// The line that says so.
        let reason: Candidate<String>
    }

    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    private static let score = 2.2
    private static let general = "E"
    private static let longestReason = 160

    /// Nil where tax is charged: then the words are about something else, or about a part of the invoice.
    func exemption(_ totals: TotalsFinder.Totals) -> Exemption? {
        guard (totals.tax?.cents ?? 0) == 0, !totals.taxLines.contains(where: { $0.rate.value > Amount(0) }) else {
            return nil
        }
        for segment in layout.segments.indices {
            let found = analysis.words.phrases(of: Vocabulary.shared.exemptions, inSegment: segment)
            // `Exonération de TVA, article 262 I`: the particular reason counts, not the general one.
            guard let first = found.first(where: { $0.value != Self.general }) ?? found.first,
                !analysis.itemHeaderRows.contains(layout.segments[segment].row)
            else { continue }
            let line = layout.segments[segment].tokens
            let reason = layout.segments[segment].text.count <= Self.longestReason ? line : first.tokens
            return Exemption(
                category: Candidate(value: first.value, score: Self.score, tokens: first.tokens),
                reason: Candidate(value: layout.text(reason), score: Self.score, tokens: reason))
        }
        return nil
    }
}
