import Testing

@testable import FieldExtraction
@testable import Invoices

struct VocabularyTests {
    @Test func `every language file is read and has what the reader needs`() {
        let languages = Vocabulary.shared.languages
        #expect(languages.map(\.code) == ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "lv"])
        for language in languages {
            #expect(language.months.count == 12, "\(language.code)")
            #expect(
                !language.streets.isEmpty && !language.words.isEmpty && !language.countries.isEmpty, "\(language.code)")
            for labelKind in [LabelKind.number, .date, .dueDate, .total, .subtotal, .tax, .taxId, .customerHeading] {
                #expect(language.phrases.contains { $0.labelKind == labelKind }, "\(language.code) has no \(labelKind)")
            }
        }
    }

    @Test func `no label is unknown to the reader`() {
        // A key that no concept has would be skipped in silence.
        let phrases = Vocabulary.shared.languages.reduce(0) { $0 + $1.phrases.count }
        #expect(phrases > 3000)
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

struct CalibrationTests {
    @Test func `more that speaks for a value never means less confidence`() {
        for field in FieldNames.header {
            let line = stride(from: 0.0, through: 12, by: 0.25).map {
                Calibration.shared.confidence(of: field, score: $0, clarity: 1)
            }
            #expect(zip(line, line.dropFirst()).allSatisfy { $0 <= $1 }, "\(field)")
            #expect(line.allSatisfy { (0...1).contains($0) }, "\(field)")
        }
    }

    @Test func `what recognition read badly is less sure`() {
        let clear = Calibration.shared.confidence(of: "invoice.amounts.total", score: 4, clarity: 1)
        #expect(Calibration.shared.confidence(of: "invoice.amounts.total", score: 4, clarity: 0.5) < clear)
    }
}
