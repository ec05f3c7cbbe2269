import Invoices

/// Finds the invoice's date and the day it is due, by the labels beside the printed dates.
struct DateFinder {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    func invoiceDate() -> Candidate<CalendarDate>? {
        let others = claimed(by: LabelKind.dates.subtracting([.date]))
        let placed = analysis.dates.filter { isPlaced($0) && !others.contains($0.tokens.lowerBound) }.compactMap {
            printed in
            analysis.date(printed).map { Candidate(value: $0, score: unlabelledScore(printed), tokens: printed.tokens) }
        }
        let labelled = candidates(.date) + placed
        if let best = labelled.best(), best.score >= 1.3 { return best }
        let free = analysis.dates.filter { !others.contains($0.tokens.lowerBound) }.compactMap { printed in
            analysis.date(printed).map { Candidate(value: $0, score: unlabelledScore(printed), tokens: printed.tokens) }
        }
        return (labelled + free).best() ?? only(others)
    }

    /// The order's day stands for the invoice's where the document shows no other: shops print it alone.
    private func only(_ claimed: Set<Int>) -> Candidate<CalendarDate>? {
        let values = Set(analysis.dates.compactMap { analysis.date($0) })
        guard values.count == 1 else { return nil }
        let orders = self.claimed(by: [.otherDate])
        return analysis.dates.first { orders.contains($0.tokens.lowerBound) }.flatMap { printed in
            analysis.date(printed).map { Candidate(value: $0, score: Self.orderScore, tokens: printed.tokens) }
        }
    }

    private static let orderScore = 0.6

    /// - Parameter early: The first tokens of days until which a discount for early payment is given.
    func dueDate(after date: CalendarDate?, besides early: Set<Int> = []) -> Candidate<CalendarDate>? {
        let labelled = candidates(.dueDate).filter { !early.contains($0.tokens.lowerBound) }
        let plausible = (labelled + atTerms(besides: early) + inSentences(besides: early)).filter { candidate in
            guard let date else { return true }
            // Payment is not due before the invoice, and hardly ever a year later.
            return candidate.value >= date && candidate.value.daysSince1970 - date.daysSince1970 <= 400
        }
        return plausible.best().flatMap { $0.score >= 1.3 ? $0 : nil } ?? contradictory(labelled)
    }

    /// A day that stands beside its label beyond doubt is the document's, also where it cannot be true: the checks tell.
    /// Recognition misreads years.
    private func contradictory(_ labelled: [Candidate<CalendarDate>]) -> Candidate<CalendarDate>? {
        guard Set(labelled.map(\.value)).count == 1, !layout.sheets.contains(where: \.isRecognised) else { return nil }
        return labelled.best().flatMap { $0.score >= Self.beyondDoubt ? $0 : nil }
    }

    /// Of a short label directly before its day.
    private static let beyondDoubt = 1.8

    /// `Zahlbar innerhalb 30 Tagen bis 04.04.2013, 3 % Skonto bis 15.03.2013`: the last day that a sentence on payment
    /// names.
    private func inSentences(besides early: Set<Int>) -> [Candidate<CalendarDate>] {
        let until = analysis.words.group(.until)
        // What a discount is given for is payment.
        let early = (tokens: early, rows: Set(early.map { layout.tokens[$0].row }))
        let paying: Set<LabelKind> = [.paymentTerms, .paymentMeans, .dueDate, .amountDue, .total]
        let days = analysis.dates.filter { !early.tokens.contains($0.tokens.lowerBound) }.compactMap {
            printed -> Candidate<CalendarDate>? in
            let row = layout.rows[layout.segments[printed.segment].row].tokens
            let start = printed.tokens.lowerBound
            let before = max(row.lowerBound, start - 2)..<start
            let speaks =
                early.rows.contains(printed.row)
                || layout.rows[printed.row].segments
                    .contains { analysis.labels(inSegment: $0).contains { paying.contains($0.labelKind) } }
            guard speaks, before.contains(where: { until.contains(layout.tokens[$0].folded) }),
                let value = analysis.date(printed)
            else { return nil }
            return Candidate(value: value, score: 1.9, tokens: printed.tokens)
        }
        return days.max { $0.value < $1.value }.map { [$0] } ?? []
    }

    /// `Payment term: 04.04.2024`: the terms are a day.
    private func atTerms(besides early: Set<Int>) -> [Candidate<CalendarDate>] {
        analysis.labels(.paymentTerms).filter(\.isFirst).compactMap { label in
            guard let slot = analysis.slots(for: label).first, let found = analysis.date(in: slot, within: 0),
                !early.contains(found.printed.tokens.lowerBound)
            else { return nil }
            return Candidate(value: found.value, score: 1.9, tokens: found.printed.tokens)
        }
    }

    private func candidates(_ labelKind: LabelKind) -> [Candidate<CalendarDate>] {
        analysis.labels(labelKind).flatMap { label -> [Candidate<CalendarDate>] in
            // A column of days in the table of items tells when the work was done.
            guard !analysis.itemHeaderRows.contains(layout.segments[label.segment].row) else { return [] }
            return analysis.slots(for: label).compactMap { slot in
                // Behind its label a date comes soon; later words tell of something else.
                guard let (printed, value) = analysis.date(in: slot, within: labelKind == .dueDate ? 4 : 3) else {
                    return nil
                }
                return Candidate(value: value, score: score(label, slot, printed), tokens: printed.tokens)
            }
        }
    }

    private func score(_ label: Label, _ slot: DocumentAnalysis.ValueSlot, _ printed: PrintedDate) -> Double {
        var score = 1 + min(Double(label.length), 12) / 8
        score += PlacementWeights.date.weight(of: slot)
        score -= 0.15 * Double(printed.tokens.lowerBound - slot.tokens.lowerBound)
        let segment = layout.segments[label.segment]
        if label.length <= 3 {
            // `Rechnung Nr. 17 vom 3.5.` is the invoice's date; `Version 2 vom 3.5.` is not.
            let titles: Set<LabelKind> = [.title, .creditNote, .number]
            let isTitled = analysis.labels(inSegment: label.segment).contains { titles.contains($0.labelKind) }
            score += isTitled ? 0.8 : beginsPart(label) ? -0.3 : -0.8
        } else if !label.isFirst {
            score -= 0.1
        }
        if segment.page == 0 { score += 0.3 }
        // The invoice's day stands at its head; payment is due at its foot as often.
        let place = 1.2 * (0.5 - segment.bottom / layout.sheets[segment.page].height)
        score += label.labelKind == .dueDate ? max(place, 0) : place
        return score
    }

    /// At the beginning, or behind a comma: `München, den`.
    private func beginsPart(_ label: Label) -> Bool {
        label.isFirst || layout.tokens[max(0, label.tokens.lowerBound - 1)].text.hasSuffix(",")
    }

    private func unlabelledScore(_ printed: PrintedDate) -> Double {
        let segment = layout.segments[printed.segment]
        let height = layout.sheets[segment.page].height
        var score = analysis.isReceipt ? 1.2 : 0.9
        if isPlaced(printed) { score += 0.9 }
        score -= 0.3 * segment.top / height + 0.3 * Double(segment.page)
        return score
    }

    /// `Torino, 29 marzo 2024`: where and when a letter was written.
    private func isPlaced(_ printed: PrintedDate) -> Bool {
        let tokens = layout.segments[printed.segment].tokens
        let before = tokens.lowerBound..<printed.tokens.lowerBound
        return (1...4).contains(before.count) && printed.tokens.upperBound == tokens.upperBound
            && layout.tokens[before.upperBound - 1].text.hasSuffix(",")
            && (before.count > 1 || layout.tokens[before.lowerBound].text.first?.isFastUppercase == true)
    }

    /// Dates that stand at labels of other days.
    private func claimed(by labelKinds: Set<LabelKind>) -> Set<Int> {
        var claimed: Set<Int> = []
        for label in analysis.labels where labelKinds.contains(label.labelKind) && label.length > 3 {
            for slot in analysis.slots(for: label) {
                claimed.formUnion(analysis.dates(in: slot.tokens).map(\.tokens.lowerBound))
            }
        }
        return claimed
    }
}
