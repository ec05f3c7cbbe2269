import LineRecognition
import Recognition

/// Reads strips with the line recogniser.
struct LineStrips: StripReader {
    /// The space that the network expects around letters, in heights of the box.
    private static let (above, beside) = (0.3, 0.25)

    private let picture: GreyPixels
    private let recognition: LineRecognition

    init(of page: PreparedPage, with recognition: LineRecognition) throws {
        picture = try GreyPixels(page.grey)
        self.recognition = recognition
    }

    func words(in box: PixelBox) throws -> [RecognisedWord]? {
        let height = Double(box.height)
        let region = TextRegion(
            left: Double(box.left) - Self.beside * height, right: Double(box.right) + Self.beside * height,
            middle: Double(box.top + box.bottom) / 2, height: height * (1 + 2 * Self.above), slope: 0)
        return try recognition.words(of: region, in: picture)
    }
}
