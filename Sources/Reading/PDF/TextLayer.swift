import Invoices
import Rendering

/// The text of a PDF page, and whether it is the text that a person sees on the page.
struct TextLayer {
    /// The lines that are printed, upright, in fractions of the page turned by `quarters`.
    let printed: [TextLine]
    /// What was filled into the fields of a form.
    let filledIn: [TextLine]
    /// The quarter turns clockwise that put the text upright, 0…3.
    let quarters: Int
    private let page: PDFPage

    init(_ page: PDFPage) {
        self.page = page
        let upright = GlyphLines(page)
        quarters = upright.quarters
        printed = upright.lines
        filledIn = FormLines(page, quarters: upright.quarters).lines
    }

    var lines: [TextLine] { printed + filledIn }

    /// The size of the upright page in points.
    var size: (width: Double, height: Double) {
        quarters % 2 == 0 ? (page.width, page.height) : (page.height, page.width)
    }

    /// False for a scanned page with another program's recognition, and for unreadable text of fonts without a Unicode
    /// table.
    var isTrustworthy: Bool {
        let words = lines.flatMap(\.words)
        guard !words.isEmpty, isLegible(words) else { return false }
        guard let image = largestImage else { return true }
        let coverage = image.area.width * image.area.height / max(1, page.width * page.height)
        if coverage < (words.count >= 10 ? 0.5 : 0.05) { return true }
        return words.count >= 10 && !shows(words, image)
    }

    /// True for text of at least that many words that nobody can read.
    func isIllegible(least: Int) -> Bool {
        let words = lines.flatMap(\.words)
        return words.count >= least && !isLegible(words)
    }

    /// The share of the page that its images cover, 0…1; where they overlap, they count more than once.
    var imageCoverage: Double {
        let covered = page.images.reduce(0) { $0 + page.whole.shared(with: $1.area) }
        return min(1, covered / max(1, page.width * page.height))
    }

    private var largestImage: PDFPage.Image? {
        page.images.max { $0.area.width * $0.area.height < $1.area.width * $1.area.height }
    }

    /// True if the image itself has ink in the places of the words: then it is a scan, and the words are another
    /// program's recognition. A letterhead or a watermark under real text is blank there.
    private func shows(_ words: [Word], _ image: PDFPage.Image) -> Bool {
        guard let pixels = page.pixels(of: image, .grey) else { return true }
        let sample = stride(from: 0, to: words.count, by: max(1, words.count / 80)).map {
            words[$0].box.turned(quarters: 4 - quarters)
        }
        let shown = sample.count { box in
            pixels.contrast(
                x: (box.x * page.width - image.area.minX) / image.area.width,
                y: (box.y * page.height - image.area.minY) / image.area.height,
                width: box.width * page.width / image.area.width, height: box.height * page.height / image.area.height)
                > 64
        }
        return shown * 5 > sample.count
    }

    private func isLegible(_ words: [Word]) -> Bool {
        var (printable, all) = (0, 0)
        for scalar in words.lazy.flatMap(\.text.unicodeScalars) {
            all += 1
            if Self.isPrintable(scalar) { printable += 1 }
        }
        let shaped = words.count { Self.hasWordShape($0.text) }
        return Double(printable) >= 0.97 * Double(all) && Double(shaped) >= 0.6 * Double(words.count)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .privateUse, .unassigned, .surrogate, .format: false
        default: scalar != "\u{FFFD}"
        }
    }

    /// True if at least half of it is letters or digits, or if it is a single sign such as € or –.
    private static func hasWordShape(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        let plain = text.unicodeScalars.count { scalar in
            // Nearly all characters are ASCII, and Unicode's tables are slow.
            guard !scalar.isASCII else {
                return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value | 0x20)
            }
            return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        return plain * 2 >= count || count == 1
    }
}
