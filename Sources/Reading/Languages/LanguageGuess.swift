import Invoices
import Languages

/// Detects a page's language by words that are common on documents in one language and rare in the others.
///
/// It compares words without accents, since recognition with the wrong language loses them.
enum LanguageGuess {
    /// Tesseract's name of the language; nil if the words fit no language or several.
    static func language(of texts: some Sequence<String>) -> String? {
        var scores: [String: Double] = [:]
        for text in texts {
            for token in tokens(text) {
                guard let languages = languagesByWord[token] else { continue }
                for language in languages { scores[language, default: 0] += 1 / Double(languages.count) }
            }
        }
        let ranked = scores.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard let first = ranked.first, first.value >= 3 else { return nil }
        let second = ranked.count > 1 ? ranked[1].value : 0
        return first.value >= 1.4 * second ? first.key : nil
    }

    /// Shorter words are also found among letters that mean nothing.
    private static let leastLetters = 3

    /// True if any of these words is common in one of the languages.
    static func hasCommonWord(_ texts: some Sequence<String>) -> Bool {
        texts.contains { text in
            tokens(text).contains { $0.count >= leastLetters && languagesByWord[$0] != nil }
        }
    }

    private static func tokens(_ text: String) -> [String] {
        TextFolding.fold(text).split { !$0.isLetter }.map(String.init)
    }

    private static let languagesByWord: [String: [String]] = {
        var languages: [String: [String]] = [:]
        for language in Languages.all {
            for word in Set(language.words(.commonWords).map(TextFolding.fold)) {
                languages[word, default: []].append(language.tesseract)
            }
        }
        return languages
    }()
}
