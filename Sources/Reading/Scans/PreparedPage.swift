import Invoices
import Recognition

/// A page's pixels prepared for recognition: scaled to the right letter height, upright, straight, binarised or
/// levelled.
struct PreparedPage {
    /// True for receipts and similar documents: one narrow column.
    let isNarrow: Bool
    /// An 8-bit image with white paper, black ink and grey edges.
    let picture: Bitmap
    /// The same with the greys of the original.
    let grey: Bitmap
    /// The median letter height in pixels of `picture`.
    let letterHeight: Int
    let dpi: Int
    let preprocessing: PagePreprocessing

    /// True if there is nothing but dirt to be seen.
    let isHopeless: Bool
    /// The quarter turns clockwise that were made.
    let quarters: Int

    private let binariser: Binariser
    private let degrees: Double

    /// - Parameter turn: The quarter turns clockwise that put the page upright; nil: they are found out.
    init(
        _ page: PagePicture, _ settings: PreprocessingSettings, _ recognisers: Recognisers, turnedBy turn: Int? = nil
    ) throws {
        var dpi = page.dpi > 0 ? page.dpi : Self.assumedDPI
        let clean = try CleanInk(
            Self.darkOnLight(page.bitmap.grey()), radius: dpi / 6, filters: settings.denoising)
        var (grey, ink) = (clean.grey, clean.ink)
        isHopeless = clean.isHopeless
        let found = clean.components.letterHeight
        isNarrow = Self.isNarrow(grey, found)
        quarters = try turn ?? Self.quarters(of: grey, letterHeight: found, dpi: dpi, recognisers)
        var factor = Self.factor(found, for: Self.wantedHeight(isNarrow: isNarrow), grey)
        if factor < 1 {
            (grey, ink) = try (grey.scaled(by: factor), ink.scaled(by: factor))
            (dpi, factor) = (Int((Double(dpi) * factor).rounded()), 1)
        }
        if quarters != 0 { (grey, ink) = try (grey.turned(quarters: quarters), ink.turned(quarters: quarters)) }
        degrees = settings.deskew ? Self.skew(of: ink) : 0
        if degrees != 0 || factor > 1 { grey = try grey.resampled(by: factor, degrees: degrees) }
        dpi = Int((Double(dpi) * factor).rounded())
        self.dpi = dpi
        letterHeight = Self.wantedHeight(isNarrow: isNarrow)
        self.grey = grey
        binariser = Binariser(grey, radius: dpi / 6)
        if settings.binarization {
            picture = try binariser.binary()
        } else {
            picture = settings.imageEnhancement ? try binariser.levelled(gain: isNarrow ? 2 : 3) : grey
        }
        preprocessing = PagePreprocessing(
            enhanced: settings.imageEnhancement, deskewed: degrees != 0, denoised: clean.isFiltered,
            binarized: settings.binarization,
            rotationAngle: Double(quarters * 90) + degrees)
    }

    /// The ink of `picture` as a 1-bit image; computed on demand, since receipts and regions do not need it.
    func traces() throws -> Bitmap { try binariser.binary() }

    /// True if one threshold separates ink from paper in the whole 8-bit `picture`.
    var isLevelled: Bool { preprocessing.enhanced && !preprocessing.binarized }

    /// Ink is darker than paper, and most of the picture is paper.
    private static func darkOnLight(_ grey: Bitmap) throws -> Bitmap {
        if let paper = try grey.withoutDesk() { return paper }
        return GreyLevels(grey)?.isInverted == true ? try grey.inverted() : grey
    }

    // MARK: Size

    private static let assumedDPI = 200
    /// In letter heights: an A4 page is over 100 wide, a receipt about 40.
    private static let narrow = 70

    private static func isNarrow(_ page: Bitmap, _ letterHeight: Int?) -> Bool {
        let (short, long) = (min(page.width, page.height), max(page.width, page.height))
        // No letter paper is longer: legal has a ratio of 1.65.
        return long * 3 > short * 5 || letterHeight.map { short < narrow * $0 } ?? false
    }

    /// The scale factor: the recogniser reads best at a certain letter height; larger letters only take more time.
    private static func factor(_ letterHeight: Int?, for wanted: Int, _ page: Bitmap) -> Double {
        guard let letterHeight else { return 1 }
        let room = (Double(maximumPixels) / Double(page.width * page.height)).squareRoot()
        let length = Double(Recogniser.largestSide) / Double(max(page.width, page.height))
        let factor = min(3, max(0.25, Double(wanted) / Double(letterHeight)), room, length)
        return factor < 0.85 || factor > 1.15 ? factor : 1
    }

    /// The best letter height by trials: smaller loses words, larger takes time. Uncertain words are read again larger.
    private static func wantedHeight(isNarrow: Bool) -> Int { isNarrow ? 18 : 20 }

    private static let maximumPixels = 30_000_000

    // MARK: Turn

    /// The letter height for detecting the orientation by ascenders and descenders, which needs more pixels than
    /// reading.
    private static let turningHeight = 22

    /// The quarter turns to rotate the page. Nearly all pages are upright, so a second method must confirm another
    /// result.
    private static func quarters(
        of grey: Bitmap, letterHeight: Int?, dpi: Int, _ recognisers: Recognisers
    ) throws -> Int {
        var middle = try grey.middle
        let factor = factor(letterHeight, for: turningHeight, grey)
        if factor != 1 {
            middle = try factor < 1 ? middle.scaled(by: factor) : middle.resampled(by: factor, degrees: 0)
        }
        let dpi = Int(Double(dpi) * factor)
        let ink = try Binariser(middle, radius: dpi / 6).binary()
        let first = ink.orientation
        guard first.confidence > 4, first.quarters != 0 else { return 0 }
        guard let second = recognisers.orientationDetector?.orientation(of: ink, dpi: dpi) else { return 0 }
        return second.quarters == first.quarters ? first.quarters : 0
    }

    private static func skew(of ink: Bitmap) -> Double {
        guard let skew = ink.skew, skew.confidence > Bitmap.surelySkewed, abs(skew.degrees) > 0.1 else { return 0 }
        return skew.degrees
    }

    /// True if width and height are swapped.
    var isSideways: Bool { quarters % 2 == 1 }

    /// The page's original image at 150 dpi, rotated like this one; grey if it has no colour.
    func thumbnail(of page: PagePicture) throws -> Bitmap {
        let small = page.dpi > 150 ? try page.bitmap.scaled(by: 150 / Double(page.dpi)) : page.bitmap
        let turned = try small.withoutNeedlessColour().turned(quarters: quarters)
        return degrees == 0 ? turned : try turned.turned(degrees: degrees)
    }
}
