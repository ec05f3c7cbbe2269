import Invoices

/// What is said of any printed value by its place and by the words around it.
struct RankingPlace {
    private let analysis: DocumentAnalysis
    private let places: LabelledPlaces
    private let itemRows: Range<Int>
    private var layout: Layout { analysis.layout }

    /// - Parameter own: The labels of the field itself, which are taken for unknown.
    init(_ analysis: DocumentAnalysis, own: Set<LabelKind>) {
        self.analysis = analysis
        places = LabelledPlaces(analysis, of: Self.claiming.subtracting(own))
        itemRows = Self.itemRows(analysis)
    }

    private static let claiming = LabelKind.dates.union(FieldLabels.competing)
        .union(FieldLabels.byField.values.joined())

    func features(of tokens: Range<Int>) -> [RankingFeature: Double] {
        let token = layout.tokens[tokens.lowerBound]
        let sheet = layout.sheets[token.page]
        let before = wordsBefore(tokens)
        let hasLabel = before.contains { layout.tokens[$0].text.contains(where: \.isFastLetter) }
        return [
            .height: token.top / sheet.height, .rightEdge: layout.tokens[tokens.upperBound - 1].right / sheet.width,
            .laterPage: token.page > 0 ? 1 : 0, .printSize: min(token.height / max(sheet.textHeight, 1), Self.largest),
            .otherLabel: places.isClaimed(tokens, besides: [], longerThan: Self.shortLabel) ? 1 : 0,
            .unknownLabel: hasLabel ? 1 : 0,
            .colon: before.last.map { layout.tokens[$0].text.hasSuffix(":") } == true ? 1 : 0,
            .inItems: itemRows.contains(token.row) ? 1 : 0,
        ]
    }

    /// Those of its row before it, as far as its cell and the cell beside it go.
    private func wordsBefore(_ tokens: Range<Int>) -> Range<Int> {
        let row = layout.rows[layout.row(of: tokens)]
        let own = row.segments.first { layout.segments[$0].tokens.contains(tokens.lowerBound) }
        let first = layout.segments[max((own ?? 0) - 1, row.segments.lowerBound)].tokens.lowerBound
        return first..<max(tokens.lowerBound, first)
    }

    /// From the first head of a table to the last row beneath it that has as many cells as such rows have.
    private static func itemRows(_ analysis: DocumentAnalysis) -> Range<Int> {
        guard let head = analysis.itemHeaderRows.min() else { return 0..<0 }
        let rows = analysis.layout.rows
        let last = rows.indices[(head + 1)...].last { rows[$0].segments.count >= fewestCells }
        return head..<max(head, last ?? head) + 1
    }

    private static let fewestCells = 4
    private static let shortLabel = 3
    private static let largest = 3.0
}
