/// One page as it was read: its words in reading order and what was done to it.
package struct Page: Sendable, Equatable {
    /// Where a page's words come from.
    package enum Source: String, Sendable, CaseIterable {
        case textLayer = "text-layer"
        case ocr
    }

    /// From 1.
    package var number: Int
    /// Points (1/72 inch) as printed; for an image, pixels × 72 ÷ its dpi.
    package var width: Double
    package var height: Double
    package var source: Source
    /// Tesseract's names joined by +, e.g. `deu`; nil for a text layer.
    package var language: String?
    /// Lines in reading order, each with its words from left to right.
    package var lines: [TextLine]
    /// QR codes on it.
    package var codes: [PrintedCode]
    package var image: PageImage
    package var preprocessing: PagePreprocessing
    /// Milliseconds of wall time that reading took.
    package var readingTime: Int

    package init(
        number: Int, width: Double, height: Double, source: Source, language: String? = nil, lines: [TextLine],
        codes: [PrintedCode] = [], image: PageImage = PageImage(),
        preprocessing: PagePreprocessing = PagePreprocessing(), readingTime: Int = 0
    ) {
        self.number = number
        self.width = width
        self.height = height
        self.source = source
        self.language = language
        self.lines = lines
        self.codes = codes
        self.image = image
        self.preprocessing = preprocessing
        self.readingTime = readingTime
    }

    package var words: [Word] { lines.flatMap(\.words) }

    /// The lines' texts, a newline between lines and an empty line between blocks.
    package var text: String {
        var text = ""
        for (index, line) in lines.enumerated() {
            if index > 0 { text += line.block == lines[index - 1].block ? "\n" : "\n\n" }
            text += line.text
        }
        return text
    }

    /// The mean over the words, weighed by their length; 0 without words.
    package var confidence: Double {
        let weights = words.map { (Double($0.text.count), $0.confidence) }
        let total = weights.reduce(0) { $0 + $1.0 }
        return total > 0 ? weights.reduce(0) { $0 + $1.0 * $1.1 } / total : 0
    }
}

/// The page's picture as it came, before any turning.
package struct PageImage: Sendable, Equatable {
    package enum ColorSpace: String, Sendable, CaseIterable { case rgb, gray, bitonal, cmyk }

    /// Pixels; 0 where the page was not rendered.
    package var width = 0
    package var height = 0
    package var dpi = 0
    package var colorSpace = ColorSpace.gray
    package var format = ""
    /// Bytes of the page's own image, 0 where it has none.
    package var size = 0

    package init(
        width: Int = 0, height: Int = 0, dpi: Int = 0, colorSpace: ColorSpace = .gray, format: String = "",
        size: Int = 0
    ) {
        self.width = width
        self.height = height
        self.dpi = dpi
        self.colorSpace = colorSpace
        self.format = format
        self.size = size
    }
}

/// What was done to the page before it was recognised.
package struct PagePreprocessing: Sendable, Equatable {
    package var enhanced = false
    package var deskewed = false
    package var denoised = false
    package var binarized = false
    /// Degrees clockwise that the page was turned to stand upright, e.g. 90 or −1.4.
    package var rotationAngle = 0.0

    package init(
        enhanced: Bool = false, deskewed: Bool = false, denoised: Bool = false, binarized: Bool = false,
        rotationAngle: Double = 0
    ) {
        self.enhanced = enhanced
        self.deskewed = deskewed
        self.denoised = denoised
        self.binarized = binarized
        self.rotationAngle = rotationAngle
    }
}
