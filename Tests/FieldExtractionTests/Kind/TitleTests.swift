import Testing

@testable import FieldExtraction
@testable import Invoices
@testable import Languages

/// Every title of every language's file, drawn as the title of a page in that language.
struct TitleTests {
    struct Titles: Sendable, CustomTestStringConvertible {
        let language: LanguageFile
        let kind: DocumentKind
        let texts: [String]

        var testDescription: String { "\(language.code) \(kind)" }
    }

    private static let titles = Languages.all.flatMap { language in
        language.kinds.compactMap { list in
            DocumentKind(rawValue: list.name).map { Titles(language: language, kind: $0, texts: list.texts) }
        }
    }

    @Test(arguments: titles)
    func `each title gives its kind`(titles: Titles) {
        for text in titles.texts {
            // As it is printed, from left to right.
            let words = ReadingOrder.arranged(text.uppercased().split(separator: " ")) { String($0) }
            let sentence = titles.language.words(.functionWords).joined(separator: " ")
            let drawing = "\n\(words.joined(separator: " "))\n\n\(sentence)"
            let analysis = DocumentAnalysis(
                ReadDocument(pages: [DrawnPage(drawing).page(1)]), languages: [titles.language.code])
            let found = DocumentKindFinder(analysis).kind(number: nil, total: nil)
            #expect(found?.value == titles.kind, "\(text)")
        }
    }

    @Test(arguments: Languages.all)
    func `a language names the kinds that most invoices are mixed with`(language: LanguageFile) {
        let kinds = Set(language.kinds.compactMap { DocumentKind(rawValue: $0.name) })
        #expect(kinds == Set(DocumentKind.allCases))
    }
}
