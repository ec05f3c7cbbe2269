import Invoices
import Recognition
import Testing

@testable import Reading

/// What becomes of words that are read twice.
struct SecondReadingTests {
    private func word(_ text: String, _ confidence: Double, left: Int = 10) -> RecognisedWord {
        RecognisedWord(
            text: text, confidence: confidence, box: PixelBox(left: left, top: 20, right: left + 60, bottom: 40))
    }

    @Test func `a word of an enlarged picture stands where it stood in the page`() {
        let large = RecognisedWord(
            text: "Total", confidence: 1, box: PixelBox(left: 15, top: 30, right: 105, bottom: 60))
        #expect(large.shrunk(by: 1.5).moved(x: 100, y: 7).box == PixelBox(left: 110, top: 27, right: 170, bottom: 47))
    }

    @Test func `of two readings the surer counts, and the other is kept`() {
        let fused = WordFusion.fuse([word("65,l0", 0.6)], with: [word("65,10", 0.9)])
        #expect(fused.map(\.text) == ["65,10"])
        #expect(fused.first?.alternatives == ["65,l0"])
    }

    @Test func `letters of the page's own language win a near tie, and no more`() {
        #expect(
            WordFusion.fuse([word("Malaucene", 0.92)], with: [word("Malaucène", 0.88)]).map(\.text) == ["Malaucène"])
        #expect(WordFusion.fuse([word("Total", 0.92)], with: [word("Tòtal", 0.7)]).map(\.text) == ["Total"])
    }

    @Test(arguments: ["|Bank", "IBank", "Bank|", "[Bank"])
    func `a table's rule beside a word is no letter of it`(text: String) {
        #expect(WordFusion.fuse([word("Bank", 0.6)], with: [word(text, 0.95)]).map(\.text) == ["Bank"])
    }

    @Test(arguments: [false, true])
    func `what was read surely is not read again, what was not is`(isBinarised: Bool) throws {
        let drawn = try DrawnPage()
        let recognisers = Recognisers()
        var settings = PreprocessingSettings()
        settings.binarization = isBinarised
        let page = try UprightPage(
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
        let look = SecondLook(at: page, with: recogniser, below: 0.2, enlargedBy: 1.35)
        let again = try look.look(at: spoilt).words.map(\.text)
        #expect(again[0] == "Xq7")
        #expect(again[2] == line.words[2].text)
    }
}
