import Invoices
import Languages

/// The signs, codes and names of currencies, in all languages.
enum CurrencyWords {
    /// True if one of these words names a currency: a font may leave out the sign alone.
    static func occur(in texts: [String]) -> Bool {
        texts.contains { text in
            text.contains(where: \.isCurrencySymbol)
                || TextFolding.fold(text).split { !$0.isLetter }.contains { words.contains(String($0)) }
        }
    }

    private static let words = Set(Languages.currencies.map(TextFolding.fold).filter { $0.allSatisfy(\.isLetter) })
}
