import Invoices
import Recognition
import Rendering

/// Looks for QR codes on pages.
enum PageCodes {
    /// Of an image whose greys say nothing; a page is read all the same when its codes cannot be. `part` is where on the
    /// page the picture lies.
    static func codes(on picture: Bitmap, part: Box = Box(x: 0, y: 0, width: 1, height: 1)) -> [PrintedCode] {
        guard let marks = try? FinderMarks(picture), !marks.areTooMany else { return [] }
        return scan(picture, part)
    }

    private static func scan(_ picture: Bitmap, _ part: Box = Box(x: 0, y: 0, width: 1, height: 1)) -> [PrintedCode] {
        let (width, height) = (part.width / Double(picture.width), part.height / Double(picture.height))
        return ((try? CodeScanner.codes(on: picture)) ?? []).map { code in
            PrintedCode(
                text: code.text,
                box: Box(
                    x: part.x + Double(code.box.left) * width, y: part.y + Double(code.box.top) * height,
                    width: Double(code.box.width) * width, height: Double(code.box.height) * height))
        }
    }

    // MARK: Scanned pages

    /// A code that is printed small is read when it is enlarged, a dirty one when it is filtered, if at all.
    private static let looks: [(factor: Double, filtered: Bool)] = [(1, false), (2.5, false), (4, false), (1, true)]
    private static let mostPixels = 4_000_000.0

    /// On a page whose ink has been parted from its paper, a code is looked for between marks like a code's: that is
    /// faster, and finds codes that are lost among the rest of the page.
    static func codes(onScan picture: Bitmap) -> [PrintedCode] {
        guard let marks = try? FinderMarks(picture), !marks.areTooMany else { return [] }
        guard let areas = marks.areas else { return scan(picture) }
        let found: [PrintedCode] = areas.reduce(into: []) { found, area in
            found += codes(on: picture, in: area).filter { code in
                !found.contains { $0.text == code.text && $0.box.containsCentre(of: code.box) }
            }
        }
        return found.isEmpty && !areas.isEmpty ? scan(picture) : found
    }

    private static func codes(on picture: Bitmap, in area: PixelBox) -> [PrintedCode] {
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
            let found = scan(enlarged, part)
            if !found.isEmpty { return found }
        }
        return []
    }

    // MARK: Born-digital pages

    /// Swiss codes have up to 117 modules on 46 mm: three pixels each.
    private static let dpi = 200.0

    /// A page with more square images is looked over as a whole.
    private static let mostImages = 6
    /// What must be blank around a code, in points: four of its modules.
    private static let quietZone = 12.0

    /// Drawing a page costs more than all else that is done with a born-digital one, so something must hint at a code:
    /// a word, then it may stand anywhere and be drawn of lines; or an image of a code's form, which is looked at alone.
    static func codes(on page: PDFPage, saying lines: [TextLine], maximumPixels: Int) -> [PrintedCode] {
        if Self.hintsAtCode(lines) { return codes(on: page, in: page.whole, maximumPixels) }
        let images = page.images.filter(Self.isSquare)
        if images.count > Self.mostImages { return codes(on: page, in: page.whole, maximumPixels) }
        let isTurned = !images.isEmpty && page.isTurned
        return images.reduce(into: []) { found, image in
            let area = image.area.grown(by: isTurned ? image.area.width : Self.quietZone)
            // A neighbour may be seen beside the image, and again by itself.
            found += codes(on: page, in: area, maximumPixels).filter { code in
                !found.contains { $0.text == code.text && $0.box.containsCentre(of: code.box) }
            }
        }
    }

    private static func codes(on page: PDFPage, in area: PDFPage.Area, _ maximumPixels: Int) -> [PrintedCode] {
        guard let raster = try? page.render(area, dpi: Self.dpi, .grey, maximumPixels: maximumPixels),
            let picture = try? Bitmap(raster)
        else { return [] }
        let part = Box(
            x: area.minX / page.width, y: area.minY / page.height, width: area.width / page.width,
            height: area.height / page.height)
        return codes(on: picture, part: part)
    }

    /// As large as a code is printed.
    private static func isSquare(_ image: PDFPage.Image) -> Bool {
        let (width, height) = (image.area.width, image.area.height)
        return (40...220).contains(width) && abs(width - height) < 0.1 * height
    }

    private static let hints: Set<String> = [
        "zahlteil", "empfangsschein", "recepisse", "ricevuta", "girocode", "giro-code", "bezahlcode", "qr", "qr-code",
        "qr-rechnung", "epc", "scan", "scannen", "scannez", "banking-app",
    ]

    /// Folded; every word of a page is asked for.
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
