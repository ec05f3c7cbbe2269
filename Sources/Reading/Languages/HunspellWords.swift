import Dictionaries
package import FieldExtraction
import Languages

/// The words of the machine's Hunspell dictionaries, by Tesseract's names of their languages.
package struct HunspellWords: WordList {
    /// The most dictionaries to load before a fork, since each takes some ten megabytes.
    private static let mostWarm = 4

    private let dictionaries = InstalledDictionaries()

    package init() {}

    /// Loads the dictionaries of these languages, so that later forks have them.
    package func warm(_ languages: [String]) {
        for name in languages.compactMap(Languages.dictionary(ofTesseract:)).prefix(Self.mostWarm) {
            // Nil means that the language has no dictionary, so its words are not looked up.
            _ = dictionaries.withDictionary(name) { _ in true }
        }
    }

    package func verdict(on word: String, in languages: [String]) -> WordVerdict? {
        var suggestions: [String]?
        for name in languages.compactMap(Languages.dictionary(ofTesseract:)) {
            let verdict = dictionaries.withDictionary(name) { dictionary in
                dictionary.knows(word) ? WordVerdict.known : .unknown(suggestions: dictionary.suggestions(for: word))
            }
            switch verdict {
            case .known: return .known
            case .unknown(let found): suggestions = (suggestions ?? []) + found
            case nil: break
            }
        }
        return suggestions.map { .unknown(suggestions: $0) }
    }
}
