import Invoices

/// What is said of a date by the other dates of the document.
struct DateFeatures {
    let analysis: DocumentAnalysis
    let found: FoundValues

    func values(_ date: CalendarDate, _ tokens: Range<Int>) -> [Feature: Double] {
        let printed = analysis.dates.first { $0.tokens.overlaps(tokens) }
        let all = Set(analysis.dates.compactMap(analysis.date))
        var values: [Feature: Double] = [
            .ambiguousDate: isAmbiguous(printed) ? 1 : 0, .latestDate: all.max() == date ? 1 : 0,
            .earliestDate: all.min() == date ? 1 : 0, .dates: min(Double(all.count) / 3, 2),
            .sameDates: Double(min(analysis.dates.count { analysis.date($0) == date } - 1, 2)),
            .timeBeside: hasTime(beside: tokens) ? 1 : 0,
        ]
        guard let first = found.date?.value, let due = found.dueDate?.value else { return values }
        let days = due.daysSince1970 - first.daysSince1970
        values[.dueAfter] = days > 0 ? 1 : 0
        values[.dueBefore] = days < 0 ? 1 : 0
        values[.dueSame] = days == 0 ? 1 : 0
        values[.dueDays] = min(max(Double(days) / 30, 0), 4)
        return values
    }

    /// `12:31` in its row: tills print when they sold.
    private func hasTime(beside tokens: Range<Int>) -> Bool {
        let row = analysis.layout.rows[analysis.layout.row(of: tokens)].tokens
        return analysis.layout.tokens[row].contains { token in
            let parts = token.folded.split(separator: ":")
            return parts.count >= 2 && parts[0].count <= 2 && parts[1].prefix(2).count == 2
                && parts[0].allSatisfy(\.isPlainDigit) && parts[1].prefix(2).allSatisfy(\.isPlainDigit)
        }
    }

    /// `03/04/2026`, unless another date on the pages tells which part is the month.
    private func isAmbiguous(_ printed: PrintedDate?) -> Bool {
        guard let printed, let one = printed.dayFirst, let other = printed.monthFirst, one != other else {
            return false
        }
        return !analysis.dates.contains { ($0.dayFirst == nil) != ($0.monthFirst == nil) }
    }
}
