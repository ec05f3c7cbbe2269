import Invoices
import Recognition

/// A page's pixels made ready for recognition: right size, right way up, straight, ink parted from paper.
struct UprightPage {
    /// 1 bit a pixel.
    let ink: Bitmap
    /// 8 bits, turned like the ink.
    let grey: Bitmap
    let dpi: Int
    let preprocessing: PagePreprocessing

    private let quarters: Int
    private let degrees: Double

    init(_ picture: PagePicture, _ settings: PreprocessingSettings) throws {
        var grey = try picture.bitmap.grey()
        dpi = picture.dpi > 0 ? picture.dpi : 200
        var ink = try Binariser(grey, radius: dpi / 6).binary()
        let orientation = ink.orientation
        quarters = orientation.confidence > 4 ? orientation.quarters : 0
        if quarters != 0 { (grey, ink) = try (grey.turned(quarters: quarters), ink.turned(quarters: quarters)) }
        var degrees = 0.0
        if settings.deskew, let skew = ink.skew, skew.confidence > 3, abs(skew.degrees) > 0.1 {
            degrees = skew.degrees
            grey = try grey.turned(degrees: degrees)
            ink = try Binariser(grey, radius: dpi / 6).binary()
        }
        self.degrees = degrees
        self.grey = grey
        self.ink = ink
        preprocessing = PagePreprocessing(
            enhanced: true, deskewed: degrees != 0, binarized: true, rotationAngle: Double(quarters * 90) + degrees)
    }

    /// Whether width and height changed places.
    var isSideways: Bool { quarters % 2 == 1 }

    /// The page's picture at 150 dpi, turned like the ink.
    func picture(of page: PagePicture) throws -> Bitmap {
        let small = dpi > 150 ? try page.bitmap.scaled(by: 150 / Double(dpi)) : page.bitmap
        let turned = try small.turned(quarters: quarters)
        return degrees == 0 ? turned : try turned.turned(degrees: degrees)
    }
}
