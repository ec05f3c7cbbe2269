import Invoices

/// Collects the fields of an e-invoice under the contract's names.
struct InvoiceFields {
    /// The most fields: those of an invoice of ten thousand lines. More would slow every later step and response.
    private static let maximum = 40_000
    /// The most bytes of all texts: two hundred for each line. A list returns a hundred invoices at a time.
    private static let maximumText = 2 << 20

    private var fields: [Field] = []
    /// Findings for values that a field cannot have.
    private(set) var findings: [Finding] = []
    private var textSize = 0

    /// True if the limits are exceeded, so that no more fields need to be read.
    var isOverfull: Bool { fields.count > Self.maximum || textSize > Self.maximumText }

    /// All fields. Throws if the limits are exceeded.
    func all() throws(EInvoiceError) -> [Field] {
        guard !isOverfull else { throw .tooLarge }
        return fields
    }

    mutating func add(_ name: String, text: String?) {
        guard let text else { return }
        append(name, .text(text), raw: text)
    }

    mutating func add(_ name: String, amount text: String?) {
        guard let text, let amount = amount(text, of: name) else { return }
        append(name, .amount(amount), raw: text)
    }

    /// The price of one unit, even if the invoice gives it for e.g. a hundred.
    mutating func add(_ name: String, price text: String?, per basis: String?) {
        guard let text, let price = amount(text, of: name) else { return }
        let basis = basis.flatMap { amount($0, of: name) } ?? Amount(cents: 100)
        let single = basis > Amount(cents: 100) ? price.divided(by: basis) ?? price : price
        append(name, .amount(single), raw: single.literal)
    }

    /// `20181031` or `2018-10-31`, with or without a time.
    mutating func add(_ name: String, date text: String?) {
        guard let text else { return }
        if let date = Self.date(text) {
            append(name, .date(date), raw: text)
        } else if Self.looksLikeDate(text) {
            findings.append(ResultBounds.outOfRange(name, text))
        }
    }

    static func date(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(text.prefix(10)) { return date }
        guard text.count >= 8, let number = Int(text.prefix(8)), number > 0 else { return nil }
        return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    private static func looksLikeDate(_ text: String) -> Bool {
        text.utf8.prefix(8).allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// Nil if it is not a number, and, with a finding, if it is outside the range of amounts.
    private mutating func amount(_ text: String, of name: String) -> Amount? {
        let literal = text.hasPrefix("+") ? String(text.dropFirst()) : text
        if let amount = Amount(literal: literal) { return amount }
        if Amount.isBeyond(literal: literal) { findings.append(ResultBounds.outOfRange(name, text)) }
        return nil
    }

    private mutating func append(_ name: String, _ value: Field.Value, raw: String) {
        textSize += raw.utf8.count
        fields.append(Field(name: name, value: value, rawText: raw, confidence: 0.99, source: .einvoice))
    }
}
