import Invoices
import Languages

/// One language's words on invoices, from its data file; everything folded.
struct Language: Sendable {
    /// ISO 639-1
    let code: String
    /// Tesseract's name of it.
    let tesseract: String
    let phrases: [(labelKind: LabelKind, labelWords: [String])]
    /// Month numbers by name, long and short.
    let months: [String: Int]
    /// ISO 4217 of what `kr` means; nil where it means no money.
    let crown: String?
    private let groups: [WordGroup: Set<String>]

    init(_ file: LanguageFile) {
        code = file.code
        tesseract = file.tesseract
        phrases = Self.labels(file) + Self.headings(file)
        months = Self.months(file.months)
        crown = file.crown
        groups = WordGroup.allCases.reduce(into: [:]) { $0[$1] = Set(file.words($1).map(TextFolding.fold)) }
    }

    /// Month numbers by folded name.
    ///
    /// - Parameter names: January first; each text holds all spellings of one month, parted by spaces.
    static func months(_ names: [String]) -> [String: Int] {
        names.enumerated().reduce(into: [:]) { months, month in
            for name in TextFolding.fold(month.element).split(separator: " ") {
                months[String(name)] = month.offset + 1
            }
        }
    }

    func words(_ group: WordGroup) -> Set<String> { groups[group] ?? [] }

    private static func labels(_ file: LanguageFile) -> [(LabelKind, [String])] {
        file.labels.flatMap { list in
            LabelKind(rawValue: list.name).map { kind in list.texts.map { (kind, labelWords(of: $0)) } } ?? []
        }
    }

    /// The headings of a table are labels as well: what stands beneath them is no name and no total.
    private static func headings(_ file: LanguageFile) -> [(LabelKind, [String])] {
        file.headings.flatMap { list in
            ColumnKind(rawValue: list.name).map { kind in list.texts.map { (kind.labelKind, labelWords(of: $0)) } }
                ?? []
        }
    }

    private static func labelWords(of phrase: String) -> [String] {
        Atoms.split(TextFolding.fold(phrase)).map(\.text)
    }
}
