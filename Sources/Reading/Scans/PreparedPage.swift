import Invoices
import Recognition

/// A page's pixels made ready for recognition: letters of the right size, right way up, straight, ink parted from
/// paper.
struct PreparedPage {
    /// Till receipts and their like: few letters side by side, one column.
    let isNarrow: Bool
    /// 8 bits: paper white, ink black, edges in shades between.
    let picture: Bitmap
    /// Of most letters, in pixels of `picture`.
    let letterHeight: Int
    let dpi: Int
    let preprocessing: PagePreprocessing

    private let binariser: Binariser
    private let quarters: Int
    private let degrees: Double

    init(_ page: PagePicture, _ settings: PreprocessingSettings, _ recognisers: Recognisers) throws {
        var (grey, dpi) = (try page.bitmap.grey(), page.dpi > 0 ? page.dpi : Self.assumedDPI)
        var ink = try Binariser(grey, radius: dpi / 6).binary()
        var components = InkComponents(ink)
        // On a clean page the filter would cost fine strokes, and time.
        let isDenoised = settings.denoising && components.areWorthFiltering
        if isDenoised {
            grey = try grey.median()
            ink = try Binariser(grey, radius: dpi / 6).binary()
            components = InkComponents(ink)
        }
        let found = components.letterHeight
        isNarrow = Self.isNarrow(grey, found)
        quarters = try Self.quarters(of: grey, letterHeight: found, dpi: dpi, recognisers)
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
        binariser = Binariser(grey, radius: dpi / 6)
        if settings.binarization {
            picture = try binariser.binary()
        } else {
            picture = settings.imageEnhancement ? try binariser.levelled(gain: isNarrow ? 2 : 3) : grey
        }
        preprocessing = PagePreprocessing(
            enhanced: settings.imageEnhancement, deskewed: degrees != 0, denoised: isDenoised,
            binarized: settings.binarization,
            rotationAngle: Double(quarters * 90) + degrees)
    }

    /// 1 bit: the ink of `picture`; made when asked for, as receipts and regions need none.
    func traces() throws -> Bitmap { try binariser.binary() }

    /// Whether one grey parts ink from paper all over the 8-bit `picture`.
    var isLevelled: Bool { preprocessing.enhanced && !preprocessing.binarized }

    // MARK: Size

    private static let assumedDPI = 200
    /// In letter heights: a page of A4 is over 100 wide, a receipt 40.
    private static let narrow = 70

    private static func isNarrow(_ page: Bitmap, _ letterHeight: Int?) -> Bool {
        let (short, long) = (min(page.width, page.height), max(page.width, page.height))
        // No sheet of paper that letters are written on is longer: legal has 1.65.
        return long * 3 > short * 5 || letterHeight.map { short < narrow * $0 } ?? false
    }

    /// By how much to scale: the recogniser reads best when letters have a certain height, and larger ones only cost.
    private static func factor(_ letterHeight: Int?, for wanted: Int, _ page: Bitmap) -> Double {
        guard let letterHeight else { return 1 }
        let room = (Double(maximumPixels) / Double(page.width * page.height)).squareRoot()
        let length = Double(Recogniser.largestSide) / Double(max(page.width, page.height))
        let factor = min(3, max(0.25, Double(wanted) / Double(letterHeight)), room, length)
        return factor < 0.85 || factor > 1.15 ? factor : 1
    }

    /// Found by trying: below it words are lost, above it time. What is unsure at this size is read again larger.
    private static func wantedHeight(isNarrow: Bool) -> Int { isNarrow ? 18 : 20 }

    private static let maximumPixels = 30_000_000

    // MARK: Turn

    /// Ascenders and descenders tell which way is up, and need more pixels than reading.
    private static let turningHeight = 22

    /// Nearly all pages come upright: what says otherwise must be confirmed by a second opinion.
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
        guard let skew = ink.skew, skew.confidence > 3, abs(skew.degrees) > 0.1 else { return 0 }
        return skew.degrees
    }

    /// Whether width and height changed places.
    var isSideways: Bool { quarters % 2 == 1 }

    /// The page's own picture at 150 dpi, turned as this is; grey when nothing on it has a colour.
    func thumbnail(of page: PagePicture) throws -> Bitmap {
        let small = page.dpi > 150 ? try page.bitmap.scaled(by: 150 / Double(page.dpi)) : page.bitmap
        let turned = try small.withoutNeedlessColour().turned(quarters: quarters)
        return degrees == 0 ? turned : try turned.turned(degrees: degrees)
    }
}
