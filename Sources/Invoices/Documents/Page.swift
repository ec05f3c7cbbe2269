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
    /// Tesseract's names joined by +, e.g. `deu`; nil if the words of a text layer fit none or several.
    package var language: String?
    /// Lines in reading order, each with its words from left to right.
    package var lines: [TextLine]
    /// QR codes on it.
    package var codes: [PrintedCode]
    package var image: PageImage
    package var preprocessing: PagePreprocessing
    /// True if the page has a text layer that says something else than is drawn, so that what is drawn was recognised.
    package var textLayerDiffers: Bool
    /// Milliseconds of wall time that reading took.
    package var readingTime: Int

    package init(
        number: Int, width: Double, height: Double, source: Source, language: String? = nil, lines: [TextLine],
        codes: [PrintedCode] = [], image: PageImage = PageImage(),
        preprocessing: PagePreprocessing = PagePreprocessing(), textLayerDiffers: Bool = false, readingTime: Int = 0
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
        self.textLayerDiffers = textLayerDiffers
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
