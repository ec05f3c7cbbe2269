import Invoices
import Recognition
import Rendering

/// A page's ink as it is drawn, to be compared with its text layer.
struct DrawnInk {
    /// Print of 9 points is then about as high as the recogniser reads best.
    private static let dpi = 250.0
    /// The letters of a page with too few to measure them, in pixels.
    private static let usualLetterHeight = 20

    /// An 8-bit image with white paper, black ink and grey edges, without rules.
    let picture: Bitmap
    let dpi: Int
    private let letterHeight: Int
    private let ink: Bitmap
    private let inkWithRules: Bitmap

    /// Throws if the page is too large to be drawn.
    init(_ page: PDFPage, _ limits: ReaderLimits) throws {
        let grey = try Bitmap(page.render(dpi: Self.dpi, .grey, maximumPixels: limits.pixels))
        dpi = Int(Self.dpi)
        let binariser = Binariser(grey, radius: dpi / 6)
        inkWithRules = try binariser.binary()
        letterHeight = InkComponents(inkWithRules).letterHeight ?? Self.usualLetterHeight
        let ruling = try inkWithRules.ruling(letterHeight: letterHeight)
        ink = try inkWithRules.whitened(where: ruling)
        picture = try binariser.levelled().whitened(where: ruling)
    }

    /// The lines of what looks like letters outside these places.
    func lines(outside words: [Word]) throws -> [PixelBox] {
        let rest = try ink.cleared(in: words.map { place(of: $0.box).grown(by: letterHeight / 4) })
        return InkLines(letterHeight: letterHeight).lines(of: rest.parts).filter { line in
            line.width > letterHeight || 4 * line.height > 3 * letterHeight
        }
    }

    /// True if there is anything in the word's place.
    func shows(_ word: Word) -> Bool { inkWithRules.inkCount(in: place(of: word.box)) > 0 }

    func place(of box: Box) -> PixelBox {
        let (width, height) = (Double(picture.width), Double(picture.height))
        func pixel(_ fraction: Double, _ length: Double) -> Int { Int(saturating: (min(1, max(0, fraction)) * length)) }
        return PixelBox(
            left: pixel(box.x, width), top: pixel(box.y, height), right: pixel(box.maxX, width) + 1,
            bottom: pixel(box.maxY, height) + 1)
    }

    /// Reads a place as one line; the words' boxes are in pixels of `picture`.
    func read(_ place: PixelBox, with recogniser: Recogniser) throws -> [RecognisedWord] {
        let (part, left, top) = try picture.part(around: place)
        return try recogniser.recognise(part, dpi: dpi, as: .line).flatMap(\.words).map { $0.moved(x: left, y: top) }
    }
}
