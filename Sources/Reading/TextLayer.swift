import Invoices
import Rendering

/// The text that a PDF page carries, and whether it is what a person sees on the page.
struct TextLayer {
    let lines: [TextLine]
    private let page: PDFPage

    init(_ page: PDFPage) {
        self.page = page
        lines = GlyphLines(page).lines
    }

    /// A scanned page may carry another program's recognition; fonts without a Unicode table give gibberish.
    var isTrustworthy: Bool {
        let words = lines.flatMap(\.words)
        guard !words.isEmpty, isLegible(words) else { return false }
        let coverage = imageCoverage
        return words.count >= 10 ? coverage < 0.5 : coverage < 0.05
    }

    /// The share of the page that its largest image covers.
    private var imageCoverage: Double {
        let largest = page.images.map { $0.area.width * $0.area.height }.max() ?? 0
        return largest / max(1, page.width * page.height)
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
        switch scalar.properties.generalCategory {
        case .control, .privateUse, .unassigned, .surrogate, .format: false
        default: scalar != "\u{FFFD}"
        }
    }

    /// Letters or digits make up at least half of it, or it is a lone sign such as € or –.
    private static func hasWordShape(_ text: String) -> Bool {
        let count = text.unicodeScalars.count
        let plain = text.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        return plain * 2 >= count || count == 1
    }
}
