import Foundation
import Invoices
import Languages

/// The words of tables in all languages: headings by kind of column, what ends a table, what carries a sum over.
enum TableTerms {
    /// Whether the text begins with a word for a total or a tax.
    static func isEnd(_ text: String) -> Bool { begins(text, with: ends) }

    /// Whether the text begins with a label of a sum: what ends a table, or `Montant dû`, `To pay`.
    static func isSum(_ text: String) -> Bool { isEnd(text) || begins(text, with: sums) }

    /// Whether the text begins with a word for a sum carried to the next page.
    static func isCarryOver(_ text: String) -> Bool { begins(text, with: carryOvers) }

    /// All languages' headings of that kind of column, folded.
    static func headings(_ kind: ColumnKind) -> [String] {
        Languages.all.flatMap(\.headings).filter { $0.name == kind.rawValue }.flatMap(\.texts).map(Atoms.joined)
    }

    /// Words that say that tax is in an amount.
    static let including = Set(Languages.all.flatMap { $0.words(.including) }.map(Atoms.joined))

    private static let ends = Set(Languages.all.flatMap { $0.words(.tableEnd) }.map(Atoms.joined))
    private static let carryOvers = Set(
        Languages.all.flatMap(\.labels).filter { $0.name == LabelKind.carried.rawValue }.flatMap(\.texts)
            .map(Atoms.joined))

    private static let sums: Set<String> = {
        let kinds: Set<String> = [LabelKind.total.rawValue, LabelKind.amountDue.rawValue, LabelKind.subtotal.rawValue]
        let labels = Languages.all.flatMap(\.labels).filter { kinds.contains($0.name) }
        return Set(labels.flatMap(\.texts).map(Atoms.joined))
    }()

    private static func begins(_ text: String, with terms: Set<String>) -> Bool {
        let words = Atoms.joined(text).spacedWords
        return (1...4).contains { words.count >= $0 && terms.contains(words.prefix($0).joined(separator: " ")) }
    }
}
