import Invoices
import Recognition
import Rendering

/// Reads one page of a PDF: its own text if that can be trusted, else its pixels.
struct PDFPageReader {
    private let recognisers: Recognisers
    private let settings: ReadSettings
    private let limits: ReaderLimits

    init(_ recognisers: Recognisers, _ settings: ReadSettings, _ limits: ReaderLimits) {
        self.recognisers = recognisers
        self.settings = settings
        self.limits = limits
    }

    func read(_ page: PDFPage, number: Int) throws -> ReadPage {
        var differs = false
        if settings.usesTextLayer {
            let layer = TextLayer(page)
            switch try LayerVerdict(layer, of: page, number: number, recognisers, limits) {
            case .trusted(let lines): return try textPage(layer, lines, page, number)
            case .refused(let isDifferent): differs = isDifferent
            }
        }
        recognisers.willRecognise()
        var read = try ScanReader(recognisers, settings).read(picture(of: page, asDrawn: differs), number: number)
        read.page.textLayerDiffers = differs
        return read
    }

    /// Reads one region of the page again, from its pixels if its text cannot be trusted.
    func read(_ region: Box, of page: PDFPage, number: Int) throws -> [TextLine] {
        if settings.usesTextLayer {
            let verdict = try LayerVerdict(TextLayer(page), of: page, number: number, recognisers, limits)
            if case .trusted(let lines) = verdict { return lines.compactMap { $0.inside(region) } }
        }
        recognisers.willRecognise()
        return try ScanReader(recognisers, settings).read(region, of: picture(of: page))
    }

    /// Reads a page that this program made of an e-invoice: its text is right, and it has no codes.
    func readSheet(_ page: PDFPage, number: Int) throws -> ReadPage {
        let layer = TextLayer(page)
        var read = try textPage(layer, layer.lines, page, number, codes: [])
        read.page.image = PageImage(
            width: Self.pixels(read.page.width), height: Self.pixels(read.page.height), dpi: Int(Self.imageDPI),
            colorSpace: .rgb, format: PageImage.renderedFormat)
        return read
    }

    /// Of the picture that shows a page with its own text.
    private static let imageDPI = 150.0

    private static func pixels(_ points: Double) -> Int { Int((points * imageDPI / 72).rounded()) }

    func readSheet(_ region: Box, of page: PDFPage) -> [TextLine] {
        TextLayer(page).lines.compactMap { $0.inside(region) }
    }

    private func textPage(
        _ layer: TextLayer, _ lines: [TextLine], _ page: PDFPage, _ number: Int
    ) throws -> ReadPage {
        try textPage(layer, lines, page, number, codes: codes(on: page, layer))
    }

    private func textPage(
        _ layer: TextLayer, _ lines: [TextLine], _ page: PDFPage, _ number: Int, codes: [PrintedCode]
    ) throws -> ReadPage {
        let read = Page(
            number: number, width: layer.size.width, height: layer.size.height, source: .textLayer,
            language: LanguageGuess.language(of: lines.lazy.flatMap(\.words).map(\.text)), lines: lines,
            codes: codes, preprocessing: PagePreprocessing(rotationAngle: Double(layer.quarters * 90)))
        guard settings.wantsImage else { return ReadPage(page: read) }
        let picture = try Bitmap(page.render(dpi: affordable(Self.imageDPI, page), .rgb, maximumPixels: limits.pixels))
        return ReadPage(
            page: read, jpeg: try picture.withoutNeedlessColour().turned(quarters: layer.quarters).jpeg(quality: 70))
    }

    private func codes(on page: PDFPage, _ layer: TextLayer) -> [PrintedCode] {
        PageCodes.codes(on: page, saying: layer.lines, maximumPixels: limits.pixels).map { code in
            PrintedCode(text: code.text, box: code.box.turned(quarters: layer.quarters))
        }
    }

    /// The image that covers the whole page, unchanged, if there is one; else the drawn page, which has what is drawn
    /// over the image, too.
    private func picture(of page: PDFPage, asDrawn: Bool = false) throws -> PagePicture {
        try (asDrawn ? nil : scan(on: page)) ?? rendered(page)
    }

    /// The image of a scanned page. It may be rotated, since the orientation is detected later.
    private func scan(on page: PDFPage) throws -> PagePicture? {
        let images = page.images.filter { $0.area.width * $0.area.height > 0.01 * page.width * page.height }
        guard images.count == 1, let image = images.first,
            image.area.width * image.area.height > 0.9 * page.width * page.height,
            let raster = page.pixels(of: image, settings.wantsImage ? .rgb : .grey),
            limits.allows(width: raster.width, height: raster.height)
        else { return nil }
        let dpi = Double(raster.width) * 72 / image.area.width
        let isUndistorted = abs(Double(raster.height) * 72 / image.area.height / dpi - 1) < 0.02
        guard isUndistorted, (100...10_000).contains(dpi) else { return nil }
        return try picture(raster, dpi: dpi, of: page)
    }

    private func rendered(_ page: PDFPage) throws -> PagePicture {
        let dpi = affordable(Double(settings.preprocessing.resolutionDPI), page)
        return try picture(
            page.render(dpi: dpi, settings.wantsImage ? .rgb : .grey, maximumPixels: limits.pixels), dpi: dpi, of: page)
    }

    private func picture(_ raster: Raster, dpi: Double, of page: PDFPage) throws -> PagePicture {
        PagePicture(
            bitmap: try Bitmap(raster), dpi: Int(dpi.rounded()), size: (page.width, page.height),
            image: PageImage(
                width: raster.width, height: raster.height, dpi: Int(dpi.rounded()),
                colorSpace: raster.channels == .rgb ? .rgb : .gray, format: "pdf"))
    }

    /// The resolution, lowered to keep the page within the limits, but not below 72 dpi.
    private func affordable(_ dpi: Double, _ page: PDFPage) -> Double {
        guard page.width > 0, page.height > 0 else { return dpi }
        let byArea = (Double(limits.pixels) * 72 * 72 / (page.width * page.height)).squareRoot()
        let bySide = Double(limits.side) * 72 / max(page.width, page.height)
        return max(72, min(dpi, byArea, bySide).rounded(.down))
    }
}

extension TextLine {
    /// The words whose centre is in the region; nil if there are none.
    fileprivate func inside(_ region: Box) -> TextLine? {
        let words = words.filter { region.containsCentre(of: $0.box) }
        return words.isEmpty ? nil : TextLine(words: words, block: block)
    }
}
