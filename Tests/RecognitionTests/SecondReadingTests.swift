import Invoices
import Recognition
import Testing

@testable import Reading

/// What becomes of words that are read twice.
struct SecondReadingTests {
    private func word(_ text: String, _ confidence: Double, left: Int = 10, width: Int = 60) -> RecognisedWord {
        RecognisedWord(
            text: text, confidence: confidence, box: PixelBox(left: left, top: 20, right: left + width, bottom: 40))
    }

    @Test func `a word of an enlarged picture stands where it stood in the page`() {
        let large = RecognisedWord(
            text: "Total", confidence: 1, box: PixelBox(left: 15, top: 30, right: 105, bottom: 60))
        #expect(large.shrunk(by: 1.5).moved(x: 100, y: 7).box == PixelBox(left: 110, top: 27, right: 170, bottom: 47))
    }

    @Test func `of two readings the surer counts, and the other is kept`() {
        let fused = WordMerge.fuse([word("65,l0", 0.6)], with: [word("65,10", 0.9)])
        #expect(fused.map(\.text) == ["65,10"])
        #expect(fused.first?.alternatives == ["65,l0"])
    }

    @Test func `of readings that differ in accents alone the accented counts, unless it was hardly read`() {
        let fused = { WordMerge.fuse([word($0, $1)], with: [word($2, $3)]).map(\.text) }
        #expect(fused("Malaucene", 0.92, "Malaucène", 0.88) == ["Malaucène"])
        #expect(fused("Straße", 0.6, "StraRe", 0.92) == ["Straße"])
        #expect(fused("m²", 0.6, "m?", 0.92) == ["m²"])
        #expect(fused("IRechnungsempfänger", 0.5, "Rechnungsempfanger", 0.91) == ["Rechnungsempfänger"])
        #expect(fused("Total", 0.92, "Tòtal", 0.3) == ["Total"])
        #expect(fused("12,50", 0.92, "1²,50", 0.6) == ["12,50"])
    }

    @Test func `letters of the page's own language win a near tie with other words, and no more`() {
        let fused = { WordMerge.fuse([word($0, $1)], with: [word($2, $3)]).map(\.text) }
        #expect(fused("fiir", 0.92, "für", 0.88) == ["für"])
        #expect(fused("hour", 0.92, "für", 0.8) == ["hour"])
    }

    @Test func `a blank that only the larger picture shows parts a word in two`() {
        let two = [word("Seite", 0.88, left: 10, width: 38), word("1", 0.88, left: 55, width: 15)]
        #expect(WordMerge.fuse([word("Seite1", 0.89)], with: two).map(\.text) == ["Seite", "1"])
        #expect(WordMerge.fuse([word("Seitel", 0.89)], with: two).map(\.text) == ["Seitel"])
        #expect(WordMerge.fuse([word("Seitel", 0.7)], with: two).map(\.text) == ["Seite", "1"])
    }

    @Test func `a sign is not lost with the blank before it`() {
        let two = [word("$", 0.3, left: 10, width: 8), word("42.00", 0.96, left: 22, width: 48)]
        #expect(WordMerge.fuse([word("$42.00", 0.89)], with: two).map(\.text) == ["$42.00"])
    }

    @Test(arguments: ["|Bank", "IBank", "Bank|", "[Bank"])
    func `a table's rule beside a word is no letter of it`(text: String) {
        #expect(WordMerge.fuse([word("Bank", 0.6)], with: [word(text, 0.95)]).map(\.text) == ["Bank"])
    }

    @Test func `l and I are told apart by the first engine, unless it could not read the word`() {
        #expect(WordMerge.fuse([word("Ident", 0.8)], with: [word("ldent", 0.99)]).map(\.text) == ["Ident"])
        #expect(WordMerge.fuse([word("Ident", 0.2)], with: [word("ldent", 0.99)]).map(\.text) == ["ldent"])
        #expect(WordMerge.fuse([word("Idemt", 0.8)], with: [word("ldent", 0.99)]).map(\.text) == ["ldent"])
    }

    @Test(arguments: [false, true])
    func `what was read surely is not read again, what was not is`(isBinarised: Bool) throws {
        let drawn = try DrawnPage()
        let recognisers = Recognisers()
        var settings = PreprocessingSettings()
        settings.binarization = isBinarised
        let page = try PreparedPage(
            PagePicture(
                bitmap: drawn.bitmap(), dpi: 200, size: nil,
                image: PageImage(width: 0, height: 0, dpi: 200, colorSpace: .gray, format: "png")),
            settings, recognisers)
        let recogniser = try recognisers.recogniser(for: "eng")
        let line = try #require(
            recogniser.recognise(page.picture, dpi: page.dpi, as: .automatic).first { $0.words.count >= 3 })
        var spoilt = line
        spoilt.words[0].text = "Xq7"
        spoilt.words[2].text = "Xq7"
        spoilt.words[2].confidence = 0.1
        let look = SecondPass(
            at: page,
            with: TesseractStrips(of: page.picture, dpi: page.dpi, with: recogniser, enlargedBy: 1.35), below: 0.2)
        let again = try look.look(at: spoilt).words.map(\.text)
        #expect(again[0] == "Xq7")
        #expect(again[2] == line.words[2].text)
    }
}
