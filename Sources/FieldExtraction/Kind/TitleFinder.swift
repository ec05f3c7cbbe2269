import Invoices

/// Finds a document's title: of all lines that can be one, the one whose size, place and form speak most for it.
struct TitleFinder {
    private let analysis: DocumentAnalysis
    private let reader: TitleReader
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        reader = TitleReader(analysis)
    }

    /// What a title's form, size and place come to; set by hand.
    private enum Weight {
        static let alone = 3.0
        static let numbered = 2.2
        static let label = 1.0
        /// For each height of a word that it is larger than the page's words, up to `largest`.
        static let size = 2.0
        static let largest = 2.0
        static let capitals = 0.4
        /// At the top of the page; nothing in its middle.
        static let place = 0.8
        /// An invoice names the delivery note, the order and the offer it belongs to by their numbers.
        static let reference = -1.2
        static let laterPage = -1.0
    }

    private enum Place {
        /// Below, only print as large as a title is one; 0…1 of the page.
        static let lowest = 0.55
        /// Below, a kind other than the invoice needs large print.
        static let lowestOfOthers = 0.4
        /// How much higher than the page's words large print is.
        static let large = 1.3
    }

    /// Nil where nothing on the first pages can be a title.
    func title() -> Title? {
        layout.sheets.indices.prefix(2).lazy.compactMap { best(onPage: $0) }.first
    }

    private func best(onPage page: Int) -> Title? {
        let rows = layout.sheets[page].rows
        var best: Title?
        for segment in layout.rows[rows].flatMap({ Array($0.segments) }) {
            guard let found = reader.title(in: segment), let title = scored(found) else { continue }
            if title.score > best?.score ?? 0 { best = title }
        }
        return best
    }

    private func scored(_ found: Title) -> Title? {
        let segment = layout.segments[found.segment]
        let sheet = layout.sheets[segment.page]
        let size = segment.height / max(sheet.textHeight, 1)
        let y = segment.top / sheet.height
        let lowest = found.kind == .invoice ? Place.lowest : Place.lowestOfOthers
        guard size >= Place.large || (y <= lowest && !isColumnHead(segment)), !isAmongFigures(segment) else {
            return nil
        }
        var title = found
        title.score = weight(of: found.form) + min(max(size - 1, 0) * Weight.size, Weight.largest)
        if isInCapitals(found.tokens) { title.score += Weight.capitals }
        title.score += Weight.place * (0.5 - y)
        if found.isReference { title.score += Weight.reference }
        if segment.page > 0 { title.score += Weight.laterPage }
        return title
    }

    private func weight(of form: Title.Form) -> Double {
        switch form {
        case .alone: Weight.alone
        case .numbered: Weight.numbered
        case .label: Weight.label
        }
    }

    private func isInCapitals(_ tokens: Range<Int>) -> Bool {
        let text = layout.text(tokens)
        return text.count(where: \.isFastLetter) >= 4 && text == text.uppercased()
    }

    /// Money in its row, or the head of a table of items: no title stands there.
    private func isAmongFigures(_ segment: Segment) -> Bool {
        analysis.itemHeaderRows.contains(segment.row)
            || analysis.amounts(inRow: segment.row).contains { $0.looksLikeMoney && $0.decimals == 2 }
    }

    /// A heading of a table of numbers and days: `Lieferschein  Auftrag  Datum`.
    private func isColumnHead(_ segment: Segment) -> Bool {
        let others = layout.rows[segment.row].segments.count { number in
            layout.segments[number].tokens != segment.tokens
                && analysis.labels(inSegment: number).contains { $0.isFirst && $0.isLast && $0.labelKind != .title }
        }
        return others >= 2
    }
}
