import Invoices

/// What one tax line of an invoice is in the books: a row of the file.
struct DATEVBooking: Equatable {
    /// In hundredths of a euro, above 0; with the tax.
    var cents: Int
    /// Whether the expense account is debited ("Soll"); what comes back credits it ("Haben").
    var isDebit: Bool
    /// The expense account.
    var account: String
    /// The creditor's.
    var contraAccount: String
    var taxKey: String
    var date: CalendarDate
    /// "Belegfeld 1"
    var number: String
    /// "Buchungstext"
    var text: String
    /// Where the document is.
    var link: String?

    static let longestNumber = 36
    static let longestText = 60
    /// Of a content of `Beleginfo`.
    static let longestLink = 210
    /// DATEV's amounts have ten digits before the comma.
    static let mostCents = 999_999_999_999

    /// With those signs alone that "Belegfeld 1" may have: letters and digits of ASCII, `_ $ & % * + - /`.
    static func number(_ text: String) -> String {
        let signs = text.unicodeScalars.filter { sign in
            sign.isASCII && (sign.properties.isAlphabetic || sign.properties.numericType != nil)
                || "_$&%*+-/".unicodeScalars.contains(sign)
        }
        return String(String.UnicodeScalarView(signs.prefix(longestNumber)))
    }
}
