import Invoices
import JSON

/// One language's words on invoices, read from its data file; everything folded.
struct Language: Sendable {
    /// ISO 639-1
    let code: String
    let phrases: [(labelKind: LabelKind, labelWords: [String])]
    /// What compounds that name a document end with: `Handelsrechnung`.
    let titleEndings: [String]
    /// Names of the months, January first, long and short.
    let months: [[String]]
    let countries: Set<String>
    let streets: Set<String>
    /// Words for days, as in "30 days".
    let days: Set<String>
    /// Words that tell a sum with tax from one without: `inkl`, `hors`.
    let including: Set<String>
    let excluding: Set<String>
    /// Words before the last day for payment: `bis`, `entro`.
    let until: Set<String>
    /// What labels of tax numbers are made of: the tax, the word for number, and whose it is when not the issuer's.
    let taxWords: Set<String>
    let idWords: Set<String>
    let customersWords: Set<String>
    /// Phrases that ask for payment at once.
    let immediately: [String]
    /// Frequent words that tell the language.
    let words: Set<String>

    init(_ file: JSONValue) {
        code = file["language"]?.string ?? ""
        var phrases: [(LabelKind, [String])] = []
        for member in file["labels"]?.members ?? [] {
            guard let labelKind = LabelKind(rawValue: member.name) else { continue }
            for phrase in member.value.array ?? [] {
                let labelWords = Atoms.split(TextFolding.fold(phrase.string ?? "")).map(\.text)
                if !labelWords.isEmpty { phrases.append((labelKind, labelWords)) }
            }
        }
        self.phrases = phrases
        titleEndings = Self.strings(file["titleEndings"])
        months = (file["months"]?.array ?? []).map { Self.words($0) }
        countries = Set(Self.strings(file["countries"]))
        streets = Set(Self.strings(file["streets"]))
        days = Set(Self.strings(file["days"]))
        including = Set(Self.strings(file["including"]))
        excluding = Set(Self.strings(file["excluding"]))
        until = Set(Self.strings(file["until"]))
        taxWords = Set(Self.strings(file["taxWords"]))
        idWords = Set(Self.strings(file["idWords"]))
        customersWords = Set(Self.strings(file["customersWords"]))
        immediately = Self.strings(file["immediately"])
        words = Set(Self.strings(file["words"]))
    }

    private static func strings(_ value: JSONValue?) -> [String] {
        (value?.array ?? []).compactMap { $0.string.map(TextFolding.fold) }
    }

    private static func words(_ value: JSONValue) -> [String] {
        TextFolding.fold(value.string ?? "").split(separator: " ").map(String.init)
    }
}
