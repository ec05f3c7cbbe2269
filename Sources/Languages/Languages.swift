package import JSON

/// The languages that invoices are read in, decoded once from the data files that are compiled in.
package enum Languages {
    /// In the order of their codes.
    package static let all: [LanguageFile] = files.compactMap(read).map { LanguageFile($0) }

    /// What is of no language: signs, currencies, codes.
    package static let common: JSONValue? = read(PackageResources.common_json)

    /// One line a language; a test compares it with the folder.
    private static let files = [
        PackageResources.cs_json, PackageResources.da_json, PackageResources.de_json,
        PackageResources.el_json, PackageResources.en_json, PackageResources.es_json,
        PackageResources.fi_json, PackageResources.fr_json, PackageResources.he_json,
        PackageResources.hr_json, PackageResources.hu_json, PackageResources.it_json,
        PackageResources.lv_json, PackageResources.nl_json, PackageResources.no_json,
        PackageResources.pl_json, PackageResources.pt_json, PackageResources.ro_json,
        PackageResources.ru_json, PackageResources.sv_json, PackageResources.tr_json,
    ]

    /// The words of that group that belong to no language.
    package static func commonWords(_ group: WordGroup) -> [String] { LanguageFile.texts(common?[group.rawValue]) }

    /// Signs, codes and names of currencies.
    package static var currencies: [String] { (common?["currencies"]?.members ?? []).map(\.name) }

    /// Signs of units that belong to no language, by their codes as `LanguageFile.units` has them.
    package static var commonUnits: [LanguageFile.Phrases] { LanguageFile.phrases(common?["units"]) }

    /// The months' names in languages without a file of their own, as `LanguageFile.months` has them.
    package static var commonMonths: [String] { LanguageFile.texts(common?["months"]) }

    /// Tesseract's name of a language: `de`, `DE` and `deu` are `deu`; an unknown name stays as it is.
    package static func tesseractName(of name: String) -> String {
        let name = name.lowercased()
        return tesseractNames[name] ?? name
    }

    /// True if a language is known to be written in Latin or Greek letters, by its code or Tesseract's name.
    package static func isInLatinOrGreek(_ name: String) -> Bool {
        let name = tesseractName(of: name)
        let scripts = [LanguageFile.latin, LanguageFile.greek]
        return all.contains { $0.tesseract == name && scripts.contains($0.script) } || otherLatinOrGreek.contains(name)
    }

    private static let otherLatinOrGreek = Set(LanguageFile.texts(common?["otherLatinOrGreek"]))

    /// The name of Hunspell's dictionary for a language by Tesseract's name; nil where there is none.
    package static func dictionary(ofTesseract name: String) -> String? { dictionaries[name] }

    /// All names that a language may be asked for by, in lower case: codes and Tesseract's names.
    package static let names = Set(tesseractNames.keys).union(all.map(\.tesseract))

    private static let tesseractNames: [String: String] = {
        var names: [String: String] = [:]
        for member in common?["otherTesseractNames"]?.members ?? [] { names[member.name] = member.value.string }
        for language in all {
            for code in [language.code] + language.otherCodes { names[code] = language.tesseract }
        }
        return names
    }()

    private static let dictionaries: [String: String] = all.reduce(into: [:]) { $0[$1.tesseract] = $1.hunspell }

    /// The files are part of the program; a test reads each, so that a slip in one cannot pass.
    private static func read(_ bytes: [UInt8]) -> JSONValue? { try? JSONReader.read(bytes) }
}
