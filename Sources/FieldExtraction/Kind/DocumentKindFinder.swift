import Invoices

/// Tells what kind of document the pages are: by its title, by what makes it a till slip, and by the sign of its total.
///
/// Without a title it is an invoice only where it has both a number and a total.
struct DocumentKindFinder {
    private let analysis: DocumentAnalysis

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    /// What speaks for a kind; set by hand.
    private enum Score {
        static let tillSlip = 2.5
        static let selfBilled = 2.5
        /// Less is owed than nothing: whatever the title says, the money goes the other way.
        static let negativeTotal = 2.0
        /// It has an invoice's number and total, though nothing says what it is.
        static let untitled = 1.2
    }

    func kind(number: Candidate<String>?, total: Candidate<Amount>?) -> Candidate<DocumentKind>? {
        let title = TitleFinder(analysis).title()
        if analysis.isReceipt { return tillSlip(title, total: total) }
        let named = title.flatMap { isOthers($0, number) ? nil : candidate($0) } ?? untitled(number, total)
        guard let named else { return nil }
        if let total, total.value < Amount(0), Self.turnedByTotal.contains(named.value) {
            return Candidate(value: .creditNote, score: Score.negativeTotal, tokens: total.tokens)
        }
        return selfBilled(named) ?? named
    }

    /// `Order confirmation no. 5512` on a document that has another number of its own.
    private func isOthers(_ title: Title, _ number: Candidate<String>?) -> Bool {
        guard title.isReference, let number else { return false }
        return analysis.layout.row(of: number.tokens) != analysis.layout.segments[title.segment].row
    }

    private static let turnedByTotal: Set<DocumentKind> = [.invoice, .correctedInvoice, .selfBilledInvoice]

    private func candidate(_ title: Title) -> Candidate<DocumentKind> {
        Candidate(value: title.kind, score: title.score, tokens: title.tokens)
    }

    private func untitled(_ number: Candidate<String>?, _ total: Candidate<Amount>?) -> Candidate<DocumentKind>? {
        guard let number, total != nil else { return nil }
        return Candidate(value: .invoice, score: Score.untitled, tokens: number.tokens)
    }

    /// Tills print `Tax invoice` on their slips too; what they give back they call a credit note or a refund.
    private func tillSlip(_ title: Title?, total: Candidate<Amount>?) -> Candidate<DocumentKind>? {
        if let title, title.kind == .creditNote { return candidate(title) }
        guard let tokens = title?.tokens ?? total?.tokens else { return nil }
        return Candidate(value: .receipt, score: Score.tillSlip, tokens: tokens)
    }

    /// In German a `Gutschrift` is a credit note as people say it, and a self-billed invoice by § 14 UStG: what else is
    /// printed tells.
    private func selfBilled(_ named: Candidate<DocumentKind>) -> Candidate<DocumentKind>? {
        guard named.value == .invoice || named.value == .creditNote else { return nil }
        for segment in analysis.layout.segments.indices {
            let names = analysis.words.phrases(of: Vocabulary.shared.kinds, inSegment: segment)
            guard let sign = names.first(where: { $0.value == .selfBilledInvoice }) else { continue }
            return Candidate(value: .selfBilledInvoice, score: Score.selfBilled, tokens: sign.tokens)
        }
        return nil
    }
}
