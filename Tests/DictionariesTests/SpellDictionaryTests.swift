import Foundation
import Testing

@testable import Dictionaries

/// The dictionaries that scripts/setup installs; a missing one fails its case.
struct SpellDictionaryTests {
    @Test(arguments: [
        ("en_US", "payment", "payrnent"), ("de_DE", "Überweisung", "Uberweisung"), ("fr_FR", "échéance", "écheance"),
        ("es_ES", "cantidad", "cantidaa"), ("it_IT", "pagamento", "pagamcnto"), ("nl_NL", "betaling", "betalinq"),
        ("pt_PT", "pagamento", "pagamcnto"), ("pl_PL", "płatność", "płatnosć"), ("sv_SE", "betalning", "betalninq"),
        ("da_DK", "betaling", "betalinq"), ("lv_LV", "rēķins", "rēkins"),
    ])
    func `each language's dictionary knows a word and suggests it for what was misread`(
        name: String, word: String, misread: String
    ) throws {
        let dictionary = try #require(SpellDictionary(name), "scripts/setup installs it")
        #expect(dictionary.knows(word))
        #expect(!dictionary.knows(misread))
        #expect(dictionary.suggestions(for: misread).contains(word))
    }

    @Test func `what cannot be a word is not known, and nothing is suggested for it`() throws {
        let dictionary = try #require(SpellDictionary("pl_PL"))
        for text in ["漢字", "", String(repeating: "a", count: 100_000)] {
            #expect(!dictionary.knows(text) || text.isEmpty)
            #expect(dictionary.suggestions(for: text).isEmpty)
        }
    }

    @Test func `a dictionary that is not installed is none`() {
        #expect(SpellDictionary("xx_XX") == nil)
        #expect(InstalledDictionaries().withDictionary("xx_XX") { $0.knows("a") } == nil)
    }

    @Test func `dictionaries may be opened and closed side by side`() {
        DispatchQueue.concurrentPerform(iterations: 60) { index in
            let name = ["lv_LV", "pt_PT", "sv_SE"][index % 3]
            #expect(SpellDictionary(name)?.knows("123") != nil)
        }
    }

    @Test func `threads take turns at one dictionary`() {
        let dictionaries = InstalledDictionaries()
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<20 { #expect(dictionaries.withDictionary("en_US") { $0.knows("invoice") } == true) }
        }
    }
}
