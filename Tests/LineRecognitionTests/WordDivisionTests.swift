import Recognition
import Testing

@testable import LineRecognition

struct WordDivisionTests {
    /// White, with black letters 8 pixels wide at those columns.
    private func picture(_ letters: [Int]) throws -> GreyPixels {
        let (width, height) = (300, 40)
        let bytes = (0..<width * height).map { index -> UInt8 in
            let (x, y) = (index % width, index / width)
            return (12..<28).contains(y) && letters.contains { ($0..<$0 + 8).contains(x) } ? 0 : 255
        }
        return try GreyPixels(Bitmap(width: width, height: height, isColour: false, bytes: bytes))
    }

    private let region = TextRegion(left: 0, right: 300, middle: 20, height: 32, slope: 0)

    private func words(_ text: String, at columns: [Int], blanks: [Double] = []) throws -> [RecognisedWord] {
        let characters = zip(text, columns).enumerated().map { index, pair in
            ReadCharacter(
                pair.0, confidence: 0.9, place: Double(pair.1 + 4),
                blankBefore: index < blanks.count ? blanks[index] : 0)
        }
        return WordDivision(region, in: try picture(columns)).words(of: characters)
    }

    @Test func `a probable blank divides`() throws {
        #expect(try words("abcd", at: [10, 20, 30, 40], blanks: [0, 0, 0.9, 0]).map(\.text) == ["ab", "cd"])
    }

    @Test func `a hundredth is no blank, a tenth is one`() throws {
        #expect(try words("abcd", at: [10, 20, 30, 40], blanks: [0, 0, 0.01, 0]).map(\.text) == ["abcd"])
        #expect(try words("abcd", at: [10, 20, 30, 40], blanks: [0, 0, 0.1, 0]).map(\.text) == ["ab", "cd"])
    }

    @Test func `a wide gap divides even where the network saw no blank`() throws {
        #expect(try words("abcd", at: [10, 20, 60, 70]).map(\.text) == ["ab", "cd"])
    }

    @Test func `a word's box is around its own ink`() throws {
        let words = try words("abcd", at: [10, 20, 60, 70])
        #expect(words.map(\.box.left) == [10, 60])
        #expect(words.map(\.box.right) == [28, 78])
        #expect(words.allSatisfy { $0.box.top <= 12 && $0.box.bottom >= 28 })
    }

    @Test func `no characters make no words`() throws {
        #expect(try words("", at: []).isEmpty)
    }
}
