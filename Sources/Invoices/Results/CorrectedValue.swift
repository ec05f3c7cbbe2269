/// What a person wrote as a field's right value, read as the field's kind.
package enum CorrectedValue: Sendable, Equatable {
    case value(Field.Value)
    /// No value of the kind.
    case unreadable
    /// A value of the kind that no field holds; a sentence says what one can be.
    case outOfRange(String)

    package init(_ text: String, as kind: FieldKind) {
        switch kind {
        case .amount, .number: self = Self.amount(text)
        case .date: self = Self.date(text)
        case .flag: self = ["true": .value(.flag(true)), "false": .value(.flag(false))][text] ?? .unreadable
        case .text, .identifier, .vatNumber, .iban, .bic, .currency:
            self = .value(.text(text.cut(toBytes: TextBounds.longest)))
        }
    }

    private static func amount(_ text: String) -> CorrectedValue {
        if let amount = Amount(literal: text) { return .value(.amount(amount)) }
        guard Amount.isBeyond(literal: text) else { return .unreadable }
        return .outOfRange("An amount has at most 30 digits, and an exponent from −12 to 20.")
    }

    private static func date(_ text: String) -> CorrectedValue {
        if let date = CalendarDate(text) { return .value(.date(date)) }
        guard text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil else { return .unreadable }
        return .outOfRange("A date is a day of the years 1900 to 2199.")
    }
}
