/// A day of the Gregorian calendar, as invoices print it; no time zone.
package struct CalendarDate: Sendable, Hashable, Comparable {
    /// What an invoice, a request or a template may name (docs/contract.md section 8).
    package static let years = 1900...2199

    package let year: Int
    /// 1…12
    package let month: Int
    /// 1…31
    package let day: Int

    /// Nil for a day that does not exist, e.g. 30 February, or is not in `years`.
    package init?(year: Int, month: Int, day: Int) {
        guard CalendarDate.years.contains(year), (1...12).contains(month),
            (1...CalendarDate.days(in: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2023-01-15` and nothing else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isPlainDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Any day of the years 0 to 9999, since times have dates, too; a day beyond becomes the first or the last of them.
    ///
    /// From the civil-from-days algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    package init(daysSince1970 days: Int) {
        let shifted = min(max(days, -719_528), 2_932_896) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Nil where the day is not in `years`.
    package func adding(days: Int) -> CalendarDate? {
        let (sum, overflows) = daysSince1970.addingReportingOverflow(days)
        let date = CalendarDate(daysSince1970: sum)
        return overflows || !CalendarDate.years.contains(date.year) ? nil : date
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// ISO 8601, `2023-01-15`.
    package var text: String {
        let (month, day) = ((month < 10 ? "0" : "") + String(month), (day < 10 ? "0" : "") + String(day))
        let year = String(year)
        return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + "-" + month + "-" + day
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
