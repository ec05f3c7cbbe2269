import Invoices
import JSON

/// All languages' words, loaded once from the data files that are compiled in.
struct Vocabulary: Sendable {
    static let shared = Vocabulary()

    /// One phrase that some languages use for some concepts.
    struct Entry: Sendable {
        let labelWords: [String]
        var uses: [(labelKind: LabelKind, language: String)]
    }

    let languages: [Language]
    /// Phrases by their first atom, the longest first.
    let phrases: [String: [Entry]]
    /// The codes of the languages that a word is common in.
    let wordLanguages: [String: [String]]
    /// The codes of the languages of the phrases that a word is alone, each phrase's apart.
    let phraseLanguages: [String: [Set<String>]]
    /// Month numbers by folded name.
    let months: [String: Int]
    let countries: Set<String>
    let streets: Set<String>
    let days: Set<String>
    let legalForms: Set<String>
    /// ISO 4217 by folded symbol or code.
    let currencies: [String: String]
    let countryCurrencies: [String: String]

    private init() {
        let files = [
            PackageResources.en_json, PackageResources.de_json, PackageResources.fr_json, PackageResources.es_json,
            PackageResources.it_json, PackageResources.nl_json, PackageResources.pt_json, PackageResources.pl_json,
            PackageResources.sv_json, PackageResources.da_json, PackageResources.lv_json,
        ]
        let languages = files.compactMap(Self.parse).map { Language($0) }
        self.languages = languages
        let phrases = Self.index(languages)
        self.phrases = phrases
        wordLanguages = languages.reduce(into: [:]) { table, language in
            for word in language.words { table[word, default: []].append(language.code) }
        }
        phraseLanguages = phrases.mapValues { entries in
            entries.filter { $0.labelWords.count == 1 }.map { Set($0.uses.map(\.language)) }
        }
        var months: [String: Int] = [:]
        for language in languages {
            for (index, names) in language.months.enumerated() {
                for name in names { months[name] = index + 1 }
            }
        }
        self.months = months
        countries = languages.reduce(into: []) { $0.formUnion($1.countries) }
        streets = languages.reduce(into: []) { $0.formUnion($1.streets) }
        days = languages.reduce(into: []) { $0.formUnion($1.days) }
        let common = Self.parse(PackageResources.common_json)
        legalForms = Set((common?["legalForms"]?.array ?? []).compactMap { $0.string.map(TextFolding.fold) })
        currencies = Self.table(common?["currencies"])
        countryCurrencies = Self.table(common?["countryCurrencies"], folds: false)
    }

    private static func parse(_ bytes: [UInt8]) -> JSONValue? {
        // The files are part of the program; a test reads each of them.
        try? JSONReader.read(bytes)
    }

    private static func index(_ languages: [Language]) -> [String: [Entry]] {
        var entries: [[String]: Entry] = [:]
        for language in languages {
            for phrase in language.phrases {
                entries[phrase.labelWords, default: Entry(labelWords: phrase.labelWords, uses: [])].uses
                    .append((phrase.labelKind, language.code))
            }
        }
        var index: [String: [Entry]] = [:]
        for entry in entries.values { index[entry.labelWords[0], default: []].append(entry) }
        return index.mapValues {
            $0.sorted { ($0.labelWords.count, $1.labelWords[0]) > ($1.labelWords.count, $0.labelWords[0]) }
        }
    }

    private static func table(_ value: JSONValue?, folds: Bool = true) -> [String: String] {
        var table: [String: String] = [:]
        for member in value?.members ?? [] {
            table[folds ? TextFolding.fold(member.name) : member.name] = member.value.string
        }
        return table
    }
}
