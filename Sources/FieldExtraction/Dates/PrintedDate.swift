import Invoices

/// A date as it is printed, before the order of day and month is known.
struct PrintedDate: Sendable {
    /// The readings that are days of the calendar, the day before the month first.
    let dayFirst: CalendarDate?
    let monthFirst: CalendarDate?
    let tokens: Range<Int>
    let row: Int
    let segment: Int
    let left: Double
    let right: Double

    var isCertain: Bool { dayFirst == monthFirst || dayFirst == nil || monthFirst == nil }
}
