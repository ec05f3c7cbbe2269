import Invoices
import Recognition
import Testing

@testable import Reading

struct LanguageTests {
    @Test(arguments: [
        ("deu", "Rechnung Nr. 17 Wir danken für Ihren Auftrag und bitten um Zahlung der Summe bis zum Datum"),
        ("fra", "Facture du 3 mai, montant total TTC à régler par virement pour les prestations de votre commande"),
        ("eng", "Invoice date and number, please pay the total amount due within 30 days, thank you"),
        ("nld", "Factuur voor uw bestelling, wij verzoeken u het bedrag met btw te betalen op rekening"),
        ("ita", "Fattura della merce, importo totale con IVA, pagamento alla scadenza del mese, quantità e prezzo"),
        ("deu", "Verkaufer Kaufer Wahrung Falligkeit Seite 1"),
        ("spa", "Factura de los servicios, importe con IVA, fecha de vencimiento para el pago del cliente"),
    ])
    func `the words of an invoice tell its language`(language: String, text: String) {
        #expect(LanguageGuess.language(of: text.split(separator: " ").map(String.init)) == language)
    }

    @Test func `a few long lines tell the language, and no more are read than needed`() throws {
        let ink = try Binariser(try DrawnPage().bitmap(), radius: 33).binary()
        let height = try #require(ink.letterHeight)
        var read: [PixelBox] = []
        let language = try LanguageSample(letterHeight: height).language(of: ink) { line in
            read.append(line)
            let text = read.count == 1 ? "Wir bitten um" : "Zahlung der Rechnung bis zum Datum"
            return text.split(separator: " ").map { word(String($0), 0.9, left: 0, right: 80) }
        }
        #expect(language == "deu")
        #expect(read.count == 2)
        #expect(read[0].width >= read[1].width)
    }

    @Test func `lines that say nothing leave the language open`() throws {
        let ink = try Binariser(try DrawnPage().bitmap(), radius: 33).binary()
        let sample = LanguageSample(letterHeight: try #require(ink.letterHeight))
        #expect(try sample.language(of: ink) { _ in [word("4711", 0.9, left: 0, right: 80)] } == nil)
    }

    @Test func `numbers and names tell no language`() {
        #expect(LanguageGuess.language(of: ["1.471,60", "EUR", "Müller", "GmbH", "2024-05-01"]) == nil)
    }

    private func word(_ text: String, _ confidence: Double, left: Int, right: Int) -> RecognisedWord {
        RecognisedWord(
            text: text, confidence: confidence, box: PixelBox(left: left, top: 10, right: right, bottom: 30))
    }

    @Test func `of two readings the surer one counts, and the other is kept as an alternative`() {
        let fused = WordMerge.fuse(
            [word("Minchen", 0.6, left: 0, right: 80), word("26", 0.96, left: 90, right: 110)],
            with: [word("München", 0.9, left: 1, right: 80), word("Z6", 0.5, left: 90, right: 110)])
        #expect(fused.map(\.text) == ["München", "26"])
        #expect(fused.map(\.alternatives) == [["Minchen"], ["Z6"]])
    }

    @Test func `a word that swallowed its neighbour does not count`() {
        let fused = WordMerge.fuse(
            [word("von", 0.5, left: 0, right: 30), word("4", 0.5, left: 40, right: 50)],
            with: [word("von4", 0.9, left: 0, right: 50)])
        #expect(fused.map(\.text) == ["von", "4"])
    }
}
