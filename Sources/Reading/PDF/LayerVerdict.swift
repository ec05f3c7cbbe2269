import Invoices
import Recognition
import Rendering

/// Whether a page's text layer is read, and with what beside it.
enum LayerVerdict {
    /// The layer's lines without those that are not drawn, and those that are drawn without text.
    case trusted([TextLine])
    /// What is drawn has to be recognised. `differs` is true if the layer says something else than is drawn.
    case refused(differs: Bool)

    /// Of the words, the share that must be drawn.
    private static let leastDrawn = 0.5
    /// A layer with fewer words is no text of its own, e.g. a scanner's stamp.
    private static let leastWords = 10
    /// With more lines beside the layer, the page is recognised as a whole.
    private static let mostLines = 60
    /// Ink beside the layer is text only if it is recognised with at least this confidence.
    private static let likely = 0.6

    init(
        _ layer: TextLayer, of page: PDFPage, number: Int, _ recognisers: Recognisers, _ limits: ReaderLimits
    ) throws {
        guard layer.isTrustworthy else {
            self = .refused(differs: layer.isIllegible(least: Self.leastWords))
            return
        }
        let doubt = LayerDoubt(layer.lines, images: layer.imageCoverage, isFirst: number == 1)
        // A page that was turned is drawn as it was; its words are compared where nothing had to be turned.
        guard doubt.isOfInk || doubt.isOfLetters, layer.quarters == 0, let ink = try? DrawnInk(page, limits) else {
            self = .trusted(layer.lines)
            return
        }
        if doubt.isOfLetters,
            try LetterSample(layer.printed.flatMap(\.words)).differs(from: ink, readBy: recognisers.ofAnyPage())
        {
            self = .refused(differs: true)
        } else {
            self = try Self.comparing(layer, with: ink, recognisers)
        }
    }

    private static func comparing(
        _ layer: TextLayer, with ink: DrawnInk, _ recognisers: Recognisers
    ) throws -> LayerVerdict {
        let words = layer.printed.flatMap(\.words)
        let drawn = words.count(where: ink.shows)
        if words.count >= leastWords, Double(drawn) < leastDrawn * Double(words.count) {
            return .refused(differs: true)
        }
        let beside = try ink.lines(outside: layer.lines.flatMap(\.words))
        guard beside.count <= max(leastWords, min(mostLines, 2 * layer.lines.count)) else {
            return .refused(differs: false)
        }
        let drawnLines = layer.printed.compactMap { $0.drawn(ink) } + layer.filledIn
        guard !beside.isEmpty else { return .trusted(drawnLines) }
        let recogniser = try recognisers.ofAnyPage()
        let block = (layer.lines.map(\.block).max() ?? -1) + 1
        let added = try beside.enumerated().compactMap { index, place in
            try line(at: place, of: ink, block: block + index, recogniser)
        }
        return .trusted(drawnLines + added)
    }

    private static func line(
        at place: PixelBox, of ink: DrawnInk, block: Int, _ recogniser: Recogniser
    ) throws -> TextLine? {
        let words = try ink.read(place, with: recogniser).filter { word in
            word.confidence >= likely && word.text.contains { $0.isLetter || $0.isNumber || $0.isCurrencySymbol }
        }
        guard !words.isEmpty else { return nil }
        return TextLine(
            RecognisedLine(words: words, block: block), width: ink.picture.width, height: ink.picture.height)
    }
}

extension TextLine {
    /// The words that are drawn; nil if none is.
    fileprivate func drawn(_ ink: DrawnInk) -> TextLine? {
        let words = words.filter(ink.shows)
        return words.isEmpty ? nil : TextLine(words: words, block: block)
    }
}
