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
}
