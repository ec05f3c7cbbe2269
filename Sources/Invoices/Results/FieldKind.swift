/// What a field's value is, and so how it is read, checked, shown and corrected.
package enum FieldKind: String, Sendable, CaseIterable {
    /// Words: names, addresses, terms. Only these are looked up in dictionaries.
    case text
    /// A number or code that somebody gave: every character counts.
    case identifier
    /// With or without the country before it; it has check digits.
    case vatNumber
    /// ISO 13616; it has check digits.
    case iban
    /// ISO 9362
    case bic
    /// ISO 4217
    case currency
    /// Money.
    case amount
    /// A quantity or a percentage.
    case number
    case date
    case flag

    /// The kind of a value that has no line in the table of fields.
    package init(of value: Field.Value) {
        self =
            switch value {
            case .text: .text
            case .amount: .amount
            case .date: .date
            case .flag: .flag
            }
    }

    /// Whether a value is of this kind, as far as its form tells.
    package func holds(_ value: Field.Value) -> Bool {
        switch (self, value) {
        case (.amount, .amount), (.number, .amount), (.date, .date), (.flag, .flag): true
        case (.amount, _), (.number, _), (.date, _), (.flag, _): false
        case (_, .text): true
        default: false
        }
    }

    /// What a template calls it.
    package var ruleKind: FieldRule.Kind {
        switch self {
        case .text, .identifier, .vatNumber, .iban, .bic: .text
        case .currency: .currency
        case .amount: .amount
        case .number: .number
        case .date: .date
        case .flag: .boolean
        }
    }
}
