import Invoices

/// Puts labels together that are made of several: `Rechnungssumme brutto (inkl. USt.)`, `Total before VAT`,
/// `USt-Identnr.`. No list holds all ways to say so.
struct LabelPhrases {
    /// Atoms that may stand between a sum's parts.
    private static let gap = 3

    private let including: Set<String>
    private let excluding: Set<String>
    private let taxWords: Set<String>
    private let idWords: Set<String>
    private let customersWords: Set<String>

    init(_ languages: [Language]) {
        including = languages.reduce(into: []) { $0.formUnion($1.words(.including)) }
        excluding = languages.reduce(into: []) { $0.formUnion($1.words(.excluding)) }
        taxWords = languages.reduce(into: []) { $0.formUnion($1.words(.taxWords)) }
        idWords = languages.reduce(into: []) { $0.formUnion($1.words(.idWords)) }
        customersWords = languages.reduce(into: []) { $0.formUnion($1.words(.customersWords)) }
    }

    /// A label with the places of its atoms in the segment.
    struct Placed {
        var label: Label
        var labelWords: Range<Int>
    }

    /// The labels of one segment, in the order of its atoms.
    func joined(_ placed: [Placed], labelWords: [LabelWord]) -> [Label] {
        var result = placed
        for sum in placed where [.total, .subtotal, .amountDue].contains(sum.label.labelKind) {
            guard let whole = whole(sum, placed, labelWords) else { continue }
            result.removeAll { $0.labelWords.overlaps(whole.labelWords) && !$0.label.labelKind.isColumn }
            result.append(whole)
        }
        result += taxNumberLabels(placed, labelWords)
        return result.sorted { $0.labelWords.lowerBound < $1.labelWords.lowerBound }.map(\.label)
    }

    // MARK: Sums

    /// The sum's label with the words behind it that say whether tax is in it; nil without any.
    private func whole(_ sum: Placed, _ placed: [Placed], _ labelWords: [LabelWord]) -> Placed? {
        var end = sum.labelWords.upperBound
        var tells: LabelKind?
        var limit = end + Self.gap
        while end < min(limit, labelWords.count), isPart(labelWords[end].text) {
            if including.contains(labelWords[end].text) { tells = .total }
            if excluding.contains(labelWords[end].text), tells == nil { tells = .subtotal }
            end += 1
            if let tax = placed.first(where: { $0.label.labelKind == .tax && $0.labelWords.lowerBound == end }) {
                end = tax.labelWords.upperBound
                limit = end + Self.gap
            }
        }
        guard let tells, end > sum.labelWords.upperBound else { return nil }
        return Placed(
            label: label(tells, sum, upTo: end, labelWords, placed), labelWords: sum.labelWords.lowerBound..<end)
    }

    /// Short words, rates and the words for tax; an amount ends the label.
    private func isPart(_ text: String) -> Bool {
        including.contains(text) || excluding.contains(text) || taxWords.contains(text) || text == "%"
            || text.count <= 2
    }

    private func label(
        _ labelKind: LabelKind, _ first: Placed, upTo end: Int, _ labelWords: [LabelWord], _ placed: [Placed]
    )
        -> Label
    {
        let last = labelWords[end - 1]
        let closing = placed.last { $0.labelWords.upperBound == end }
        return Label(
            labelKind: labelKind, tokens: first.label.tokens.lowerBound..<last.token + 1,
            rest: closing?.label.rest ?? "", segment: first.label.segment,
            length: first.label.length + 4, isFirst: first.label.isFirst, isLast: end == labelWords.count)
    }

    // MARK: Tax numbers

    /// A word for a tax with words for number behind it, where no phrase of the vocabulary says as much.
    private func taxNumberLabels(_ placed: [Placed], _ labelWords: [LabelWord]) -> [Placed] {
        labelWords.indices.compactMap { start in
            // `Faktura VAT nr 118` is the document's number.
            guard taxWords.contains(labelWords[start].text),
                !placed.contains(where: {
                    $0.label.labelKind == .title && $0.labelWords.overlaps(max(0, start - 1)..<start + 1)
                })
            else { return nil }
            var end = start + 1
            while end < min(start + 5, labelWords.count), idWords.contains(labelWords[end].text) { end += 1 }
            let range = start..<end
            guard end > start + 1,
                !placed.contains(where: {
                    [.taxId, .customerTaxId].contains($0.label.labelKind) && $0.labelWords.overlaps(range)
                        && $0.labelWords.count > 1
                }), let segment = placed.first?.label.segment
            else { return nil }
            let isCustomers = labelWords[max(0, start - 2)..<start].contains { customersWords.contains($0.text) }
            let label = Label(
                labelKind: isCustomers ? .customerTaxId : .taxId,
                tokens: labelWords[start].token..<labelWords[end - 1].token + 1,
                rest: "", segment: segment, length: labelWords[range].reduce(0) { $0 + $1.text.utf8.count },
                isFirst: start == 0, isLast: end == labelWords.count)
            return Placed(label: label, labelWords: range)
        }
    }
}
