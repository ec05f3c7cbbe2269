package import Invoices

/// A group's bookings: DATEV's format ("DATEV-Format") of a "Buchungsstapel", category 21 with a header of version 700.
///
/// Source: https://developer.datev.de/datev/platform/de/dtvf/formate/header and …/formate/buchungsstapel. Windows-1252, lines end
/// with CR LF, columns are divided by semicolons, texts stand in quotation marks, amounts have a decimal comma. The file holds
/// its rows as bytes until it is known that nothing is missing.
package struct DATEVBatch {
    /// Of a file, by the description of the format.
    package static let mostBookings = 99_999
    /// Gaps of which more than the number is kept.
    package static let mostGaps = 100

    /// The first of them.
    package private(set) var gaps: [DATEVGap] = []
    package private(set) var gapCount = 0
    /// Documents that are not booked: those that change nothing of what is owed, and those of 0.
    package private(set) var leftOut = 0

    private let settings: DATEVSettings
    private let name: String
    private let days: ClosedRange<CalendarDate>?
    private var rows: [UInt8] = []
    private var count = 0
    private var dates: ClosedRange<CalendarDate>?
    private var booked: Set<[String]> = []

    /// - Parameters:
    ///   - name: Of the group.
    ///   - days: Documents of other days are not booked; nil: all are.
    package init(_ settings: DATEVSettings, name: String, days: ClosedRange<CalendarDate>? = nil) {
        self.settings = settings
        self.name = name
        self.days = days
    }

    package mutating func add(_ document: DATEVDocument) {
        if let days, let date = document.extraction.invoice.date, !days.contains(date) { return }
        guard document.kind.isBooked else {
            leftOut += 1
            return
        }
        let found = DATEVBookings(of: document, settings)
        found.gaps.forEach { add($0) }
        guard found.gaps.isEmpty else { return }
        guard let first = found.bookings.first else {
            leftOut += 1
            return
        }
        if let gap = conflict(first, document, total: found.bookings.reduce(0) { $0 + $1.cents }) { return add(gap) }
        count += found.bookings.count
        guard count <= Self.mostBookings else { return addTooMany() }
        dates = dates.map { min($0.lowerBound, first.date)...max($0.upperBound, first.date) } ?? first.date...first.date
        // Nothing is written of a batch that lacks something.
        if gapCount == 0 { for booking in found.bookings { rows += DATEVRow.bytes(booking) } }
    }

    /// The file, or nil if there are gaps. Call it after the last document.
    ///
    /// - Parameter created: This moment.
    package mutating func file(created: Timestamp) -> [UInt8]? {
        if gapCount == 0, dates == nil {
            add(DATEVGap(.nothingToBook, "jobs", "The group has no document that is booked."))
        }
        guard gapCount == 0, let dates else { return nil }
        let header = DATEVHeader(
            settings: settings, year: fiscalYear(of: dates.lowerBound), dates: dates, name: name, created: created)
        return header.bytes + DATEVRow.heading + rows
    }

    private mutating func add(_ gap: DATEVGap) {
        gapCount += 1
        if gaps.count < Self.mostGaps { gaps.append(gap) }
    }

    private mutating func addTooMany() {
        guard !gaps.contains(where: { $0.code == .tooManyBookings }) else { return }
        add(
            DATEVGap(
                .tooManyBookings, "jobs",
                "The group has more than \(Self.mostBookings) bookings. Ask for a part of its days by from and to."))
    }

    /// A file has the bookings of one fiscal year, since their dates have no year, and books nothing twice.
    private mutating func conflict(_ booking: DATEVBooking, _ document: DATEVDocument, total: Int) -> DATEVGap? {
        if let dates, fiscalYear(of: dates.lowerBound) != fiscalYear(of: booking.date) {
            return DATEVGap(
                .fiscalYearDiffers, job: document.job, "invoice.date",
                "The job \(document.jobNumber.prefix(100)) is of another fiscal year than jobs before it. "
                    + "Ask for each year by from and to.")
        }
        guard !booking.number.isEmpty else { return nil }
        let invoice = [booking.contraAccount, booking.text, booking.number, "\(booking.isDebit)", "\(total)"]
        guard !booked.insert(invoice).inserted else { return nil }
        return DATEVGap(
            .bookedTwice, job: document.job, "invoice.number",
            "The job \(document.jobNumber.prefix(100)) has the same invoice as another job of the group. "
                + "Take one of them out of it.")
    }

    /// The first day of the fiscal year.
    private func fiscalYear(of date: CalendarDate) -> CalendarDate {
        let start = settings.fiscalYearStart
        let isBefore = (date.month, date.day) < (start.month, start.day)
        return CalendarDate(year: date.year - (isBefore ? 1 : 0), month: start.month, day: start.day) ?? start
    }
}
