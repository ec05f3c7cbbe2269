import Invoices

/// Finds the invoice that a credit note or a correction is about, by its number and date.
struct PrecedingInvoiceFinder {
    struct Preceding {
        let number: Candidate<String>
        let date: Candidate<CalendarDate>?
    }

    /// Kinds that are about an invoice sent before.
    static let kinds: Set<DocumentKind> = [.creditNote, .correctedInvoice, .debitNote]

    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    /// - Parameter number: The document's own.
    func preceding(besides number: String?) -> Preceding? {
        let own = number.map(IdentifierFinder.key)
        guard let found = IdentifierFinder(analysis).find(.precedingInvoice),
            IdentifierFinder.key(found.value) != own
        else { return nil }
        return Preceding(number: found, date: date(behind: found.tokens))
    }

    /// `4711 vom 3.5.2024`: the first date behind the number in its row.
    private func date(behind tokens: Range<Int>) -> Candidate<CalendarDate>? {
        let row = layout.row(of: tokens)
        let printed = analysis.dates.first { date in
            date.row == row && date.tokens.lowerBound >= tokens.upperBound
                && date.tokens.lowerBound - tokens.upperBound <= Self.farthest
        }
        guard let printed, let value = analysis.date(printed) else { return nil }
        return Candidate(value: value, score: Self.dateScore, tokens: printed.tokens)
    }

    /// A day behind the number is hardly that of something else.
    private static let dateScore = 2.2
    /// Words between the number and its day: `vom`, `dated`, `du`.
    private static let farthest = 2
}
