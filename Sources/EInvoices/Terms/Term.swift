/// A business term of EN 16931 and where one syntax has it.
struct Term: Sendable {
    enum Kind: String, Sendable {
        case text, date, amount, flag
        /// A price for the base quantity of its line; the field holds the price of one.
        case price
        /// Amounts that are added up.
        case sum
        /// The amount of the path's first last name less that of its second one, if that is there.
        case difference
        /// A note with the code of its subject before it, `#AAI#…`, as UBL has it.
        case note
        /// The texts of the path's last names, in their order, with a space between them or without.
        case words, joined
        /// A tax number, without its blanks; what has no digit is none.
        case identifier
        /// The same, but what the first path leads to is said to be a VAT number and needs no digit.
        case vat
        /// Only what has an IBAN's form, without its blanks, or only what has not.
        case iban, account
        /// CII's code of BT-8, which is shown as EN 16931 has it.
        case timeCode
        /// Said by the group's being there.
        case yes = "true"
    }

    /// `BT-1`; `-` for what the standard has no number for.
    let number: String
    /// Below its group's name; empty when the group has this one value, `notes[0]`.
    let name: String
    let kind: Kind
    /// Tried one after the other.
    let paths: [TermPath]
}

/// Terms below one element, or below each of several.
struct TermGroup: Sendable {
    let name: String
    let isRepeated: Bool
    let paths: [TermPath]
    var terms: [Term] = []
    var groups: [TermGroup] = []
}
