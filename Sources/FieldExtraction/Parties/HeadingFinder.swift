import Invoices

/// Tells which heading an address block has: in its first line, above it, or at its left.
struct HeadingFinder {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    /// The heading that begins a segment, with what stands behind it; nil for none.
    func leading(_ segment: Int) -> (labelKind: LabelKind, rest: Range<Int>, text: String)? {
        guard let label = label(segment) else { return nil }
        let end = layout.segments[segment].tokens.upperBound
        var start = label.tokens.upperBound
        while start < end, !layout.tokens[start].text.contains(where: { $0.isFastLetter || $0.isFastNumber }) {
            start += 1
        }
        // A short word is a heading only where nothing follows, or a colon parts it.
        let isMarked = layout.tokens[label.tokens.upperBound - 1].text.hasSuffix(":")
        if start < end, !isMarked, label.length < 6 { return nil }
        if start < end, !isMarked,
            analysis.labels(inSegment: segment).contains(where: {
                $0.tokens.lowerBound >= start && $0.labelKind != .partyName && $0.length > 3
            })
        {
            return nil
        }
        let text = layout.text(start..<end)
        // `KUNDE 7` is a name, and so is `Versand GmbH`; behind a heading stands one.
        if start < end, !isMarked, !NameText.isName(text) || LegalForm.isWhole(text) { return nil }
        return (label.labelKind, start..<end, text)
    }

    /// Nothing but a heading stands there.
    func isCertain(_ segment: Int) -> Bool {
        leading(segment).map { $0.rest.isEmpty || layout.tokens[$0.rest.lowerBound - 1].text.hasSuffix(":") } ?? false
    }

    /// The heading above the segment or at its left.
    func outside(_ segment: Int) -> LabelKind? {
        let one = layout.segments[segment]
        let row = layout.rows[one.row]
        if segment > row.segments.lowerBound, let left = leading(segment - 1), left.rest.isEmpty,
            one.left - layout.segments[segment - 1].right < 15 * one.height
        {
            return left.labelKind
        }
        for other in stride(from: one.row - 1, through: max(one.row - 3, 0), by: -1) {
            guard layout.rows[other].page == one.page, one.top - layout.rows[other].bottom < 3.2 * one.height else {
                return nil
            }
            for number in layout.rows[other].segments {
                let above = layout.segments[number]
                guard above.left < one.right, above.right > one.left - 2 * one.height,
                    abs(above.left - one.left) < 6 * one.height
                else { continue }
                if let found = leading(number), found.rest.isEmpty { return found.labelKind }
                return nil
            }
        }
        return nil
    }

    private func label(_ segment: Int) -> Label? {
        // The head of a table has columns for customers too.
        let columns = layout.rows[layout.segments[segment].row].segments.count { number in
            analysis.labels(inSegment: number).contains { $0.labelKind.isColumn && $0.isLast }
        }
        guard columns < 3 else { return nil }
        let labels = analysis.labels(inSegment: segment).filter { $0.isFirst && $0.labelKind.isHeading }
        // A phrase of several meanings is a heading of the first that fits the parties.
        let order: [LabelKind] = [.customerHeading, .supplierHeading, .shipHeading, .otherHeading]
        return order.lazy.compactMap { labelKind in labels.first { $0.labelKind == labelKind } }.first
    }
}
