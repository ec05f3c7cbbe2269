import Invoices

/// The totals as they are printed beneath each other or side by side: net, taxes and total, each at a label of its own,
/// with nothing between them that has no label.
///
/// What such a block says is the document's, also where it does not add up: the checks tell that.
struct TotalsBlock: Sendable {
    let net: Candidate<Amount>
    /// In the order of the page: one for each rate.
    let taxes: [Candidate<Amount>]
    /// Their rows, in the same order.
    let taxRows: [TotalsRow]
    let gross: Candidate<Amount>
    /// What makes the total of net and tax besides: surcharges less discounts, and rounding; also what stands between them
    /// at a label that is not known, `Flat rate (standard)`, where the sum proves it.
    let others: Amount
    let lineTotal: LineTotal?

    /// The sum before discounts and charges, whose rows stand between it and the net.
    struct LineTotal: Sendable {
        let sum: Candidate<Amount>
        /// What is taken off and added in these rows; nil where none of the kind is.
        let discount: Candidate<Amount>?
        let shipping: Candidate<Amount>?
    }

    /// One printed tax, or the sum of several. The last of them may be the sum of those before.
    var tax: Candidate<Amount> {
        guard let last = taxes.last, taxes.count > 1 else { return taxes[0] }
        let sum = taxes.reduce(Amount(0)) { $0 + $1.value }
        let isSum = last.value + last.value == sum && (taxes.count > 2 || makesTotal(last.value))
        if isSum, !makesTotal(sum) { return last }
        return Candidate(value: sum, score: taxes[0].score, tokens: taxes[0].tokens, method: .arithmetic)
    }

    var addsUp: Bool { makesTotal(tax.value) }

    /// Whether the sum is right and needs what stands between net and total.
    var addsUpWithOthers: Bool { addsUp && net.value + tax.value != gross.value }

    private func makesTotal(_ tax: Amount) -> Bool {
        let sum = net.value + tax
        return [sum, sum + others].contains(gross.value)
    }

    /// The last block of the document; nil where no rows make one.
    init?(_ rows: [TotalsRow], _ analysis: DocumentAnalysis) {
        let blocks = rows.indices.reversed().lazy.compactMap { TotalsBlock(endingAt: $0, of: rows, analysis) }
        guard let block = blocks.first else { return nil }
        self = block
    }

    private init?(endingAt end: Int, of rows: [TotalsRow], _ analysis: DocumentAnalysis) {
        guard !rows[end].labelKinds.isDisjoint(with: [.total, .amountDue]), !rows[end].isTax else { return nil }
        let above = rows[..<end].reversed().prefix { $0.isTax || $0.isOther }
        let start = end - above.count - 1
        guard start >= 0, rows[start].isNet, above.contains(where: \.isTax) else { return nil }
        // `Net 7 %`, `VAT 7 %`, `Net 19 %`, `VAT 19 %`: no single row has the net.
        if start > 0, rows[start - 1].isTax { return nil }
        guard Self.stand(together: rows[start...end], analysis),
            let unknown = Self.unknown(among: rows[start...end], analysis)
        else { return nil }
        net = Self.money(rows[start])
        taxRows = above.filter(\.isTax).reversed()
        taxes = taxRows.map(Self.money)
        gross = Self.money(rows[end])
        others = (above.filter { !$0.isTax }.map(\.effect) + unknown).reduce(Amount(0)) { $0 + $1 }
        lineTotal =
            Self.lineTotal(above: start, of: rows, analysis)
            ?? LineTotal(above: rows[start], of: rows[..<start], analysis)
        guard unknown.isEmpty || addsUpWithOthers else { return nil }
    }

    private static func lineTotal(above start: Int, of rows: [TotalsRow], _ analysis: DocumentAnalysis) -> LineTotal? {
        let others = rows[..<start].reversed().prefix { $0.isOther && !$0.labelKinds.contains(.rounding) }
        let place = start - others.count - 1
        guard !others.isEmpty, place >= 0, rows[place].isNet, stand(together: rows[place...start], analysis),
            unknown(among: rows[place...start], analysis)?.isEmpty == true
        else { return nil }
        let between = rows[place + 1..<start]
        return LineTotal(
            sum: money(rows[place]), discount: sum(of: between.filter(\.isDiscount)),
            shipping: sum(of: between.filter { !$0.isDiscount }))
    }

    private static func sum(of rows: [TotalsRow]) -> Candidate<Amount>? {
        guard let first = rows.first else { return nil }
        guard rows.count > 1 else { return money(first) }
        let sum = rows.reduce(Amount(0)) { $0 + $1.effect }
        return Candidate(value: sum, score: score, tokens: first.amount.tokens, method: .arithmetic)
    }

    fileprivate static func money(_ row: TotalsRow) -> Candidate<Amount> { Candidate(row.amount, score: score) }

    /// As much as an amount of money has behind a long label at the end of a document.
    fileprivate static let score = 3.2

    /// On one page, in one row or with one right edge.
    fileprivate static func stand(together block: ArraySlice<TotalsRow>, _ analysis: DocumentAnalysis) -> Bool {
        let pages = Set(block.map { analysis.layout.rows[$0.row].page })
        guard pages.count == 1, let first = block.first else { return false }
        guard Set(block.map(\.row)).count > 1 else { return true }
        let height = analysis.layout.segments[first.amount.segment].height
        // On pages that are read from right to left, numbers end where `left` is.
        return block.allSatisfy { abs($0.amount.right - first.amount.right) < 2 * height }
            || block.allSatisfy { abs($0.amount.left - first.amount.left) < 2 * height }
    }

    /// The amounts between the first and the last row that stand in their column and are none of theirs; nil where these
    /// are too far apart for a block.
    private static func unknown(among block: ArraySlice<TotalsRow>, _ analysis: DocumentAnalysis) -> [Amount]? {
        guard let first = block.first, let last = block.last, last.row - first.row <= mostRows else { return nil }
        let known = Set(block.map(\.row))
        return (first.row...last.row).filter { !known.contains($0) }
            .flatMap { money(inRow: $0, under: first.amount, analysis) }.map(\.value)
    }

    fileprivate static func money(
        inRow row: Int, under above: PrintedAmount, _ analysis: DocumentAnalysis
    ) -> [PrintedAmount] {
        analysis.amounts(inRow: row).filter { amount in
            !amount.isPercent && amount.looksLikeMoney && amount.right > above.left && amount.left < above.right
        }
    }

    /// From the net to the total, with lines of text between them.
    fileprivate static let mostRows = 12
}

extension TotalsBlock.LineTotal {
    /// A sum above the net, with one amount of an unknown label between them that makes the difference: `Total goods`,
    /// `Loyalty 3 %`, `Net`.
    fileprivate init?(above net: TotalsRow, of rows: ArraySlice<TotalsRow>, _ analysis: DocumentAnalysis) {
        guard let sum = rows.last, sum.isNet, sum.row + 1 < net.row, net.row - sum.row <= TotalsBlock.mostRows,
            TotalsBlock.stand(together: [sum, net], analysis)
        else { return nil }
        let between = (sum.row + 1..<net.row)
            .flatMap { TotalsBlock.money(inRow: $0, under: net.amount, analysis) }
        let difference = net.amount.value - sum.amount.value
        guard between.count == 1, let change = between.first, difference != Amount(0),
            change.value.magnitude == difference.magnitude
        else { return nil }
        let lowers = (difference < Amount(0)) == (sum.amount.value > Amount(0))
        let candidate = Candidate(change, score: TotalsBlock.score)
        self.init(
            sum: TotalsBlock.money(sum), discount: lowers ? candidate : nil, shipping: lowers ? nil : candidate)
    }
}

extension TotalsRow {
    fileprivate var isTax: Bool { labelKinds.contains(.tax) }

    /// What stands between net and total besides the taxes.
    fileprivate var isOther: Bool { !labelKinds.isDisjoint(with: [.discount, .shipping, .rounding]) && !isTax }

    fileprivate var isNet: Bool { labelKinds.contains(.subtotal) && !isTax }

    fileprivate var isDiscount: Bool { labelKinds.contains(.discount) }

    /// What it adds to the total.
    fileprivate var effect: Amount {
        isDiscount ? -amount.value.magnitude : amount.value
    }
}
