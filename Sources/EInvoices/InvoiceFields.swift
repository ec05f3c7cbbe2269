import Invoices

/// Collects the fields of an e-invoice under the contract's names.
struct InvoiceFields {
    /// An invoice of ten thousand lines; beyond it every later step and every answer would be a burden.
    private static let maximum = 40_000
    /// Bytes of all texts: two hundred a line. A list answers with a hundred invoices at a time.
    private static let maximumText = 2 << 20

    private var fields: [Field] = []
    /// Of values that no field holds.
    private(set) var findings: [Finding] = []
    private var textSize = 0

    /// There is more than may be: looking for other fields is in vain.
    var isOverfull: Bool { fields.count > Self.maximum || textSize > Self.maximumText }

    /// What was collected; throws when that is too much.
    func all() throws(EInvoiceError) -> [Field] {
        guard !isOverfull else { throw .tooLarge }
        return fields
    }

    /// A value of the kind that the table of fields gives the name; what is none is left out.
    mutating func add(_ name: String, _ text: String?) {
        guard let text else { return }
        switch InvoiceField.named(name)?.kind {
        case .amount, .number: if let amount = amount(text, of: name) { append(name, .amount(amount), raw: text) }
        case .date: if let date = date(text, of: name) { append(name, .date(date), raw: text) }
        default: append(name, .text(text), raw: text)
        }
    }

    /// The price of one, though it may be given for a hundred.
    mutating func add(_ name: String, price text: String?, per basis: String?) {
        guard let text, let price = amount(text, of: name) else { return }
        let basis = basis.flatMap { amount($0, of: name) } ?? Amount(cents: 100)
        let single = basis > Amount(cents: 100) ? price.divided(by: basis) ?? price : price
        append(name, .amount(single), raw: single.literal)
    }

    /// Nil for what is no date, and, with a finding, for one that no invoice has.
    private mutating func date(_ text: String, of name: String) -> CalendarDate? {
        if let date = Self.date(text) { return date }
        if Self.looksLikeDate(text) { findings.append(ResultBounds.outOfRange(name, text)) }
        return nil
    }

    /// `20181031` or `2018-10-31`, maybe with a time behind it.
    static func date(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(text.prefix(10)) { return date }
        guard text.count >= 8, let number = Int(text.prefix(8)), number > 0 else { return nil }
        return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    private static func looksLikeDate(_ text: String) -> Bool {
        text.utf8.prefix(8).allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// Nil for what is no number, and, with a finding, for one that no amount holds.
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
