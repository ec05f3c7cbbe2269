import Invoices

/// Collects the fields of an e-invoice under the contract's names.
struct InvoiceFields {
    /// An invoice of ten thousand lines; beyond it every later step and every answer would be a burden.
    private static let maximum = 40_000
    /// Bytes of all texts: two hundred a line. A list answers with a hundred invoices at a time.
    private static let maximumText = 2 << 20

    private var fields: [Field] = []
    private var textSize = 0

    /// There is more than may be: looking for other fields is in vain.
    var isOverfull: Bool { fields.count > Self.maximum || textSize > Self.maximumText }

    /// What was collected; throws when that is too much.
    func all() throws(EInvoiceError) -> [Field] {
        guard !isOverfull else { throw .tooLarge }
        return fields
    }

    mutating func add(_ name: String, text: String?) {
        guard let text else { return }
        append(name, .text(text), raw: text)
    }

    mutating func add(_ name: String, amount text: String?) {
        guard let text, let amount = Amount(literal: text.hasPrefix("+") ? String(text.dropFirst()) : text) else {
            return
        }
        append(name, .amount(amount), raw: text)
    }

    mutating func add(_ name: String, amount: Amount?) {
        guard let amount else { return }
        append(name, .amount(amount), raw: amount.literal)
    }

    /// `20181031` or `2018-10-31`, maybe with a time behind it.
    mutating func add(_ name: String, date text: String?) {
        guard let text, let date = Self.date(text) else { return }
        append(name, .date(date), raw: text)
    }

    static func date(_ text: String) -> CalendarDate? {
        if let date = CalendarDate(text.prefix(10)) { return date }
        guard text.count >= 8, let number = Int(text.prefix(8)) else { return nil }
        return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    private mutating func append(_ name: String, _ value: Field.Value, raw: String) {
        textSize += raw.utf8.count
        fields.append(Field(name: name, value: value, rawText: raw, confidence: 0.99, source: .einvoice))
    }
}
