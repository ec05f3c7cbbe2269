import Invoices

/// Whether words stand in the place that an anchor tells: without looking for what else could tell it.
struct AnchorMatcher {
    private let document: PrintedDocument
    private let anchor: Anchor
    private let finder: AnchorFinder
    /// The segments with the anchor's words.
    private let labels: Set<Int>

    init(_ document: PrintedDocument, _ anchor: Anchor, _ finder: AnchorFinder) {
        self.document = document
        self.anchor = anchor
        self.finder = finder
        labels = document.segments(labelled: anchor.text)
    }

    /// Whether nothing on the document can match.
    var isHopeless: Bool {
        switch anchor.kind {
        case .rightOf, .below, .inRow, .near: labels.isEmpty
        case .lineOf, .under, .place, .ordinal: false
        }
    }

    func matches(_ tokens: Range<Int>) -> Bool {
        let number = document.segmentOfToken[tokens.lowerBound]
        let segment = document.layout.segments[number]
        let found: [Anchor]
        switch anchor.kind {
        case .lineOf: found = finder.inSegment(tokens, segment)
        case .rightOf:
            guard labels.contains(number - 1) else { return false }
            found = finder.inSegment(tokens, segment).isEmpty ? finder.inRow(number, segment) : []
        case .inRow:
            guard document.layout.rows[segment.row].segments.contains(where: labels.contains) else { return false }
            found = finder.inSegment(tokens, segment).isEmpty ? finder.inRow(number, segment) : []
        case .below: found = finder.above(number, tokens)
        case .near:
            found = labels.compactMap { finder.near($0, number, tokens) }
        case .place: found = finder.places(tokens, segment)
        case .under, .ordinal: return false
        }
        return found.contains { anchor.matches($0, isRecognised: document.isRecognised) }
    }
}
