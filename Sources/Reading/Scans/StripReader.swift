import Recognition

/// Reads a strip of a page with one line of text.
protocol StripReader {
    /// The words in that box, from left to right, in pixels of the page; nil if the strip cannot be read.
    func words(in box: PixelBox) throws -> [RecognisedWord]?
}

/// Reads strips with Tesseract.
struct TesseractStrips: StripReader {
    private let picture: Bitmap
    private let dpi: Int
    private let recogniser: Recogniser
    /// The factor by which strips are enlarged.
    private let enlargement: Double

    init(of picture: Bitmap, dpi: Int, with recogniser: Recogniser, enlargedBy enlargement: Double = 1) {
        self.picture = picture
        self.dpi = dpi
        self.recogniser = recogniser
        self.enlargement = enlargement
    }

    func words(in box: PixelBox) throws -> [RecognisedWord]? {
        let (strip, left, top) = try picture.part(around: box)
        guard Double(max(strip.width, strip.height)) * enlargement <= Double(Recogniser.largestSide) else { return nil }
        return try recogniser.recognise(enlarged(strip), dpi: Int(Double(dpi) * enlargement), as: .line)
            .flatMap(\.words).map { $0.shrunk(by: enlargement).moved(x: left, y: top) }
    }

    private func enlarged(_ strip: Bitmap) throws -> Bitmap {
        if enlargement == 1 { return strip }
        // A binarised page has no shades to interpolate.
        return try strip.depth == 8 ? strip.resampled(by: enlargement, degrees: 0) : strip.scaled(by: enlargement)
    }
}
