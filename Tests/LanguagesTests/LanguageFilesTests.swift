import Foundation
import JSON
import Testing

@testable import Dictionaries
@testable import FieldExtraction
@testable import Invoices
@testable import Languages

/// The data files of the languages: each must be whole, since the program takes them as they are.
struct LanguageFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Languages/Files")

    private static func text(_ code: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(code).json"), encoding: .utf8)
    }

    @Test func `the languages are the files of the folder`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(files.sorted() == (Languages.all.map(\.code) + ["common"]).map { $0 + ".json" }.sorted())
        #expect(Languages.all.map(\.code) == Languages.all.map(\.code).sorted())
        #expect(Languages.common?["currencies"]?["eur"]?.string == "EUR")
    }

    @Test(arguments: ["de", "LV", "el", "ell", "sk", "hun"])
    func `languages of Latin and Greek letters are known`(name: String) {
        #expect(Languages.isInLatinOrGreek(name))
    }

    @Test(arguments: ["ru", "bg", "ukr", "he", "heb", "jpn", ""])
    func `other languages are not taken for them`(name: String) {
        #expect(!Languages.isInLatinOrGreek(name))
    }

    @Test(arguments: Languages.all)
    func `a language has what the reader needs`(language: LanguageFile) {
        #expect(language.code.count == 2 && language.tesseract.count == 3 && !language.name.isEmpty)
        #expect(language.tesseractPackage == "tesseract-ocr-\(language.tesseract)")
        #expect((language.hunspell == nil) == (language.hunspellPackage == nil))
        #expect(language.months.count == 12)
        let english = Languages.all.first { $0.code == "en" }?.pageHeadings ?? [:]
        #expect(!english.isEmpty && language.pageHeadings.keys.sorted() == english.keys.sorted())
        let labels: [LabelKind] = [
            .title, .number, .date, .dueDate, .total, .subtotal, .tax, .taxId, .customerHeading, .deliveryDate, .period,
            .precedingInvoice, .contract, .deliveryNote, .accountNumber, .paymentMeans, .phone,
        ]
        for kind in labels {
            #expect(language.labels.contains { $0.name == kind.rawValue && !$0.texts.isEmpty }, "no \(kind)")
        }
        for kind in [ColumnKind.description, .quantity, .unitPrice, .amount, .tax] {
            #expect(language.headings.contains { $0.name == kind.rawValue && !$0.texts.isEmpty }, "no \(kind)")
        }
        for unit in ["H87", "HUR", "MON"] { #expect(language.units.contains { $0.name == unit }, "no \(unit)") }
        let needed: [WordGroup] = [
            .commonWords, .functionWords, .tableEnd, .streets, .contactWords, .legalForms, .yes,
            .numberWords, .documentStems, .dayWords, .netWords, .cashDiscount, .sameAs,
        ]
        for group in needed { #expect(!language.words(group).isEmpty, "no \(group)") }
    }

    @Test(arguments: Languages.all.map(\.code))
    func `no key is unknown and none is written in vain`(code: String) throws {
        let file = try JSONReader.read(Array(Self.text(code).utf8))
        let own = [
            "code", "otherCodes", "name", "script", "tesseract", "tesseractPackage", "hunspell", "hunspellPackage",
            "labels",
            "headings", "units", "kinds", "means", "exemptions", "months", "crown", "pageHeadings",
        ]
        let kinds = LabelKind.allCases.filter { !$0.isColumn }.map(\.rawValue)
        let columns = ColumnKind.allCases.map(\.rawValue)
        #expect(unknown(in: file, known: own + WordGroup.allCases.map(\.rawValue)).isEmpty)
        #expect(unknown(in: file["labels"], known: kinds).isEmpty)
        #expect(unknown(in: file["headings"], known: columns).isEmpty)
        #expect(unknown(in: file["kinds"], known: DocumentKind.allCases.map(\.rawValue)).isEmpty)
        #expect(unknown(in: file["means"], known: ["10", "20", "30", "48", "49", "59"]).isEmpty)
        #expect(unknown(in: file["exemptions"], known: ["AE", "E", "G", "K"]).isEmpty)
    }

    @Test func `no key of the common file is unknown`() {
        let own = [
            "otherTesseractNames", "otherLatinOrGreek", "units", "months", "currencies", "countryCurrencies",
            "countryNames",
        ]
        #expect(unknown(in: Languages.common, known: own + WordGroup.allCases.map(\.rawValue)).isEmpty)
    }

    private func unknown(in object: JSONValue?, known: [String]) -> [String] {
        (object?.members ?? []).map(\.name).filter { !known.contains($0) }
    }

    @Test(arguments: Languages.all)
    func `no phrase is twice in a list, and no heading, title or sentence in two`(language: LanguageFile) {
        for list in language.labels { #expect(Self.doubled(list.texts).isEmpty, "\(list.name)") }
        for phrases in [language.headings, language.kinds, language.means, language.exemptions, language.units] {
            #expect(Self.doubled(phrases.flatMap(\.texts)).isEmpty)
        }
        #expect(Self.doubled(language.months.flatMap { $0.split(separator: " ").map(String.init) }).isEmpty)
        for group in WordGroup.allCases { #expect(Self.doubled(language.words(group)).isEmpty, "\(group)") }
    }

    /// What is there twice once it is folded as the reader folds it.
    private static func doubled(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { text in
            let words = Atoms.split(TextFolding.fold(text)).map(\.text).joined(separator: " ")
            return !seen.insert(words.isEmpty ? text : words).inserted
        }
    }

    /// `scripts/setup` reads the packages with sed, before anything is installed.
    @Test(arguments: Languages.all)
    func `each package stands in a line of its own`(language: LanguageFile) throws {
        let lines = try Self.text(language.code).split(separator: "\n")
        #expect(lines.contains("  \"tesseractPackage\": \"\(language.tesseractPackage)\","))
        if let package = language.hunspellPackage { #expect(lines.contains("  \"hunspellPackage\": \"\(package)\",")) }
    }

    @Test(arguments: Languages.all.compactMap(\.hunspell))
    func `a language's dictionary can be loaded where setup ran`(name: String) {
        #expect(InstalledDictionaries().withDictionary(name) { _ in true } == true)
    }

    @Test(arguments: [("de", "deu"), ("DE", "deu"), ("deu", "deu"), ("nb", "nor"), ("sk", "slk"), ("frk", "frk")])
    func `short and long names of languages are both understood`(name: String, tesseract: String) {
        #expect(Languages.tesseractName(of: name) == tesseract)
    }
}
