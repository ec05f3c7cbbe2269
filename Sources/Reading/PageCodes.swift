import Invoices
import Recognition
import Rendering

/// Looks for QR codes on pages.
struct PageCodes {
    private let scanner: CodeScanner?

    /// Without a scanner no page has codes.
    init(_ scanner: CodeScanner?) { self.scanner = scanner }

    /// A page is read all the same when its codes cannot be.
    func codes(on picture: Bitmap) -> [PrintedCode] {
        let (width, height) = (Double(picture.width), Double(picture.height))
        return ((try? scanner?.codes(on: picture)) ?? []).map { code in
            PrintedCode(
                text: code.text,
                box: Box(
                    x: Double(code.box.left) / width, y: Double(code.box.top) / height,
                    width: Double(code.box.width) / width, height: Double(code.box.height) / height))
        }
    }

    // MARK: Born-digital pages

    /// Swiss codes have up to 117 modules on 46 mm: three pixels each.
    private static let dpi = 200.0

    /// Drawing a page costs more than all else that is done with a born-digital one, so something must hint at a code.
    func codes(on page: PDFPage, saying lines: [TextLine], maximumPixels: Int) -> [PrintedCode] {
        guard scanner != nil, Self.hintsAtCode(lines) || page.images.contains(where: Self.isSquare),
            let raster = try? page.render(dpi: Self.dpi, .grey, maximumPixels: maximumPixels),
            let picture = try? Bitmap(raster)
        else { return [] }
        return codes(on: picture)
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

    private static func hintsAtCode(_ lines: [TextLine]) -> Bool {
        lines.contains { line in
            line.words.contains { word in
                hints.contains(TextFolding.fold(word.text).filter { $0.isLetter || $0 == "-" })
            } || line.text == "Payment part"
        }
    }
}
