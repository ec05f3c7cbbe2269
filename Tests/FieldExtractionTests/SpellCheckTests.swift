import Testing

@testable import FieldExtraction
@testable import Invoices

struct SpellCheckTests {
    /// Knows some words, and suggests them for everything.
    private struct FewWords: WordList {
        let known: [String]

        func verdict(on word: String, in languages: [String]) -> WordVerdict? {
            guard languages == ["deu"] else { return nil }
            return known.contains(word) ? .known : .unknown(suggestions: known)
        }
    }

    private func read(
        _ drawing: String, confidence: Double = 0.6, spellCheck: Bool = true, known: [String] = ["Zahlung", "Frist"],
        language: String = "deu", alternatives: [String] = [], source: Page.Source = .ocr
    ) -> Field? {
        var page = DrawnPage(drawing).page(1, source: source)
        page.language = language
        for line in page.lines.indices {
            for word in page.lines[line].words.indices {
                page.lines[line].words[word].confidence = confidence
                page.lines[line].words[word].alternatives = alternatives
            }
        }
        let template = Template(
            fields: [FieldRule(name: "note", pattern: "Hinweis: (.*)")],
            postprocessing: PostprocessingSettings(spellCheck: spellCheck))
        return Extractor(template: template, words: FewWords(known: known)).extract(ReadDocument(pages: [page]))["note"]
    }

    @Test func `an unsure word that no dictionary has becomes the one that differs by a letter`() throws {
        let field = try #require(read("Hinweis: Zahluug, Frist 14"))
        #expect(field.value.text == "Zahlung, Frist 14")
        #expect(field.rawText == "Zahluug, Frist 14")
        #expect(field.isRepaired)
    }

    @Test func `another reading of the recogniser goes before a suggestion`() {
        let field = read("Hinweis: Zahhung", known: ["Zahlung", "Zahnung"], alternatives: ["Zahnung"])
        #expect(field?.value.text == "Zahnung")
    }

    @Test func `nothing is mended without the setting, when sure, too far off, short, or without dictionary`() {
        let text = "Hinweis: Zahluug"
        for field in [
            read(text, spellCheck: false), read(text, confidence: 0.9), read(text, language: "fra"),
            read(text, source: .textLayer),
        ] {
            #expect(field?.value.text == "Zahluug")
            #expect(field?.isRepaired == false)
        }
        #expect(read("Hinweis: Zahuuug")?.value.text == "Zahuuug")
        #expect(read("Hinweis: Zah", known: ["Zahn"])?.value.text == "Zah")
        #expect(read("Hinweis: Z4hlung")?.value.text == "Z4hlung", "what has digits is no word")
    }
}
