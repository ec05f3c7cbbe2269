import Testing

@testable import FieldExtraction
@testable import Invoices

struct VocabularyTests {
    @Test func `no label is unknown to the reader`() {
        // A key that no concept has would be skipped in silence.
        let phrases = Vocabulary.shared.languages.reduce(0) { $0 + $1.phrases.count }
        #expect(phrases > 3000)
    }

    @Test(arguments: Vocabulary.shared.languages.map(\.code))
    func `a label of tax numbers of a country's own is one of tax numbers`(code: String) throws {
        let phrases = try #require(Vocabulary.shared.language(code)).phrases
        func all(_ kind: LabelKind) -> Set<[String]> {
            Set(phrases.filter { $0.labelKind == kind }.map(\.labelWords))
        }
        // What no label of tax numbers announces is never found, and cannot be told to be a country's own.
        #expect(all(.taxNumber).subtracting(all(.taxId)).isEmpty)
    }

    @Test func `the language is told from words and labels`() {
        let german = Layout([
            DrawnPage("Rechnung\nWir danken für Ihre Bestellung und bitten um Zahlung bis zum 3. Mai").page(1)
        ])
        #expect(LabelFinder().languages(of: german, hints: []).first == "de")
        let dutch = Layout([
            DrawnPage(
                "Factuur\nWij verzoeken u het bedrag binnen een week te betalen op de rekening van de leverancier"
            ).page(1)
        ])
        #expect(LabelFinder().languages(of: dutch, hints: []).first == "nl")
    }

    @Test func `folding takes accents and case away`() {
        #expect(TextFolding.fold("Straße") == "strasse")
        #expect(TextFolding.fold("Numéro de FACTURE") == "numero de facture")
        #expect(TextFolding.fold("Należność") == "naleznosc")
    }

    @Test func `letters of all languages are folded to those that recognition may take them for`() {
        #expect(
            TextFolding.fold("Fizetendő Űrlap Plată Soluţie ŞİŞLİ ığ Příjemce Účet Žiro Čaj Đuro På Öre")
                == "fizetendo urlap plata solutie sisli ig prijemce ucet ziro caj duro pa ore")
        #expect(Atoms.joined("Beløb, Straße: Ödenecek-ılık") == "belob strasse odenecek ilik")
    }

    @Test func `a month's name is read as the document's language means it`() {
        let vocabulary = Vocabulary.shared
        #expect(vocabulary.months(in: ["hr", "cs"])["listopad"] == 10)
        #expect(vocabulary.months(in: ["cs", "hr"])["listopad"] == 11)
        #expect(vocabulary.months(in: [])["march"] == 3)
    }

    @Test func `ends are trimmed alike with and without letters beyond ASCII`() {
        for (text, inner) in [("(12,50)", "12,50"), ("*-;", ""), (" No. 7: ", "No. 7"), ("Total", "Total")] {
            #expect(text.trimmingPunctuation == inner && ("é" + text).trimmingPunctuation.hasSuffix(inner), "\(text)")
        }
        for (text, inner) in [(", Main St. 5 -", "Main St. 5"), ("|*", ""), ("(a)", "(a)")] {
            #expect(text.trimmingEnds == inner && ("–é" + text).trimmingEnds.dropFirst().hasSuffix(inner), "\(text)")
        }
    }

    @Test func `one wrong letter is mended on a recognised page, two are not`() {
        let spelling = Spelling(Vocabulary.shared, languages: ["it"])
        func mended(_ text: String) -> String {
            spelling.mended(LabelWord(text: text, token: 0, end: 0, isFirstInToken: true)).text
        }
        #expect(mended("subrotale") == "subtotale")
        #expect(mended("sxbrotale") == "sxbrotale")
        #expect(mended("1234567") == "1234567")
    }
}
