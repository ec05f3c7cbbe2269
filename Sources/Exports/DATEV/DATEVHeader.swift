import Invoices

/// The first line of the file, with 31 fields
/// (https://developer.datev.de/datev/platform/de/dtvf/formate/header).
struct DATEVHeader {
    let settings: DATEVSettings
    /// The fiscal year's first day.
    let year: CalendarDate
    /// Of the first and the last booking.
    let dates: ClosedRange<CalendarDate>
    /// Of the group.
    let name: String
    let created: Timestamp

    var bytes: [UInt8] {
        let fields = [
            quoted("EXTF"), "700", "21", quoted("Buchungsstapel"), "13", moment, "", quoted(""), quoted(""), quoted(""),
            String(settings.consultant), String(settings.client), digits(year), String(settings.accountLength),
            digits(dates.lowerBound), digits(dates.upperBound), quoted(label), quoted(""),
            // Financial accounting; for no purpose of its own; not fixed, so that it can still be corrected.
            "1", "0", "0",
            quoted("EUR"), "", quoted(""), "", "", quoted(""), "", "", quoted(""), quoted(""),
        ]
        return Windows1252.bytes(fields.joined(separator: ";") + "\r\n")
    }

    private func quoted(_ text: String) -> String { "\"\(text)\"" }

    /// `20260131120000000`, of `2026-01-31T12:00:00.000Z`.
    private var moment: String { String(created.text.filter { $0.isASCII && $0.isNumber }) }

    private func digits(_ date: CalendarDate) -> String { date.text.replacing("-", with: "") }

    private static let longestLabel = 30

    /// Letters, digits, blanks and `. - / _` alone.
    private var label: String {
        String(name.filter { $0.isLetter || $0.isNumber || " .-/_".contains($0) }.prefix(Self.longestLabel))
    }
}
