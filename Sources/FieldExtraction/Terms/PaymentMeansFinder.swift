import Invoices

/// Finds how an invoice is paid: behind a label for it, by a sentence on direct debit, or by what a till printed.
struct PaymentMeansFinder {
    struct Means {
        /// UNTDID 4461
        let code: Candidate<String>
        /// As printed behind its label; nil where no label is.
        let text: Candidate<String>?
    }

    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    private enum Score {
        static let labelled = 2.6
        static let sentence = 1.8
        static let tillSlip = 1.8
    }

    /// SEPA direct debit and direct debit: the only means that a sentence by itself tells for certain.
    private static let debits: Set<String> = ["59", "49"]
    /// Cash and card.
    private static let tillMeans: Set<String> = ["10", "48"]
    private static let longestText = 60

    func means() -> Means? { labelled() ?? (analysis.isReceipt ? onTillSlip() : debited()) }

    private func labelled() -> Means? {
        analysis.labels(.paymentMeans).lazy.filter(\.isFirst).compactMap { label -> Means? in
            guard let (segment, start) = place(behind: label),
                let found = phrases(segment).first(where: { $0.tokens.lowerBound >= start })
            else { return nil }
            let tokens = start..<layout.segments[segment].tokens.upperBound
            let text = layout.text(tokens).trimmingEnds
            return Means(
                code: Candidate(value: found.value, score: Score.labelled, tokens: found.tokens),
                text: text.count > Self.longestText
                    ? nil : Candidate(value: text, score: Score.labelled, tokens: tokens))
        }.first
    }

    /// The rest of the label's cell, or else where its value begins; words of other labels (`card`) count as its value.
    private func place(behind label: Label) -> (segment: Int, start: Int)? {
        let rest = label.tokens.upperBound..<layout.segments[label.segment].tokens.upperBound
        if let start = rest.first(where: { layout.tokens[$0].text.contains(where: \.isFastLetter) }) {
            return (label.segment, start)
        }
        guard let start = analysis.slots(for: label).first?.tokens.lowerBound else { return nil }
        let cells = layout.rows[layout.tokens[start].row].segments
        return cells.first { layout.segments[$0].tokens.contains(start) }.map { ($0, start) }
    }

    private func phrases(_ segment: Int) -> [(value: String, tokens: Range<Int>)] {
        analysis.words.phrases(of: Vocabulary.shared.means, inSegment: segment)
    }

    /// `Der Betrag wird per Lastschrift eingezogen.`
    private func debited() -> Means? {
        layout.segments.indices.lazy.flatMap { phrases($0) }.first { Self.debits.contains($0.value) }.map { found in
            Means(code: Candidate(value: found.value, score: Score.sentence, tokens: found.tokens), text: nil)
        }
    }

    /// In a row with money: `Cash 30.00`. Where a slip names several, none is certain.
    private func onTillSlip() -> Means? {
        let found = layout.rows.indices.filter { row in analysis.amounts(inRow: row).contains(where: \.looksLikeMoney) }
            .flatMap { row in layout.rows[row].segments.flatMap { phrases($0) } }
            .filter { Self.tillMeans.contains($0.value) }
        guard let first = found.first, found.allSatisfy({ $0.value == first.value }) else { return nil }
        return Means(code: Candidate(value: first.value, score: Score.tillSlip, tokens: first.tokens), text: nil)
    }
}
