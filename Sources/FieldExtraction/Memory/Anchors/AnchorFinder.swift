import Invoices

/// Tells where words stand: everything that could find a value in the same place of the supplier's next document.
struct AnchorFinder {
    private let document: PrintedDocument
    private var layout: Layout { document.layout }

    init(_ document: PrintedDocument) { self.document = document }

    /// - Parameter tokens: Of one segment.
    func anchors(of tokens: Range<Int>) -> [Anchor] {
        let number = document.segmentOfToken[tokens.lowerBound]
        let segment = layout.segments[number]
        var anchors = inSegment(tokens, segment)
        let isFirst = anchors.isEmpty
        if isFirst { anchors += inRow(number, segment) }
        anchors += above(number, tokens) + near(number, tokens) + places(tokens, segment)
        return anchors
    }

    /// Words of the same segment before the value.
    func inSegment(_ tokens: Range<Int>, _ segment: Segment) -> [Anchor] {
        let start = max(segment.tokens.lowerBound, tokens.lowerBound - Self.wordsOfLabel)
        let text = AnchorText.of(layout.tokens[start..<tokens.lowerBound])
        if AnchorText.isLabel(text) { return [Anchor(kind: .lineOf, text: text)] }
        // `No:17`: the label is part of the word.
        let word = layout.tokens[tokens.lowerBound]
        guard let colon = word.folded.lastIndex(of: ":"), word.folded.index(after: colon) < word.folded.endIndex else {
            return []
        }
        let head = AnchorText.of([word.holding(String(word.folded[..<colon]))])
        return AnchorText.isLabel(head) ? [Anchor(kind: .lineOf, text: head)] : []
    }

    func inRow(_ number: Int, _ segment: Segment) -> [Anchor] {
        let row = layout.rows[segment.row].segments
        var anchors: [Anchor] = []
        if number > row.lowerBound, AnchorText.isLabel(document.labels[number - 1]) {
            anchors.append(Anchor(kind: .rightOf, text: document.labels[number - 1]))
        }
        let first = row.first { AnchorText.isLabel(document.labels[$0]) }
        if let first, first < number {
            let index = row.upperBound - 1 - number
            anchors.append(Anchor(kind: .inRow, text: document.labels[first], index: index))
        }
        return anchors
    }

    /// The two nearest segments above it.
    func above(_ number: Int, _ tokens: Range<Int>) -> [Anchor] {
        let segment = layout.segments[number]
        let left = layout.tokens[tokens.lowerBound].left
        let right = max(left, layout.tokens[tokens.upperBound - 1].right)
        var anchors: [Anchor] = []
        for row in layout.rows[..<segment.row].suffix(Self.rowsAbove).reversed() {
            guard row.page == segment.page else { break }
            guard let other = row.segments.first(where: { layout.segments[$0].overlaps(left: left, right: right) })
            else { continue }
            if AnchorText.isLabel(document.labels[other]) {
                anchors.append(Anchor(kind: .below, text: document.labels[other], index: anchors.count + 1))
            }
            if anchors.count == 2 { break }
        }
        return anchors
    }

    private func near(_ number: Int, _ tokens: Range<Int>) -> [Anchor] {
        let segment = layout.segments[number]
        let sheet = layout.sheets[segment.page]
        let rows =
            max(
                sheet.rows.lowerBound, segment.row - Self.rowsAround)...min(
                sheet.rows.upperBound - 1, segment.row + Self.rowsAround)
        let found = layout.rows[rows].flatMap(\.segments).filter { AnchorText.isLabel(document.labels[$0]) }
            .compactMap { near($0, number, tokens) }
        return found.sorted { Self.distance($0) < Self.distance($1) }.prefix(Self.mostNear).map(\.self)
    }

    private static func distance(_ anchor: Anchor) -> Double { abs(anchor.left) / 2 + abs(anchor.top) }

    /// From this label; nil where it stands too far away.
    func near(_ label: Int, _ number: Int, _ tokens: Range<Int>) -> Anchor? {
        let (other, segment) = (layout.segments[label], layout.segments[number])
        guard label != number, other.page == segment.page, abs(other.row - segment.row) <= Self.rowsAround else {
            return nil
        }
        let sheet = layout.sheets[segment.page]
        let first = layout.tokens[tokens.lowerBound]
        let right = layout.tokens[tokens.upperBound - 1].right
        return Anchor(
            kind: .near, text: document.labels[label], left: (first.left - other.left) / sheet.width,
            right: (right - other.left) / sheet.width,
            top: (first.middle - (other.top + other.bottom) / 2) / sheet.height)
    }

    func places(_ tokens: Range<Int>, _ segment: Segment) -> [Anchor] {
        let sheet = layout.sheets[segment.page]
        let first = layout.tokens[tokens.lowerBound]
        let right = layout.tokens[tokens.upperBound - 1].right
        let pages = [segment.page == 0 ? 0 : nil, segment.page == layout.sheets.count - 1 ? -1 : nil].compactMap { $0 }
        return pages.map { page in
            Anchor(
                kind: .place, index: page, left: first.left / sheet.width, right: right / sheet.width,
                top: first.middle / sheet.height)
        }
    }

    private static let wordsOfLabel = 4
    private static let rowsAbove = 5
    private static let rowsAround = 5
    private static let mostNear = 4
}
