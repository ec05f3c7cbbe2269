import Invoices
import JSON
import Languages

/// All languages' words, folded once from their data files.
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
    /// The titles of documents.
    let kinds: PhraseTable<DocumentKind>
    /// Means of payment, by their codes in UNTDID 4461.
    let means: PhraseTable<String>
    /// Tax categories of EN 16931, by what says why no tax is charged.
    let exemptions: PhraseTable<String>
    /// The codes of the languages that a word is common in.
    let wordLanguages: [String: [String]]
    /// The codes of the languages of the phrases that a word is alone, each phrase's apart.
    let phraseLanguages: [String: [Set<String>]]
    /// Month numbers by folded name; where two languages differ, as the first of them says.
    let months: [String: Int]
    /// The names of countries, folded, words parted by one space.
    let countries: Set<String>
    let streets: Set<String>
    let legalForms: Set<String>
    /// ISO 4217 by folded symbol or code.
    let currencies: [String: String]
    let countryCurrencies: [String: String]
    /// ISO 3166-1 by a country's folded name, words parted by one space.
    let countryCodes: [String: String]
    private let groups: [WordGroup: Set<String>]

    private init() {
        let languages = Languages.all.map { Language($0) }
        self.languages = languages
        let phrases = Self.index(languages)
        self.phrases = phrases
        kinds = PhraseTable(Languages.all, lists: \.kinds) { DocumentKind(rawValue: $0) }
        means = PhraseTable(Languages.all, lists: \.means) { $0 }
        exemptions = PhraseTable(Languages.all, lists: \.exemptions) { $0 }
        wordLanguages = languages.reduce(into: [:]) { table, language in
            for word in language.words(.functionWords) { table[word, default: []].append(language.code) }
        }
        phraseLanguages = phrases.mapValues { entries in
            entries.filter { $0.labelWords.count == 1 }.map { Set($0.uses.map(\.language)) }
        }
        let tables = languages.map(\.months) + [Language.months(Languages.commonMonths)]
        months = tables.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        let groups = Self.groups(languages)
        self.groups = groups
        streets = groups[.streets] ?? []
        legalForms = groups[.legalForms] ?? []
        currencies = Self.table(Languages.common?["currencies"])
        countryCurrencies = Self.table(Languages.common?["countryCurrencies"], folds: false)
        let countryCodes = Self.codes(Languages.common?["countryNames"])
        self.countryCodes = countryCodes
        countries = Set(countryCodes.keys)
    }

    /// That group's words in all languages, and those of none.
    func words(_ group: WordGroup) -> Set<String> { groups[group] ?? [] }

    func language(_ code: String?) -> Language? { languages.first { $0.code == code } }

    /// Month numbers by folded name as these languages say, the likeliest first: `listopad` is October in Croatian and
    /// November in Czech.
    func months(in codes: [String]) -> [String: Int] {
        codes.reversed().reduce(into: months) { months, code in
            months.merge(language(code)?.months ?? [:]) { _, own in own }
        }
    }

    private static func groups(_ languages: [Language]) -> [WordGroup: Set<String>] {
        WordGroup.allCases.reduce(into: [:]) { groups, group in
            groups[group] = languages.reduce(Set(Languages.commonWords(group).map(TextFolding.fold))) {
                $0.union($1.words(group))
            }
        }
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

    private static func codes(_ value: JSONValue?) -> [String: String] {
        (value?.members ?? []).reduce(into: [:]) { codes, member in
            for name in (member.value.array ?? []).compactMap(\.string) { codes[Atoms.joined(name)] = member.name }
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
