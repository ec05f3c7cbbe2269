import Invoices
import Recognition

/// A page's pixels made ready for recognition: letters of the right size, right way up, straight, ink parted from
/// paper.
struct UprightPage {
    /// Till receipts and their like: few letters side by side, one column.
    let isNarrow: Bool
    /// 8 bits: paper white, ink black, edges in shades between.
    let picture: Bitmap
    let dpi: Int
    let preprocessing: PagePreprocessing

    private let quarters: Int
    private let degrees: Double

    init(_ page: PagePicture, _ settings: PreprocessingSettings, _ recognisers: Recognisers) throws {
        var (grey, dpi) = (try page.bitmap.grey(), page.dpi > 0 ? page.dpi : Self.assumedDPI)
        var ink = try Binariser(grey, radius: dpi / 6).binary()
        let letterHeight = ink.letterHeight
        isNarrow = letterHeight.map { min(grey.width, grey.height) < Self.narrow * $0 } ?? false
        if let factor = Self.factor(letterHeight, isNarrow: isNarrow, grey) {
            grey = try grey.scaled(by: factor)
            dpi = Int((Double(dpi) * factor).rounded())
            ink = try Binariser(grey, radius: dpi / 6).binary()
        }
        quarters = Self.quarters(of: ink, dpi: dpi, recognisers)
        if quarters != 0 { (grey, ink) = try (grey.turned(quarters: quarters), ink.turned(quarters: quarters)) }
        degrees = settings.deskew ? Self.skew(of: ink) : 0
        if degrees != 0 { grey = try grey.turned(degrees: degrees) }
        let binariser = Binariser(grey, radius: dpi / 6)
        picture =
            settings.binarization
            ? try binariser.binary()
            : settings.imageEnhancement ? try binariser.levelled(gain: isNarrow ? 2 : 3) : grey
        self.dpi = dpi
        preprocessing = PagePreprocessing(
            enhanced: settings.imageEnhancement, deskewed: degrees != 0, binarized: settings.binarization,
            rotationAngle: Double(quarters * 90) + degrees)
    }

    // MARK: Size

    private static let assumedDPI = 200
    /// In letter heights: a page of A4 is over 100 wide, a receipt 40.
    private static let narrow = 70

    /// By how much to scale: the recogniser reads best when letters have a certain height, and larger ones only cost.
    private static func factor(_ letterHeight: Int?, isNarrow: Bool, _ page: Bitmap) -> Double? {
        guard let letterHeight else { return nil }
        // Found by trying: below 20 pixels words are lost, above 24 time.
        let wanted = isNarrow ? 20.0 : 22.0
        let room = (Double(maximumPixels) / Double(page.width * page.height)).squareRoot()
        let factor = min(3, max(0.25, wanted / Double(letterHeight)), room)
        return factor < 0.85 || factor > 1.15 ? factor : nil
    }

    private static let maximumPixels = 30_000_000

    // MARK: Turn

    /// Nearly all pages come upright: what says otherwise must be confirmed by a second opinion.
    private static func quarters(of ink: Bitmap, dpi: Int, _ recognisers: Recognisers) -> Int {
        let first = ink.orientation
        guard first.confidence > 4, first.quarters != 0 else { return 0 }
        guard let second = recognisers.orientationDetector?.orientation(of: ink, dpi: dpi) else { return 0 }
        return second.quarters == first.quarters ? first.quarters : 0
    }

    private static func skew(of ink: Bitmap) -> Double {
        guard let skew = ink.skew, skew.confidence > 3, abs(skew.degrees) > 0.1 else { return 0 }
        return skew.degrees
    }

    /// Whether width and height changed places.
    var isSideways: Bool { quarters % 2 == 1 }

    /// The page's own picture at 150 dpi, turned as this is.
    func thumbnail(of page: PagePicture) throws -> Bitmap {
        let small = page.dpi > 150 ? try page.bitmap.scaled(by: 150 / Double(page.dpi)) : page.bitmap
        let turned = try small.turned(quarters: quarters)
        return degrees == 0 ? turned : try turned.turned(degrees: degrees)
    }
}
