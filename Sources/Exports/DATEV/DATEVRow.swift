import Invoices

/// The lines below the header: the columns' names, and the bookings.
enum DATEVRow {
    static let heading = Windows1252.bytes(DATEVColumns.names.joined(separator: ";") + "\r\n")

    static func bytes(_ booking: DATEVBooking) -> [UInt8] {
        typealias Place = DATEVColumns.Place
        var cells = [String](repeating: "", count: DATEVColumns.names.count)
        cells[Place.amount] = amount(booking.cents)
        cells[Place.side] = booking.isDebit ? "S" : "H"
        cells[Place.currency] = "EUR"
        cells[Place.account] = booking.account
        cells[Place.contraAccount] = booking.contraAccount
        cells[Place.taxKey] = booking.taxKey
        // The header says the year.
        cells[Place.date] = twoDigits(booking.date.day) + twoDigits(booking.date.month)
        cells[Place.number] = booking.number
        cells[Place.text] = booking.text
        if let link = booking.link {
            cells[Place.linkKind] = "Beleg"
            cells[Place.link] = link
        }
        // Empty means fixed.
        cells[Place.isFixed] = "0"
        return Windows1252.bytes(
            cells.indices.map { DATEVColumns.texts.contains($0) ? quoted(cells[$0]) : cells[$0] }
                .joined(separator: ";") + "\r\n")
    }

    /// `1471,60`
    private static func amount(_ cents: Int) -> String { "\(cents / 100),\(twoDigits(cents % 100))" }

    private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    /// Control characters are not allowed in texts.
    private static func quoted(_ text: String) -> String {
        let plain = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        return "\"\(String(String.UnicodeScalarView(plain)).replacing("\"", with: "\"\""))\""
    }
}
