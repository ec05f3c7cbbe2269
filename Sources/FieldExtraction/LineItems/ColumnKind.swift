import Foundation
import Invoices
import JSON

/// What a table's column holds, told from its heading.
enum ColumnKind: String, Sendable, CaseIterable {
    case description, quantity, unitPrice, amount, gross, tax, discount, code, gtin, position, unit, date, other

    var isNumeric: Bool {
        switch self {
        case .quantity, .unitPrice, .amount, .gross, .tax, .discount, .position: true
        case .description, .code, .gtin, .unit, .date, .other: false
        }
    }

    /// Whether every table's item has a field for it.
    var isRead: Bool { self == .description || self == .quantity || self == .unitPrice || self == .amount }

    /// Whether an item's further terms are read from it.
    var isTerm: Bool {
        switch self {
        case .gross, .tax, .discount, .code, .gtin, .position, .unit: true
        case .description, .quantity, .unitPrice, .amount, .date, .other: false
        }
    }

    /// What a heading of it is among the labels of a page.
    var labelKind: LabelKind {
        switch self {
        case .description: .columnDescription
        case .quantity: .columnQuantity
        case .unitPrice: .columnUnitPrice
        case .amount: .columnAmount
        case .gross: .columnGross
        case .tax: .columnTaxRate
        case .discount, .code, .gtin, .position, .unit, .date, .other: .columnOther
        }
    }

    /// The kinds that decide when a heading holds words of several: `Pos-Betrag` is an amount.
    static let telling: [ColumnKind] = [.gross, .amount, .unitPrice, .quantity, .discount, .tax, .description]

    /// Headings of all languages, folded: `prix unitaire` → unitPrice. The data files are the place to add one.
    static let byHeading: [String: ColumnKind] = {
        var byHeading: [String: ColumnKind] = [:]
        for kind in allCases {
            for heading in TableTerms.headings(kind)
            where byHeading[heading] == nil || kind == .amount || kind == .unitPrice {
                byHeading[heading] = kind
            }
        }
        return byHeading
    }()

    /// Each word of the headings: without one of them nothing is a heading.
    static let words = Set(byHeading.keys.flatMap { $0.split(separator: " ").map(String.init) })
}

extension ColumnKind {
    /// The kind of a heading as it is printed, also with the currency or a note in brackets behind it: `Price (ex)`,
    /// `Amount EUR`.
    static func printed(_ text: String) -> ColumnKind? {
        if let kind = named(Atoms.joined(text)) { return kind }
        if let bracket = text.firstIndex(of: "("), bracket != text.startIndex, text.hasSuffix(")") {
            guard let kind = named(Atoms.joined(String(text[..<bracket]))) else { return nil }
            let note = Atoms.joined(String(text[bracket...])).spacedWords.first ?? ""
            return kind == .amount && TableTerms.including.contains(note) ? .gross : kind
        }
        let words = text.spacedWords
        guard words.count > 1, let last = words.last, CurrencySign.code(TextFolding.fold(String(last))) != nil else {
            return nil
        }
        return named(Atoms.joined(words.dropLast().joined(separator: " ")))
    }

    /// The heading's kind, also with one letter read wrongly, lost or added.
    static func named(_ heading: String) -> ColumnKind? {
        if let kind = byHeading[heading] { return kind }
        guard heading.count > 5 else { return nil }
        return byDeletion[heading] ?? deletions(of: heading).lazy.compactMap { byHeading[$0] ?? byDeletion[$0] }.first
    }

    /// Long headings with each of their letters left out: two words one slip apart share one of these (Mor and Fraenkel).
    private static let byDeletion: [String: ColumnKind] = {
        var kinds: [String: ColumnKind] = [:]
        for (heading, kind) in byHeading where heading.count > 5 {
            for short in deletions(of: heading) { kinds[short] = kind }
        }
        return kinds
    }()

    private static func deletions(of text: String) -> [String] {
        text.indices.map { String(text[..<$0] + text[text.index(after: $0)...]) }
    }
}
