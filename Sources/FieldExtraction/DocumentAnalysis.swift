import Foundation
import Invoices

/// All that is seen on a document's pages before any field is decided.
struct DocumentAnalysis: Sendable {
    /// Words that stand where a label's value would.
    struct ValueSlot: Sendable {
        enum Placement: Sendable { case inline, right, below }

        let tokens: Range<Int>
        /// The first word's text without the label that is glued to it.
        let head: String
        let placement: Placement
        /// Points from the label.
        let distance: Double
    }

    let layout: Layout
    let languages: [String]
    let words: PageWords
    let labels: [Label]
    let amounts: [PrintedAmount]
    let dates: [PrintedDate]
    let monthFirst: Bool
    let isReceipt: Bool
    /// The heads of line item tables, whose "Total" and "Date" are columns.
    let itemHeaderRows: Set<Int>

    /// Indices into `dates` by the words that they are made of.
    let dateByToken: [Int: Int]

    private let labelsBySegment: [Int: [Label]]
    private let amountsByRow: [Int: [PrintedAmount]]

    init(_ document: ReadDocument, languages hints: [String]) {
        layout = Layout(document.pages)
        let finder = LabelFinder()
        languages = finder.languages(of: layout, hints: hints)
        words = PageWords(layout, languages: languages)
        labels = finder.labels(in: layout, words, languages: languages)
        labelsBySegment = Dictionary(grouping: labels, by: \.segment)
        let dates = DateReader(layout, languages: languages).dates()
        self.dates = dates
        let dateByToken = dates.indices.reduce(into: [Int: Int]()) { table, index in
            for token in dates[index].tokens { table[token] = index }
        }
        self.dateByToken = dateByToken
        // Parts of a date are no amounts.
        amounts = AmountReader(layout).amounts().filter { !$0.tokens.contains { dateByToken[$0] != nil } }
        amountsByRow = Dictionary(grouping: amounts, by: \.row)
        monthFirst = DateReader.putsMonthFirst(
            dates, isAmerican: DocumentAnalysis.isAmerican(layout, languages, amounts))
        isReceipt = ReceiptSigns(layout, labels).isReceipt
        itemHeaderRows = Self.itemHeaderRows(labels, layout)
    }

    func labels(inSegment segment: Int) -> [Label] { labelsBySegment[segment] ?? [] }

    func amounts(inRow row: Int) -> [PrintedAmount] { amountsByRow[row] ?? [] }

    func date(_ printed: PrintedDate) -> CalendarDate? {
        monthFirst ? printed.monthFirst ?? printed.dayFirst : printed.dayFirst ?? printed.monthFirst
    }

    /// On a recognised page only what has cents: `$4100 TASIKAN` is a misread postal code.
    func isMoney(_ amount: PrintedAmount) -> Bool {
        let isRecognised = layout.sheets[layout.segments[amount.segment].page].isRecognised
        return !isRecognised || amount.decimals == 2 || amount.currency != "USD"
    }

    func labels(_ labelKind: LabelKind) -> [Label] { labels.filter { $0.labelKind == labelKind } }

    /// Where the label's value may stand: behind it, in the next cell, or beneath; nearest first.
    func slots(for label: Label) -> [ValueSlot] {
        if let inline = inline(label) { return [inline] }
        return [right(of: label), below(label)].compactMap { $0 } + secondBelow(label)
    }

    private func inline(_ label: Label) -> ValueSlot? {
        let segment = layout.segments[label.segment]
        var end = segment.tokens.upperBound
        for other in labels(inSegment: label.segment)
        where other.tokens.lowerBound >= label.tokens.upperBound && other.labelKind != label.labelKind
            && other.length > 2
        {
            end = min(end, other.tokens.lowerBound)
        }
        if !label.rest.isEmpty, label.rest.contains(where: { $0.isFastLetter || $0.isFastNumber }) {
            let start = label.tokens.upperBound - 1
            return ValueSlot(tokens: start..<max(end, start + 1), head: label.rest, placement: .inline, distance: 0)
        }
        let start = firstMeaningful(label.tokens.upperBound, to: end)
        guard start < end else { return nil }
        return ValueSlot(tokens: start..<end, head: layout.tokens[start].text, placement: .inline, distance: 0)
    }

    private func right(of label: Label) -> ValueSlot? {
        let row = layout.rows[layout.segments[label.segment].row]
        var next = label.segment + 1
        while next < row.segments.upperBound, isMark(layout.segments[next]) { next += 1 }
        guard next < row.segments.upperBound, !isLabelOnly(next) else { return nil }
        let segment = layout.segments[next]
        let start = firstMeaningful(segment.tokens.lowerBound, to: segment.tokens.upperBound)
        guard start < segment.tokens.upperBound else { return nil }
        return ValueSlot(
            tokens: start..<segment.tokens.upperBound, head: layout.tokens[start].text, placement: .right,
            distance: segment.left - layout.segments[label.segment].right)
    }

    /// The segment beneath the label, in the next row that has one there.
    private func below(_ label: Label) -> ValueSlot? {
        below(label, from: layout.segments[label.segment].row + 1)?.slot
    }

    /// Two steps down, where a header of two lines stands between.
    private func secondBelow(_ label: Label) -> [ValueSlot] {
        guard let first = below(label, from: layout.segments[label.segment].row + 1), first.isLabel else { return [] }
        return below(label, from: first.row + 1).flatMap { $0.isLabel ? nil : [$0.slot] } ?? []
    }

    private func below(_ label: Label, from start: Int) -> (slot: ValueSlot, row: Int, isLabel: Bool)? {
        let ends = [layout.tokens[label.tokens.lowerBound], layout.tokens[label.tokens.upperBound - 1]]
        let from = ends.map(\.left).min() ?? 0
        let upTo = ends.map(\.right).max() ?? 0
        let segment = layout.segments[label.segment]
        for row in start..<min(start + 3, layout.rows.count) {
            let next = layout.rows[row]
            // A value in large print stands further from its label.
            let reach = max(2.6 * segment.height, 1.3 * (next.bottom - next.top))
            guard next.page == segment.page, next.top - segment.bottom < reach else { return nil }
            for number in layout.rows[row].segments where layout.segments[number].overlaps(left: from, right: upTo) {
                let other = layout.segments[number]
                let begin = firstMeaningful(other.tokens.lowerBound, to: other.tokens.upperBound)
                guard begin < other.tokens.upperBound else { continue }
                let slot = ValueSlot(
                    tokens: begin..<other.tokens.upperBound, head: layout.tokens[begin].text, placement: .below,
                    distance: other.top - segment.bottom)
                return (slot, row, startsWithLabel(number))
            }
        }
        return nil
    }

    func startsWithLabel(_ segment: Int) -> Bool {
        labels(inSegment: segment).contains {
            $0.isFirst && $0.length > 2 && !$0.labelKind.isColumn && $0.labelKind != .partyName
        }
    }

    /// A label that waits for its own value; a name may begin with a word that is a heading elsewhere.
    private func isLabelOnly(_ segment: Int) -> Bool {
        labels(inSegment: segment).contains { label in
            guard label.isFirst, label.length > 2, !label.labelKind.isColumn else { return false }
            let isMarked = layout.tokens[label.tokens.upperBound - 1].text.hasSuffix(":")
            let isField = !label.labelKind.isHeading && label.labelKind != .partyName && label.length > 5
            return label.isLast || isMarked || isField
        }
    }

    private func isMark(_ segment: Segment) -> Bool {
        !layout.tokens[segment.tokens].contains { $0.text.contains { $0.isFastLetter || $0.isFastNumber } }
    }

    private func firstMeaningful(_ start: Int, to end: Int) -> Int {
        var position = start
        while position < end,
            !layout.tokens[position].text.contains(where: {
                $0.isFastLetter || $0.isFastNumber || $0 == "-" && $0 != "—"
            })
                || layout.tokens[position].text == "-"
        {
            position += 1
            if position >= end { break }
        }
        return position
    }

    private static func itemHeaderRows(_ labels: [Label], _ layout: Layout) -> Set<Int> {
        var kinds: [Int: Set<LabelKind>] = [:]
        for label in labels where label.labelKind.isColumn {
            kinds[layout.segments[label.segment].row, default: []].insert(label.labelKind)
        }
        return Set(
            kinds.filter { _, labelKinds in
                labelKinds.contains(.columnDescription)
                    && (labelKinds.contains(.columnQuantity) || labelKinds.contains(.columnUnitPrice)
                        || labelKinds.contains(.columnAmount))
                    || (labelKinds.contains(.columnQuantity) && labelKinds.contains(.columnUnitPrice))
            }.keys)
    }

    /// Months come first in the United States: dollars, or `NY 10001`, in an English document.
    private static func isAmerican(_ layout: Layout, _ languages: [String], _ amounts: [PrintedAmount]) -> Bool {
        guard languages.first == "en" || languages.isEmpty else { return false }
        // Recognition sees dollars in dirt; with cents behind they are real.
        let isRecognised = layout.sheets.contains(where: \.isRecognised)
        let dollars = amounts.count { $0.currency == "USD" && (!isRecognised || $0.decimals == 2) }
        let others = amounts.count { $0.currency != nil && $0.currency != "USD" }
        let states = layout.rows.contains { row in
            let words = layout.tokens[row.tokens].map(\.text)
            return words.contains { $0.hasSuffix(",") } && PostalLine.isAmerican(words)
        }
        return (dollars > (isRecognised ? 1 : 0) && others == 0) || (states && dollars >= others)
    }
}
