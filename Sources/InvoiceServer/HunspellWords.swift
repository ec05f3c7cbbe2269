import Dictionaries
import Invoices

/// Hunspell's dictionaries by Tesseract's names of their languages.
struct HunspellWords: WordList {
    /// Those that scripts/setup installs.
    static let names = [
        "eng": "en_US", "deu": "de_DE", "fra": "fr_FR", "spa": "es_ES", "ita": "it_IT", "nld": "nl_NL", "por": "pt_PT",
        "pol": "pl_PL", "swe": "sv_SE", "dan": "da_DK", "lav": "lv_LV",
    ]

    private let dictionaries = InstalledDictionaries()

    func verdict(on word: String, in languages: [String]) -> WordVerdict? {
        var suggestions: [String]?
        for name in languages.compactMap({ Self.names[$0] }) {
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
