import Invoices

/// Tells what each line of a block is: from its words, its labels and the figures in it.
struct BlockLineReader {
    private let analysis: DocumentAnalysis
    private let headings: HeadingFinder
    /// Whether a token is part of a date or of money, by its place: looked up for every line of every block.
    private let isFigure: [Bool]
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        headings = HeadingFinder(analysis)
        var isFigure = [Bool](repeating: false, count: analysis.layout.tokens.count)
        let figures = analysis.dates.map(\.tokens) + analysis.amounts.filter(\.looksLikeMoney).map(\.tokens)
        for place in figures.joined() { isFigure[place] = true }
        self.isFigure = isFigure
    }

    func lines(of block: TextBlock) -> [BlockLine] {
        var last: Segment?
        return block.segments.map { number in
            let segment = layout.segments[number]
            let heading = headings.leading(number)
            let tokens = heading?.rest ?? segment.tokens
            let words = FoldedText(heading?.text ?? layout.text(tokens))
            let kind = kind(of: words, number, tokens, hasHeading: heading != nil)
            let isApart = last.map { segment.top - $0.bottom > Self.gap * segment.height } ?? false
            last = segment
            return BlockLine(
                words: words, tokens: tokens, segment: number, kind: kind, heading: heading?.labelKind, isApart: isApart
            )
        }
    }

    /// In heights of a line.
    private static let gap = 0.85

    // MARK: What a line is

    /// What costs most is asked last: of a table's lines most hold figures.
    private func kind(of words: FoldedText, _ segment: Int, _ tokens: Range<Int>, hasHeading: Bool) -> AddressLine {
        if isAttention(segment) || OrganisationName.isDepartment(words) || OrganisationName.isCourtesy(words) {
            return .mark
        }
        // Dates and money stand in no address.
        if isFigure[tokens].contains(true) || isTaxNumber(words.text) { return .contact }
        let kind = AddressLine.kind(of: words)
        // Its first two letters are a purchase order elsewhere.
        if kind == .street, AddressLine.isPostBox(words.labelWords) { return kind }
        return !hasHeading && isLabelled(segment, atLeast: kind == .postal ? 6 : 2) ? .contact : kind
    }

    /// A VAT number alone, whose label stands in another column.
    private func isTaxNumber(_ text: String) -> Bool {
        TaxNumberCheck.mayBegin(text) && TaxNumberCheck.length(ofNumberAt: text) == text.count
    }

    /// `Attn: Helen Szabo` is for the postman: people within the firm that the letter goes to.
    func isAttention(_ segment: Int) -> Bool {
        analysis.labels(inSegment: segment).contains { $0.labelKind == .attention && $0.isFirst && $0.length > 2 }
    }

    private static let telling = LabelKind.dates.union(LabelKind.registrations).union(LabelKind.contacts).union([
        .taxId, .customerTaxId, .number, .precedingInvoice, .customerNumber, .purchaseOrder, .paymentTerms,
        .paymentMeans, .total, .subtotal, .amountDue, .page, .attention, .columnDescription, .columnQuantity,
        .paymentReference,
    ])

    /// Lines that tell something else: tax numbers, dates, numbers of customers.
    private func isLabelled(_ segment: Int, atLeast letters: Int) -> Bool {
        analysis.labels(inSegment: segment).contains { label in
            guard label.isFirst, label.length >= letters else { return false }
            let isForm = label.labelKind == .partyAddress || label.labelKind == .partyName
            return Self.telling.contains(label.labelKind)
                || ((isForm || LabelKind.otherNumbers.contains(label.labelKind)) && label.isLast)
        }
    }

    // MARK: What else it tells

    /// Whether the line says how to reach somebody: telephone, mail, web.
    func tellsReach(_ line: BlockLine) -> Bool {
        guard line.kind == .contact else { return false }
        return line.words.folded.holds("@") || line.words.folded.holds("www.")
            || analysis.labels(inSegment: line.segment).contains {
                LabelKind.contacts.contains($0.labelKind) && $0.isFirst
            }
    }

    /// The document's title above an address.
    func isTitle(_ line: BlockLine) -> Bool {
        line.heading == nil
            && analysis.labels(inSegment: line.segment).contains { label in
                (label.labelKind == .title || label.labelKind == .creditNote) && label.isFirst && label.isLast
            }
    }
}
