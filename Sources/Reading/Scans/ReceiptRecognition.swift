import LineRecognition
import Recognition

/// Recognises a receipt or a photo as one column by the line recogniser alone.
struct ReceiptRecognition {
    /// Below it a word is dirt.
    private static let legible = 0.3

    private let recognition: LineRecognition

    init(_ recognition: LineRecognition) {
        self.recognition = recognition
    }

    /// Nil for a picture without lines, or one so wide that the detector would see its letters too small.
    func lines(of page: PreparedPage) throws -> [RecognisedLine]? {
        guard page.grey.width <= LineRecognition.mostColumns else { return nil }
        let lines = try allLines(of: page)
        return lines.isEmpty ? nil : lines
    }

    private func allLines(of page: PreparedPage) throws -> [RecognisedLine] {
        let picture = try GreyPixels(page.grey)
        return try TextRows(try recognition.regions(in: page.grey)).rows.compactMap { row in
            let words = try row.flatMap { try recognition.words(of: $0, in: picture) }
                .filter { $0.confidence >= Self.legible }
            return words.isEmpty ? nil : RecognisedLine(words: words, block: 0)
        }
    }
}
