import Invoices
import Recognition
import Rendering

/// Looks for QR codes on pages.
struct PageCodes {
    private let scanner: CodeScanner?

    /// Without a scanner no codes are found.
    init(_ scanner: CodeScanner?) { self.scanner = scanner }

    /// Finds no codes if scanning fails, so that the page is still read. `part` is the image's place on the page.
    func codes(on picture: Bitmap, part: Box = Box(x: 0, y: 0, width: 1, height: 1)) -> [PrintedCode] {
        let (width, height) = (part.width / Double(picture.width), part.height / Double(picture.height))
        return ((try? scanner?.codes(on: picture)) ?? []).map { code in
            PrintedCode(
                text: code.text,
                box: Box(
                    x: part.x + Double(code.box.left) * width, y: part.y + Double(code.box.top) * height,
                    width: Double(code.box.width) * width, height: Double(code.box.height) * height))
        }
    }

    // MARK: Scanned pages

    /// Small codes are read after enlarging, dirty ones after filtering. Of 34 damaged codes that any of thirty
    /// variants could read, the first variant reads 14 and these four read 32.
    private static let looks: [(factor: Double, filtered: Bool)] = [(1, false), (2.5, false), (4, false), (1, true)]
    private static let mostPixels = 4_000_000.0

    /// On a binarised page, codes are looked for between finder patterns. That is faster, and finds codes that are lost
    /// in the rest of the page.
    func codes(onScan picture: Bitmap) -> [PrintedCode] {
        guard scanner != nil else { return [] }
        guard let areas = (try? FinderMarks(picture))?.areas else { return codes(on: picture) }
        let found: [PrintedCode] = areas.reduce(into: []) { found, area in
            found += codes(on: picture, in: area).filter { code in
                !found.contains { $0.text == code.text && $0.box.containsCentre(of: code.box) }
            }
        }
        return found.isEmpty && !areas.isEmpty ? codes(on: picture) : found
    }

    private func codes(on picture: Bitmap, in area: PixelBox) -> [PrintedCode] {
        let (left, top) = (max(0, area.left), max(0, area.top))
        let (width, height) = (min(picture.width, area.right) - left, min(picture.height, area.bottom) - top)
        guard let small = try? picture.clipped(x: left, y: top, width: width, height: height) else { return [] }
        let part = Box(
            x: Double(left) / Double(picture.width), y: Double(top) / Double(picture.height),
            width: Double(width) / Double(picture.width), height: Double(height) / Double(picture.height))
        for look in Self.looks where Double(width * height) * look.factor * look.factor <= Self.mostPixels {
            guard let filtered = try? look.filtered ? small.median() : small,
                let enlarged = try? look.factor == 1 ? filtered : filtered.resampled(by: look.factor, degrees: 0)
            else { return [] }
            let found = codes(on: enlarged, part: part)
            if !found.isEmpty { return found }
        }
        return []
    }

    // MARK: Born-digital pages

    /// Swiss codes have up to 117 modules on 46 mm, which gives three pixels for each.
    private static let dpi = 200.0

    /// A page with more square images is scanned as a whole.
    private static let mostImages = 6
    /// The blank margin around a code, in points: four modules.
    private static let quietZone = 12.0

    /// Drawing a page costs more than the rest of reading a born-digital one, so it needs a hint: a word that announces
    /// a code, which may then be anywhere on the page, or a square image, which is then scanned alone.
    func codes(on page: PDFPage, saying lines: [TextLine], maximumPixels: Int) -> [PrintedCode] {
        guard scanner != nil else { return [] }
        if Self.hintsAtCode(lines) { return codes(on: page, in: page.whole, maximumPixels) }
        let images = page.images.filter(Self.isSquare)
        if images.count > Self.mostImages { return codes(on: page, in: page.whole, maximumPixels) }
        let isTurned = !images.isEmpty && page.isTurned
        return images.reduce(into: []) { found, image in
            let area = image.area.grown(by: isTurned ? image.area.width : Self.quietZone)
            // A neighbouring code may be found beside this image and again in its own.
            found += codes(on: page, in: area, maximumPixels).filter { code in
                !found.contains { $0.text == code.text && $0.box.containsCentre(of: code.box) }
            }
        }
    }

    private func codes(on page: PDFPage, in area: PDFPage.Area, _ maximumPixels: Int) -> [PrintedCode] {
        guard let raster = try? page.render(area, dpi: Self.dpi, .grey, maximumPixels: maximumPixels),
            let picture = try? Bitmap(raster)
        else { return [] }
        let part = Box(
            x: area.minX / page.width, y: area.minY / page.height, width: area.width / page.width,
            height: area.height / page.height)
        return codes(on: picture, part: part)
    }

    /// True if it is square and has a code's size.
    private static func isSquare(_ image: PDFPage.Image) -> Bool {
        let (width, height) = (image.area.width, image.area.height)
        return (40...220).contains(width) && abs(width - height) < 0.1 * height
    }

    private static let hints: Set<String> = [
        "zahlteil", "empfangsschein", "recepisse", "ricevuta", "girocode", "giro-code", "bezahlcode", "qr", "qr-code",
        "qr-rechnung", "epc", "scan", "scannen", "scannez", "banking-app",
    ]

    /// The folded letters. Fast, since it is called for every word of a page.
    private static func letters(of text: String) -> String {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return TextFolding.fold(text).filter { $0.isLetter || $0 == "-" }
        }
        let letters = text.utf8.lazy.filter { (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }
        return String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self)
    }

    private static func hintsAtCode(_ lines: [TextLine]) -> Bool {
        lines.contains { line in
            line.words.contains { word in
                hints.contains(letters(of: word.text))
            } || line.words.map(\.text) == ["Payment", "part"]
        }
    }
}
