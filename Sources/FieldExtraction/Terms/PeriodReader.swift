import Invoices

/// Reads a span of days: `01.03.–31.03.2026`, `1 to 31 March 2026`, `2026-03-01 – 2026-03-31`, `March 2026`, `03/2026`.
struct PeriodReader {
    struct Period: Equatable {
        let start: CalendarDate
        let end: CalendarDate
        /// How many of the words it takes up, from the first.
        let words: Int
    }

    let months: [String: Int]
    let monthFirst: Bool

    private enum Part {
        case number(Int, digits: Int)
        case month(Int)

        var number: Int? { if case .number(let value, _) = self { value } else { nil } }
        var digits: Int { if case .number(_, let digits) = self { digits } else { 0 } }
        var month: Int? { if case .month(let month) = self { month } else { nil } }
    }

    /// Days, month and year, at most, twice.
    private static let mostParts = 6
    /// `vom`, `until`: words that may stand between.
    private static let longestBetween = 5
    /// A contract may run that long, a billing period does not.
    private static let mostDays = 1100

    /// - Parameter words: Folded, without punctuation.
    func period(_ words: [String]) -> Period? {
        var parts: [Part] = []
        var used = 0
        for (index, word) in words.enumerated() where parts.count < Self.mostParts {
            if let part = part(word) {
                parts.append(part)
                used = index + 1
            } else if word.count > Self.longestBetween {
                break
            }
        }
        guard let (start, end) = span(parts), start <= end, end.daysSince1970 - start.daysSince1970 <= Self.mostDays
        else { return nil }
        return Period(start: start, end: end, words: used)
    }

    private func part(_ word: String) -> Part? {
        if let month = months[word] { return .month(month) }
        // `1st`, `31st`
        let digits = word.prefix(while: \.isPlainDigit)
        guard (1...4).contains(digits.count), let value = Int(digits) else { return nil }
        let rest = word.dropFirst(digits.count)
        guard rest.isEmpty || ["st", "nd", "rd", "th", "er"].contains(rest) else { return nil }
        return .number(value, digits: digits.count)
    }

    private func span(_ parts: [Part]) -> (CalendarDate, CalendarDate)? {
        switch parts.count {
        case 6: twoDates(parts)
        case 5: oneYear(parts)
        case 4: oneMonth(parts) ?? months(parts)
        case 3: months(parts)
        case 2: month(parts[0], parts[1]).map { ($0, Self.lastDay($0)) }
        default: nil
        }
    }

    // MARK: Days

    private func twoDates(_ parts: [Part]) -> (CalendarDate, CalendarDate)? {
        guard let start = date(Array(parts[..<3])), let end = date(Array(parts[3...])) else { return nil }
        return (start, end)
    }

    /// `01.03.–31.03.2026`, `March 1 – April 2, 2026`: the year stands once, and a span over the new year begins in the
    /// year before.
    private func oneYear(_ parts: [Part]) -> (CalendarDate, CalendarDate)? {
        guard let end = date(Array(parts[2...])), let start = date([parts[0], parts[1], .number(end.year, digits: 4)])
        else { return nil }
        guard start > end else { return (start, end) }
        return CalendarDate(year: start.year - 1, month: start.month, day: start.day).map { ($0, end) }
    }

    /// `1.–31.3.2026`, `1 – 31 March 2026`, `March 1–31, 2026`
    private func oneMonth(_ parts: [Part]) -> (CalendarDate, CalendarDate)? {
        if parts[0].month != nil {
            guard let start = date([parts[0], parts[1], parts[3]]), let end = date([parts[0], parts[2], parts[3]])
            else { return nil }
            return (start, end)
        }
        guard parts[0].digits <= 2, parts[1].digits <= 2, parts[1].number != nil,
            let start = date([parts[0], parts[2], parts[3]]), let end = date([parts[1], parts[2], parts[3]])
        else { return nil }
        return (start, end)
    }

    private func date(_ parts: [Part]) -> CalendarDate? {
        if let month = parts[1].month { return date(parts[2], month, parts[0].number) }
        if let month = parts[0].month { return date(parts[2], month, parts[1].number) }
        guard let first = parts[0].number, let second = parts[1].number, let third = parts[2].number else { return nil }
        if parts[0].digits == 4 { return CalendarDate(year: first, month: second, day: third) }
        let dayFirst = date(parts[2], second, first)
        let americanWay = date(parts[2], first, second)
        return monthFirst ? americanWay ?? dayFirst : dayFirst ?? americanWay
    }

    private func date(_ year: Part, _ month: Int, _ day: Int?) -> CalendarDate? {
        guard let day, let year = Self.year(year) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    // MARK: Months

    /// `January – March 2026`, `January 2026 – March 2026`, `01/2026 – 03/2026`
    private func months(_ parts: [Part]) -> (CalendarDate, CalendarDate)? {
        // Day, month and year are three numbers too.
        if parts.count == 3, parts[0].month == nil || parts[1].month == nil { return nil }
        guard let last = month(parts[parts.count - 2], parts[parts.count - 1]),
            let first = month(parts[0], parts.count == 4 ? parts[1] : parts[2])
        else { return nil }
        return (first, Self.lastDay(last))
    }

    /// The month's first day; the year has four digits, since `03/26` may be a day.
    private func month(_ month: Part, _ year: Part) -> CalendarDate? {
        guard year.digits == 4, let year = Self.year(year), month.month != nil || month.digits <= 2 else { return nil }
        return (month.month ?? month.number).flatMap { CalendarDate(year: year, month: $0, day: 1) }
    }

    private static func lastDay(_ first: CalendarDate) -> CalendarDate {
        // 28 to 31 days of a month that exists.
        (28...31).reversed().lazy.compactMap { CalendarDate(year: first.year, month: first.month, day: $0) }.first
            ?? first
    }

    private static func year(_ part: Part) -> Int? { part.number.flatMap { DateParser.year($0, digits: part.digits) } }
}
