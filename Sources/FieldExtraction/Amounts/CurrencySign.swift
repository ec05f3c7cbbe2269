import Foundation
import Invoices

/// Tells the signs, codes and names of currencies from other words.
enum CurrencySign {
    /// ISO 4217 of a folded word, maybe with punctuation: `€`, `rm`, `kr.`; nil for another word.
    static func code(_ folded: String) -> String? {
        let currencies = Vocabulary.shared.currencies
        if let code = currencies[folded] { return code }
        guard !folded.hasPlainEnds else { return nil }
        return currencies[folded.trimmingCharacters(in: marks)] ?? currencies[folded.trimmingPunctuation]
    }

    /// Whether the folded word is a unit of measure too: `6 ft`.
    static func isUnit(_ folded: String) -> Bool { folded == "ft" }

    private static let marks = CharacterSet(charactersIn: "():;,")
}
