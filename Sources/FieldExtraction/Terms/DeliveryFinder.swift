import Invoices

/// Finds when goods were delivered or work was done: a day, a period, or the sentence that it was the invoice's day.
struct DeliveryFinder {
    struct Period {
        let start: Candidate<CalendarDate>
        let end: Candidate<CalendarDate>
    }

    private let analysis: DocumentAnalysis
    private let reader: PeriodReader
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        reader = PeriodReader(
            months: Vocabulary.shared.months(in: analysis.languages), monthFirst: analysis.monthFirst)
    }

    private enum Score {
        static let labelled = 2.5
        /// Under its label, or far at the right, a value may belong to another one.
        static let beneath = 1.8
        static let sentence = 2.0
    }

    /// Points between a label and the value at its right.
    private static let farthest = 250.0
    /// Words between a label and its day: `erfolgt am`.
    private static let mostWordsBefore = 2
    /// Words of a sentence between the two days that are the same.
    private static let longestSentence = 6

    // MARK: A day

    func deliveryDate(invoiceDate: CalendarDate?) -> Candidate<CalendarDate>? {
        labelled() ?? invoiceDate.flatMap(sameAsInvoice)
    }

    private func labelled() -> Candidate<CalendarDate>? {
        labels(.deliveryDate).lazy.compactMap { label -> Candidate<CalendarDate>? in
            guard period(at: label) == nil else { return nil }
            return analysis.slots(for: label).lazy.compactMap { day(in: $0) }.first
        }.first
    }

    private func day(in slot: DocumentAnalysis.ValueSlot) -> Candidate<CalendarDate>? {
        guard slot.distance <= Self.farthest, let found = analysis.date(in: slot, within: Self.mostWordsBefore) else {
            return nil
        }
        return Candidate(value: found.value, score: score(slot), tokens: found.printed.tokens)
    }

    private func score(_ slot: DocumentAnalysis.ValueSlot) -> Double {
        slot.placement == .below ? Score.beneath : Score.labelled
    }

    /// `Leistungsdatum entspricht Rechnungsdatum`, `Delivery date = invoice date`
    private func sameAsInvoice(_ date: CalendarDate) -> Candidate<CalendarDate>? {
        let same = analysis.words.group(.sameAs)
        for label in analysis.labels(.deliveryDate) {
            for other in analysis.labels(inSegment: label.segment) where other.labelKind == .date && other.length > 3 {
                let between =
                    label.tokens.upperBound <= other.tokens.lowerBound
                    ? label.tokens.upperBound..<other.tokens.lowerBound
                    : other.tokens.upperBound..<max(label.tokens.lowerBound, other.tokens.upperBound)
                // `entspricht das Rechnungsdatum dem Leistungsdatum`: the verb may stand before both.
                let sentence = layout.segments[label.segment].tokens
                let verbs = max(sentence.lowerBound, between.lowerBound - Self.longestSentence)..<between.upperBound
                guard (1...Self.longestSentence).contains(between.count), !analysis.hasDate(in: sentence),
                    layout.tokens[verbs].contains(where: { $0.text == "=" || same.contains($0.folded) })
                else { continue }
                let start = min(label.tokens.lowerBound, other.tokens.lowerBound)
                let end = max(label.tokens.upperBound, other.tokens.upperBound)
                return Candidate(value: date, score: Score.sentence, tokens: start..<end)
            }
        }
        return nil
    }

    /// Labels that begin their cell, without the heads of tables of items.
    private func labels(_ labelKind: LabelKind) -> [Label] {
        analysis.labels(labelKind).filter {
            $0.isFirst && !analysis.itemHeaderRows.contains(layout.segments[$0.segment].row)
        }
    }

    // MARK: A period

    func period() -> Period? {
        (labels(.period) + labels(.deliveryDate)).lazy.compactMap { period(at: $0) }.first
    }

    private func period(at label: Label) -> Period? {
        places(of: label).lazy.compactMap { period(in: $0.tokens, score: $0.score) }.first
    }

    /// Behind the label in its cell, in the next one or two, or beneath it.
    private func places(of label: Label) -> [(tokens: Range<Int>, score: Double)] {
        let cells = layout.rows[layout.segments[label.segment].row].segments
        var places = (label.segment..<min(label.segment + 3, cells.upperBound)).map { last in
            (tokens: label.tokens.upperBound..<layout.segments[last].tokens.upperBound, score: Score.labelled)
        }
        for slot in analysis.slots(for: label) where slot.placement == .below {
            places.append((slot.tokens, Score.beneath))
        }
        return places
    }

    private func period(in tokens: Range<Int>, score: Double) -> Period? {
        guard !tokens.isEmpty else { return nil }
        let atoms = tokens.prefix(Self.mostTokens).flatMap { token in
            Atoms.split(layout.tokens[token].folded).map { (text: $0.text, token: token) }
        }
        guard let period = reader.period(atoms.map(\.text)) else { return nil }
        let place = tokens.lowerBound..<atoms[period.words - 1].token + 1
        return Period(
            start: Candidate(value: period.start, score: score, tokens: place),
            end: Candidate(value: period.end, score: score, tokens: place))
    }

    private static let mostTokens = 12
}
