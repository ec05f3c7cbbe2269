import Invoices

/// Collects the fields of an e-invoice under the contract's names.
struct InvoiceFields {
    /// The most fields: an invoice of ten thousand lines with some twenty terms each. More would slow every later step
    /// and response.
    private static let maximum = 200_000
    /// The most bytes of all texts: two hundred for each line. A list returns a hundred invoices at a time.
    private static let maximumText = 2 << 20

    /// XML Schema's booleans, and FatturaPA's supplement (maggiorazione) and discount (sconto).
    private static let flags = ["true": true, "1": true, "mg": true, "false": false, "0": false, "sc": false]

    private var fields: [Field] = []
    /// Findings for values that a field cannot have.
    private(set) var findings: [Finding] = []
    private var textSize = 0

    /// The most members of a list other than the line items: no invoice has so many rates, notes or allowances.
    private static let mostMembers = 2000

    /// How many members each list has so far.
    private var counts: [String: Int] = [:]
    private var hasLongList = false

    /// True if the limits are exceeded, so that no more fields need to be read.
    var isOverfull: Bool { fields.count > Self.maximum || textSize > Self.maximumText || hasLongList }

    /// All fields. Throws if the limits are exceeded.
    func all() throws(EInvoiceError) -> [Field] {
        guard !isOverfull else { throw .tooLarge }
        return fields
    }

    var size: Int { fields.count }

    func count(of list: String) -> Int { counts[list, default: 0] }

    /// The list has one member more.
    mutating func take(_ list: String) {
        counts[list, default: 0] += 1
        if list != "lineItems", counts[list, default: 0] > Self.mostMembers { hasLongList = true }
    }

    mutating func add(_ name: String, flag text: String?) {
        guard let text, let flag = Self.flags[text.lowercased()] else {
            return
        }
        append(name, .flag(flag), raw: text)
    }

    /// The sum of amounts; nothing where there is none.
    mutating func add(_ name: String, sum texts: [String]) {
        let amounts = texts.compactMap { amount($0, of: name) }
        guard let first = amounts.first else { return }
        let sum = amounts.dropFirst().reduce(first, +)
        append(name, .amount(sum), raw: texts.count == 1 ? texts[0] : sum.literal)
    }

    /// The first amount less the others.
    mutating func add(_ name: String, difference texts: [String]) {
        let amounts = texts.compactMap { amount($0, of: name) }
        guard let first = amounts.first else { return }
        let difference = amounts.dropFirst().reduce(first, -)
        append(name, .amount(difference), raw: texts.count == 1 ? texts[0] : difference.literal)
    }

    /// An address as one text, made of the parts that were read.
    mutating func addAddress(_ party: String) {
        func part(_ name: String) -> String? {
            fields.last { $0.name == "\(party).addressParts.\(name)" }?.rawText
        }
        let town = ["postalCode", "city"].compactMap(part).joined(separator: " ")
        let lines = ["street", "additional", "further"].compactMap(part) + (town.isEmpty ? [] : [town])
        if !lines.isEmpty { add("\(party).address", text: lines.joined(separator: ", ")) }
    }

    /// Completes the payment: cash discounts that stand in the terms' text are members of their list, and a single due
    /// date is no list of instalments.
    mutating func completePayment() {
        let payment = "invoice.payment"
        if count(of: payment + ".cashDiscounts") == 0, let terms = raw(payment + ".terms") {
            for discount in PaymentTermsText(terms).cashDiscounts {
                let place = "\(payment).cashDiscounts[\(count(of: payment + ".cashDiscounts"))]"
                add(place + ".percent", amount: discount.percent)
                add(place + ".base", amount: discount.base)
                add(place + ".days", amount: discount.days)
                take(payment + ".cashDiscounts")
            }
        }
        let first = payment + ".dueDates[0]"
        if count(of: payment + ".dueDates") == 1, raw(first + ".amount") == nil {
            fields.removeAll { $0.name == first + ".date" }
        }
    }

    private func raw(_ name: String) -> String? { fields.first { $0.name == name }?.rawText }

    mutating func add(_ name: String, text: String?) {
        guard let text else { return }
        append(name, .text(text), raw: text)
    }

    /// A number of letters and digits that people write in groups.
    mutating func add(_ name: String, compact text: String?) {
        guard let text else { return }
        append(name, .text(text.filter { !$0.isWhitespace }), raw: text)
    }

    mutating func add(_ name: String, amount text: String?) {
        guard let text, let amount = amount(text, of: name) else { return }
        append(name, .amount(amount), raw: text)
    }

    /// The price of one unit, even if the invoice gives it for e.g. a hundred.
    mutating func add(_ name: String, price text: String?, per basis: String?) {
        guard let text, let price = amount(text, of: name) else { return }
        let basis = basis.flatMap { amount($0, of: name) } ?? Amount(cents: 100)
        let single = basis == Amount(cents: 100) ? price : price.divided(by: basis) ?? price
        append(name, .amount(single), raw: single == price ? text : single.literal)
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
        let literal = Self.literal(text)
        if let amount = Amount(literal: literal) { return amount }
        if Amount.isBeyond(literal: literal) { findings.append(ResultBounds.outOfRange(name, text)) }
        return nil
    }

    /// XML Schema's decimals may have a plus, or no digit on one side of the point: `+65`, `64.`, `.50`.
    private static func literal(_ text: String) -> String {
        var digits = text.hasPrefix("+") ? text.dropFirst() : Substring(text)
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits = digits.dropFirst() }
        if digits.hasSuffix("."), digits.count > 1 { digits = digits.dropLast() }
        let whole = digits.hasPrefix(".") && digits.count > 1 ? "0" + digits : String(digits)
        return isNegative ? "-" + whole : whole
    }

    private mutating func append(_ name: String, _ value: Field.Value, raw: String) {
        textSize += raw.utf8.count
        fields.append(
            Field(name: name, value: value, rawText: raw, confidence: 0.99, source: .einvoice))
    }
}
