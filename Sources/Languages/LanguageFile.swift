package import JSON

/// What one language's data file says; texts as they are written there, not folded.
package struct LanguageFile: Sendable {
    /// Phrases under one name: a kind of label, or of table column.
    package struct Phrases: Sendable {
        package let name: String
        package let texts: [String]
    }

    /// ISO 639-1
    package let code: String
    /// Other codes of ISO 639-1 that mean this language: `nb` is read as `no`.
    package let otherCodes: [String]
    /// In English.
    package let name: String
    /// ISO 15924, e.g. `Cyrl`; a file that names none is of a language in Latin letters.
    package let script: String
    /// The name of Tesseract's data, e.g. `deu`.
    package let tesseract: String
    /// The Debian package with Tesseract's data.
    package let tesseractPackage: String
    /// The name of Hunspell's dictionary, e.g. `de_DE`; nil where Debian has none.
    package let hunspell: String?
    package let hunspellPackage: String?
    /// What the labels on an invoice say, by the names of `LabelKind`.
    package let labels: [Phrases]
    /// The headings of a table of line items, by the names of `ColumnKind`.
    package let headings: [Phrases]
    /// Words for units of measure, by their codes in UN/ECE Recommendations 20 and 21: `HUR` for `h`, `std`.
    package let units: [Phrases]
    /// The titles of documents, by the names of `DocumentKind`.
    package let kinds: [Phrases]
    /// What means of payment are called, by their codes in UNTDID 4461.
    package let means: [Phrases]
    /// What says why no tax is charged, by the tax categories of EN 16931: `AE`, `E`, `G`, `K`.
    package let exemptions: [Phrases]
    /// The names of the months, January first; each text holds all spellings of one month, parted by spaces.
    package let months: [String]
    /// ISO 4217 of the money that `kr` means in this language; nil where it means none.
    package let crown: String?
    /// The headings of pages that are made of an e-invoice, and how such a page writes numbers and dates, by name.
    package let pageHeadings: [String: String]
    private let lists: [String: [String]]

    static let (latin, greek) = ("Latn", "Grek")

    package init(_ json: JSONValue) {
        code = json["code"]?.string ?? ""
        otherCodes = Self.texts(json["otherCodes"])
        name = json["name"]?.string ?? ""
        script = json["script"]?.string ?? Self.latin
        tesseract = json["tesseract"]?.string ?? ""
        tesseractPackage = json["tesseractPackage"]?.string ?? ""
        hunspell = json["hunspell"]?.string
        hunspellPackage = json["hunspellPackage"]?.string
        labels = Self.phrases(json["labels"])
        headings = Self.phrases(json["headings"])
        units = Self.phrases(json["units"])
        kinds = Self.phrases(json["kinds"])
        means = Self.phrases(json["means"])
        exemptions = Self.phrases(json["exemptions"])
        months = Self.texts(json["months"])
        crown = json["crown"]?.string
        pageHeadings = (json["pageHeadings"]?.members ?? []).reduce(into: [:]) { $0[$1.name] = $1.value.string }
        lists = WordGroup.allCases.reduce(into: [:]) { $0[$1.rawValue] = Self.texts(json[$1.rawValue]) }
    }

    /// The words of that group; empty where the language has none.
    package func words(_ group: WordGroup) -> [String] { lists[group.rawValue] ?? [] }

    static func texts(_ json: JSONValue?) -> [String] { (json?.array ?? []).compactMap(\.string) }

    static func phrases(_ json: JSONValue?) -> [Phrases] {
        (json?.members ?? []).map { Phrases(name: $0.name, texts: texts($0.value)) }
    }
}
