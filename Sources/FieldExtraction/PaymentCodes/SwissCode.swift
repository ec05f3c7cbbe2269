import Invoices

/// SIX, "Swiss Implementation Guidelines QR-bill" (version 2.x), and Swico's syntax for the billing information in it.
enum SwissCode {
    /// Lines of the text by their place in the guidelines' table.
    private enum Place {
        static let iban = 3
        static let creditor = 4
        static let amount = 18
        static let currency = 19
        static let debtor = 20
        static let referenceType = 27
        static let reference = 28
        static let message = 29
        static let trailer = 30
        static let billing = 31
    }

    static func read(_ lines: [String]) -> PaymentCode? {
        guard lines.count > Place.trailer, lines[0] == "SPC", lines[1].hasPrefix("02"), lines[Place.trailer] == "EPD",
            !lines[Place.iban].isEmpty
        else { return nil }
        var code = PaymentCode(
            iban: lines[Place.iban].filter { $0 != " " }, creditorName: lines[Place.creditor + 1],
            currency: lines[Place.currency])
        code.creditorAddress = address(of: lines, from: Place.creditor)
        if !lines[Place.debtor + 1].isEmpty {
            code.debtorName = lines[Place.debtor + 1]
            code.debtorAddress = address(of: lines, from: Place.debtor)
        }
        code.amount = Amount(literal: lines[Place.amount])
        if lines[Place.referenceType] != "NON", !lines[Place.reference].isEmpty {
            code.reference = lines[Place.reference]
        }
        if !lines[Place.message].isEmpty { code.message = lines[Place.message] }
        if lines.count > Place.billing { addBilling(lines[Place.billing], to: &code) }
        return code
    }

    /// Type S has street, house number, code and town apart; type K has two ready lines.
    private static func address(of lines: [String], from party: Int) -> String? {
        let parts = (2...5).map { lines[party + $0] }
        let isStructured = lines[party] == "S"
        let rows = isStructured ? [[parts[0], parts[1]], [parts[2], parts[3]]] : [[parts[0]], [parts[1]]]
        let text = rows.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.filter { !$0.isEmpty }.joined(
            separator: ", ")
        return text.isEmpty ? nil : text
    }

    /// `//S1/10/10201409/11/190512/30/106017086/…`: 10 the number, 11 the date, 30 the UID; `\/` is a slash.
    private static func addBilling(_ text: String, to code: inout PaymentCode) {
        guard text.hasPrefix("//S1/") else { return }
        let slash: Character = "\u{1}"
        let parts = text.dropFirst(5).replacing("\\/", with: String(slash)).split(
            separator: "/", omittingEmptySubsequences: false
        )
        .map { String($0.map { $0 == slash ? "/" : $0 }) }
        for (tag, value) in zip(parts, parts.dropFirst()).enumerated().filter({ $0.offset % 2 == 0 }).map(\.element) {
            switch tag {
            case "10": code.invoiceNumber = value
            case "11": code.invoiceDate = date(value)
            case "30": code.taxID = "CHE" + value
            default: break
            }
        }
    }

    /// YYMMDD of this century.
    private static func date(_ text: String) -> CalendarDate? {
        guard text.count == 6, let number = Int(text) else { return nil }
        return CalendarDate(year: 2000 + number / 10_000, month: number / 100 % 100, day: number % 100)
    }
}
