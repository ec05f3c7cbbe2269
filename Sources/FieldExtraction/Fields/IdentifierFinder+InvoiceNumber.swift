import Invoices

/// The document's own number: at its label, behind or beneath its title, or by itself.
extension IdentifierFinder {
    /// - Parameters:
    ///   - taken: The keys of numbers that are known as something else.
    ///   - account: The words of the account's number, of which no part is the document's.
    func invoiceNumber(excluding taken: Set<String>, besides account: Range<Int>? = nil) -> Candidate<String>? {
        let all = numbers().filter { !taken.contains(Self.key($0.value)) && account?.overlaps($0.tokens) != true }
        var support: [String: Int] = [:]
        for candidate in all { support[Self.key(candidate.value), default: 0] += 1 }
        let weighed = all.map { candidate in
            var candidate = candidate
            // Repeated on another label, or elsewhere on the pages: a head and a foot agree.
            if (support[Self.key(candidate.value)] ?? 0) > 1 { candidate.score += 0.5 }
            return candidate
        }
        return weighed.best().flatMap { $0.score >= 1.7 ? $0 : nil }
    }

    private func numbers() -> [Candidate<String>] {
        candidates(.number, where: mayName) + titled() + beneathTitle() + unnamed()
    }

    /// The best number that each page shows, by the indices of sheets.
    func invoiceNumbersByPage() -> [Int: Candidate<String>] {
        Dictionary(grouping: numbers()) { layout.tokens[$0.tokens.lowerBound].page }.compactMapValues { $0.best() }
    }

    /// `Gutschrift (389) Nr. 20240731`, `Rechnung zur Bestellung Nr …`: a title, then a word for number, then the number.
    private func titled() -> [Candidate<String>] {
        (analysis.labels(.title) + analysis.labels(.creditNote)).flatMap { label -> [Candidate<String>] in
            guard label.isFirst else { return [] }
            let segment = layout.segments[label.segment]
            var found: [Candidate<String>] = []
            if label.labelKind == .creditNote {
                found += analysis.slots(for: label).compactMap { slot in
                    identifier(in: slot).map { Candidate(value: $0.0, score: 2.2, tokens: $0.1) }
                }
            }
            for position in label.tokens.upperBound..<max(segment.tokens.upperBound - 1, label.tokens.upperBound)
            where Self.isNumberWord(layout.tokens[position].folded) && !isOfAnother(position, label.segment) {
                let slot = DocumentAnalysis.ValueSlot(
                    tokens: position + 1..<segment.tokens.upperBound, head: layout.tokens[position + 1].text,
                    placement: .inline, distance: 0)
                if let (value, tokens) = identifier(in: slot) {
                    found.append(Candidate(value: value, score: 2.5, tokens: tokens))
                }
            }
            return found
        }
    }

    /// `Nummer`, `Number` by itself is the invoice's where it begins its cell, and heads no column of a table of items.
    private func mayName(_ label: Label) -> Bool {
        guard isBare(label) else { return true }
        return label.isFirst && !analysis.itemHeaderRows.contains(layout.segments[label.segment].row)
    }

    /// Nothing but words for number.
    func isBare(_ label: Label) -> Bool {
        layout.tokens[label.tokens].allSatisfy { Self.isNumberWord($0.folded) }
    }

    /// A title with its number alone in the next line or the one behind it: `FACTURA ELECTRÓNICA` above `F001-884`.
    private func beneathTitle() -> [Candidate<String>] {
        (analysis.labels(.title) + analysis.labels(.creditNote)).filter(isAlone).compactMap { label in
            let title = layout.segments[label.segment]
            var above = title
            for _ in 1...Self.mostTitleLines {
                guard let next = segment(beneath: above) else { return nil }
                let slot = DocumentAnalysis.ValueSlot(
                    tokens: next.tokens, head: layout.tokens[next.tokens.lowerBound].text, placement: .below,
                    distance: next.top - title.bottom)
                if let (value, tokens) = identifier(in: slot), tokens == next.tokens, Self.isSeries(value) {
                    return Candidate(value: value, score: 1.9, tokens: tokens)
                }
                above = next
            }
            return nil
        }
    }

    private static let mostTitleLines = 2

    private func isAlone(_ label: Label) -> Bool {
        label.isFirst && label.isLast && !analysis.itemHeaderRows.contains(layout.segments[label.segment].row)
    }

    /// Directly beneath, and centred under it or with its left or right edge.
    private func segment(beneath title: Segment) -> Segment? {
        layout.rows.indices.dropFirst(title.row + 1).first.flatMap { row in
            layout.rows[row].segments.lazy.map { layout.segments[$0] }.first { next in
                let offsets = [next.left - title.left, next.right - title.right, next.centre - title.centre]
                return next.page == title.page && next.top - title.bottom < 3 * title.height
                    && offsets.contains { abs($0) < title.height }
            }
        }
    }

    /// Several digits, and more than a year or a plain number may have.
    private static func isSeries(_ value: String) -> Bool {
        let digits = value.count(where: \.isFastNumber)
        return digits >= 3 && (digits >= 5 || value.count > digits)
    }

    /// In `Gutschrift zu Rechnung Nr. 4711` the number is the other document's.
    private func isOfAnother(_ position: Int, _ segment: Int) -> Bool {
        analysis.labels(inSegment: segment).contains {
            $0.labelKind == .precedingInvoice && $0.tokens.lowerBound <= position
        }
    }

    /// `N.º 2024/0019`, `n° 10 441 872 906` by themselves in the upper half: whose number it is, the title says elsewhere.
    private func unnamed() -> [Candidate<String>] {
        layout.segments.indices.compactMap { number in
            let segment = layout.segments[number]
            let sheet = layout.sheets[segment.page]
            let first = layout.tokens[segment.tokens.lowerBound].folded
            guard segment.page == 0, segment.bottom < 0.5 * sheet.height, segment.tokens.count >= 2,
                Self.isNumberWord(first), first.trimmingPunctuation.utf8.count <= Self.longestAbbreviation,
                layout.rows[segment.row].segments.count <= 3, !analysis.itemHeaderRows.contains(segment.row)
            else { return nil }
            let slot = DocumentAnalysis.ValueSlot(
                tokens: segment.tokens.lowerBound + 1..<segment.tokens.upperBound,
                head: layout.tokens[segment.tokens.lowerBound + 1].text, placement: .inline, distance: 0)
            guard let (value, tokens) = identifier(in: slot), value.count(where: \.isFastNumber) >= 3,
                tokens.upperBound == segment.tokens.upperBound
            else { return nil }
            return Candidate(value: value, score: 1.75, tokens: tokens)
        }
    }

    /// Letters of a word for number by itself.
    private static let longestAbbreviation = 4
}
