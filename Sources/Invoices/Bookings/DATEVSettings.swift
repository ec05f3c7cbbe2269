package import JSON

/// How an account's invoices become bookings in DATEV's format (docs/datev.md); the tax adviser knows the values.
package struct DATEVSettings: Sendable, Equatable {
    package static let consultants = 1001...9_999_999
    package static let clients = 1...99_999
    package static let accountLengths = 4...8

    /// The tax adviser's number (Beraternummer).
    package var consultant: Int
    /// The client's number (Mandantennummer).
    package var client: Int
    /// The first day of a fiscal year; the others begin on the same day of theirs.
    package var fiscalYearStart: CalendarDate
    /// Digits of an account of the general ledger; those of creditors have one more.
    package var accountLength: Int
    /// The expense account of suppliers that name none; digits.
    package var defaultAccount: String?
    /// The creditor account of suppliers that name none; digits.
    package var defaultCreditorAccount: String?
    /// BU keys by a rate (`19`, `5.5`), or by a code of `categories`; an empty key means that there is none.
    package var taxKeys: [String: String]

    /// Codes of VAT categories (UNTDID 5305) that may have a key of their own.
    package static let categories: Set<String> = ["Z", "E", "AE", "K", "G", "O"]

    package init(
        consultant: Int, client: Int, fiscalYearStart: CalendarDate, accountLength: Int,
        defaultAccount: String? = nil, defaultCreditorAccount: String? = nil, taxKeys: [String: String] = [:]
    ) {
        self.consultant = consultant
        self.client = client
        self.fiscalYearStart = fiscalYearStart
        self.accountLength = accountLength
        self.defaultAccount = defaultAccount
        self.defaultCreditorAccount = defaultCreditorAccount
        self.taxKeys = taxKeys
    }

    /// Whether it is an account of the general ledger: digits, not all 0, no more of them than `accountLength`.
    package func isAccount(_ text: String) -> Bool { isAccount(text, digits: accountLength) }

    /// Whether it is an account of a creditor, or of the general ledger, e.g. the till's.
    package func isCreditorAccount(_ text: String) -> Bool { isAccount(text, digits: accountLength + 1) }

    private func isAccount(_ text: String, digits: Int) -> Bool {
        (1...digits).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && text.contains { $0 != "0" }
    }
}

extension DATEVSettings {
    /// In the shape that requests and answers have.
    package func write(into json: inout JSONWriter) {
        json.member("consultant", consultant)
        json.member("client", client)
        json.member("fiscalYearStart", fiscalYearStart.text)
        json.member("accountLength", accountLength)
        json.member("defaultAccount", defaultAccount)
        json.member("defaultCreditorAccount", defaultCreditorAccount)
        json.member("taxKeys") { json in
            for (name, key) in taxKeys.sorted(by: { $0.key < $1.key }) {
                json.name(name)
                json.value(key)
            }
        }
    }

    /// Reads what `write` wrote; nil for anything else.
    package init?(stored json: JSONValue) {
        guard let consultant = json["consultant"]?.int, let client = json["client"]?.int,
            let start = json["fiscalYearStart"]?.string.flatMap({ CalendarDate($0) }),
            let length = json["accountLength"]?.int, let keys = json["taxKeys"]?.members
        else { return nil }
        self.init(
            consultant: consultant, client: client, fiscalYearStart: start, accountLength: length,
            defaultAccount: json["defaultAccount"]?.string,
            defaultCreditorAccount: json["defaultCreditorAccount"]?.string,
            taxKeys: Dictionary(keys.map { ($0.name, $0.value.string ?? "") }) { first, _ in first })
    }
}
