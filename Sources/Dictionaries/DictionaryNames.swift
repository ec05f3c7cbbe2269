/// The Hunspell dictionaries that scripts/setup installs, by Tesseract's names of their languages.
package enum DictionaryNames {
    package static let byLanguage = [
        "eng": "en_US", "deu": "de_DE", "fra": "fr_FR", "spa": "es_ES", "ita": "it_IT", "nld": "nl_NL", "por": "pt_PT",
        "pol": "pl_PL", "swe": "sv_SE", "dan": "da_DK", "lav": "lv_LV",
    ]
}
