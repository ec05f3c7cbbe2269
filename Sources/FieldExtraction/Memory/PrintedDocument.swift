import Invoices

/// A document as memory sees it: its words, the labels among them as they are compared, and the forms of its words.
final class PrintedDocument {
    let analysis: DocumentAnalysis
    var layout: Layout { analysis.layout }
    /// Of each segment, as labels are compared.
    private(set) lazy var labels = layout.segments.map { AnchorText.of(layout.tokens[$0.tokens]) }
    /// Of each word: `RE-2025/017` is `A-9/9`.
    private(set) lazy var forms = layout.tokens.map { PrintedForm.of($0.text) }
    /// Whether letters may be misread.
    let isRecognised: Bool

    /// The segment of each word.
    private(set) lazy var segmentOfToken: [Int] = {
        var segments = [Int](repeating: 0, count: layout.tokens.count)
        for (number, segment) in layout.segments.enumerated() {
            for token in segment.tokens { segments[token] = number }
        }
        return segments
    }()

    /// Of each word, its parts without marks, folded.
    private(set) lazy var words = layout.tokens.map { MemoryWords.words($0.folded) }

    /// All of them, each once.
    private(set) lazy var wordSet = Set(words.joined())

    /// All letters and digits in reading order, for what is printed in several words.
    private(set) lazy var squeezed = words.joined().joined()

    /// Of each segment, its letters and digits.
    private lazy var squeezedSegments = layout.segments.map { segment in
        segment.tokens.map { words[$0].joined() }.joined()
    }

    /// Whether a segment of a recognised document is this text with a letter misread.
    func printsMisread(_ text: String) -> Bool {
        guard isRecognised else { return false }
        let wanted = MemoryWords.squeezed(text)
        return squeezedSegments.contains { AnchorText.isSimilar(wanted, $0) }
    }

    private lazy var segmentsByLabel = Dictionary(grouping: labels.indices) { labels[$0] }.mapValues(Set.init)

    /// The segments that are these words, as labels are compared.
    func segments(labelled text: String) -> Set<Int> {
        guard isRecognised, segmentsByLabel[text] == nil else { return segmentsByLabel[text] ?? [] }
        return segmentsByLabel.filter { AnchorText.isSimilar(text, $0.key) }.reduce(into: []) { $0.formUnion($1.value) }
    }

    private var anchorsByTokens: [Range<Int>: [Anchor]] = [:]

    /// What tells the place of these words; made once for all fields.
    func anchors(of tokens: Range<Int>, by finder: AnchorFinder) -> [Anchor] {
        if let known = anchorsByTokens[tokens] { return known }
        let anchors = finder.anchors(of: tokens)
        anchorsByTokens[tokens] = anchors
        return anchors
    }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        isRecognised = analysis.layout.sheets.contains(where: \.isRecognised)
    }

    /// Where the segment begins, as a fraction of its page's width.
    func left(of segment: Segment) -> Double { segment.left / layout.sheets[segment.page].width }
}
