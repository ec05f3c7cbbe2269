import Invoices

/// Finds the supplier's name where no address block gives it: letterhead, legal form, web address.
struct SupplierName {
    private let analysis: DocumentAnalysis
    private let webName: WebName
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis, _ webName: WebName) {
        self.analysis = analysis
        self.webName = webName
    }

    func completed(_ supplier: PartyCandidate?, customer: PartyCandidate?) -> PartyCandidate? {
        if var supplier, supplier.name != nil {
            if let (name, tokens) = letterhead(over: supplier) {
                supplier.name = name
                supplier.nameTokens = tokens
            }
            return supplier
        }
        guard let (name, tokens, segment) = best(avoiding: customer, over: supplier) else { return supplier }
        var party = supplier ?? PartyCandidate(segment: segment)
        party.name = name
        party.nameTokens = tokens
        return party
    }

    /// The company's name set large, with its legal form, right above the address whose first line has none.
    private func letterhead(over party: PartyCandidate) -> (String, Range<Int>)? {
        guard !party.isInline, party.heading == nil, let name = party.name, !LegalForm.isIn(name) else { return nil }
        let segment = layout.segments[party.segment]
        for row in stride(from: segment.row - 1, through: max(segment.row - 2, 0), by: -1) {
            guard layout.rows[row].page == segment.page, segment.top - layout.rows[row].bottom < 3 * segment.height
            else { return nil }
            for number in layout.rows[row].segments {
                let above = layout.segments[number]
                guard abs(above.left - segment.left) < 2 * segment.height, LegalForm.isIn(above.text),
                    !analysis.startsWithLabel(number), AddressLine.kind(of: above.text) == .name
                else { continue }
                return (NameText.clean(above.text), above.tokens)
            }
        }
        return nil
    }

    private func best(
        avoiding customer: PartyCandidate?, over supplier: PartyCandidate?
    ) -> (String, Range<Int>, Int)? {
        let taken = customer?.name.map(TextFolding.fold)
        var best: (name: String, tokens: Range<Int>, segment: Int, score: Double)?
        for (number, segment) in layout.segments.enumerated() {
            guard let (name, judged) = judged(number, segment), TextFolding.fold(name) != taken else { continue }
            let score = judged + (supplier.map { isRightOver($0, segment) } == true ? Self.weightOfPlace : 0)
            guard score > (best?.score ?? 1.4) else { continue }
            best = (name, segment.tokens, number, score)
        }
        return best.map { ($0.name, $0.tokens, $0.segment) }
    }

    /// What a place right over the supplier's address adds.
    private static let weightOfPlace = 1.0

    private func isRightOver(_ supplier: PartyCandidate, _ segment: Segment) -> Bool {
        let address = layout.segments[supplier.segment]
        let gap = address.top - segment.bottom
        return segment.page == address.page && segment.row < address.row && gap < 2.5 * address.height
            && segment.overlaps(left: address.left, right: address.right)
    }

    /// A heading's word may begin a name: `Vendeur Plus`.
    private func isLabel(_ segment: Int) -> Bool {
        analysis.labels(inSegment: segment).contains { label in
            guard label.isFirst, label.length > 2, !label.labelKind.isColumn else { return false }
            let isMarked = layout.tokens[label.tokens.upperBound - 1].text.hasSuffix(":")
            return !label.labelKind.isHeading || label.isLast || isMarked
        }
    }

    private func judged(_ number: Int, _ segment: Segment) -> (String, Double)? {
        let text = segment.text
        guard text.count(where: \.isFastLetter) >= 3, !isLabel(number), AddressLine.kind(of: text) == .name else {
            return nil
        }
        let sheet = layout.sheets[segment.page]
        let y = segment.top / sheet.height
        var score = 0.0
        let legal = LegalName.leading(in: text)
        let name = legal ?? NameText.clean(text)
        if legal != nil { score += 1.5 }
        if webName.supports(name) { score += 1.5 }
        if y < 0.2 { score += 0.8 - 2 * y }
        if y > 0.85 { score += legal == nil ? -0.5 : 0.4 }
        if segment.height > 1.4 * sheet.textHeight { score += min(segment.height / sheet.textHeight - 1, 1.2) }
        if segment.page > 0 { score -= 1 }
        if name.split(separator: " ").count > 8 { score -= 1.5 }
        guard NameText.isName(name) else { return nil }
        return (name, score)
    }
}
