import Invoices

/// Tesseract's names of languages, and the short ones of ISO 639-1.
enum LanguageNames {
    /// `deu` for `de`, `DE` and `deu`; an unknown name unchanged.
    static func tesseract(_ name: String) -> String {
        let name = name.lowercased()
        return byISOName[name] ?? name
    }

    private static let byISOName = [
        "en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "nl": "nld", "pt": "por", "pl": "pol",
        "sv": "swe", "da": "dan", "lv": "lav", "lt": "lit", "et": "est", "fi": "fin", "no": "nor", "nb": "nor",
        "cs": "ces", "sk": "slk", "sl": "slv", "hu": "hun", "ro": "ron", "bg": "bul", "hr": "hrv", "el": "ell",
        "ru": "rus", "uk": "ukr", "tr": "tur", "ca": "cat",
    ]
}
