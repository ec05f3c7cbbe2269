import Foundation
import JSON

/// What a table's column holds, told from its heading.
enum ColumnKind: String, Sendable, CaseIterable {
    case description, quantity, unitPrice, amount, gross, tax, discount, code, position, unit, date

    var isNumeric: Bool {
        switch self {
        case .quantity, .unitPrice, .amount, .gross, .tax, .discount, .position: true
        case .description, .code, .unit, .date: false
        }
    }

    /// The kinds that decide when a heading holds words of several: `Pos-Betrag` is an amount.
    static let telling: [ColumnKind] = [.gross, .amount, .unitPrice, .quantity, .discount, .tax, .description]

    /// Headings in all languages, folded: `prix unitaire` → unitPrice. The data file is the place to add one.
    static let byHeading: [String: ColumnKind] = {
        let terms = TermList.read(PackageResources.ColumnTerms_json)
        var byHeading: [String: ColumnKind] = [:]
        for (name, headings) in terms {
            guard let kind = ColumnKind(rawValue: name) else { continue }
            for heading in headings where byHeading[heading] == nil || kind == .amount || kind == .unitPrice {
                byHeading[heading] = kind
            }
        }
        return byHeading
    }()
}

extension ColumnKind {
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

/// Words that end a table (`subtotal`) or carry a sum over to the next page.
enum TotalTerms {
    private static let terms = TermList.read(PackageResources.TotalTerms_json)
    private static let stop = Set(terms["stop"] ?? [])
    private static let carry = Set(terms["carry"] ?? [])

    /// Whether the text begins with a word for a total or a tax.
    static func isStop(_ text: String) -> Bool { begins(text, with: stop) }

    static func isCarry(_ text: String) -> Bool { begins(text, with: carry) }

    private static func begins(_ text: String, with terms: Set<String>) -> Bool {
        let words = TermList.fold(text).split(separator: " ")
        return (1...4).contains { words.count >= $0 && terms.contains(words.prefix($0).joined(separator: " ")) }
    }
}

/// A data file of terms by name.
enum TermList {
    static func read(_ bytes: [UInt8]) -> [String: [String]] {
        // The file is part of the program: a test reads it, so that a slip in it cannot pass.
        guard let members = try? JSONReader.read(bytes).members else { return [:] }
        return members.reduce(into: [:]) { lists, member in
            lists[member.name] = (member.value.array ?? []).compactMap(\.string).map(fold)
        }
    }

    /// Lower case without accents; what is no letter, digit, # or % becomes one space.
    static func fold(_ text: String) -> String {
        let plain = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
        var folded = ""
        for scalar in plain
        where !scalar.properties.isDiacritic && scalar.properties.canonicalCombiningClass == .notReordered {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "#" || scalar == "%"
            {
                folded.unicodeScalars.append(scalar)
            } else if folded.last != " " {
                folded.append(" ")
            }
        }
        return folded.trimmingCharacters(in: .whitespaces)
    }
}
