import Invoices

/// On which pages of a file an invoice begins. A file may hold several: scanned in one go, or printed in one run.
///
/// A page begins another invoice if it shows a number of its own and a second sign agrees: the pages are counted from 1
/// again, or what came before already has its total. An invoice of many pages repeats its number at the head of each.
struct InvoiceStarts {
    /// Indices of sheets, ascending; the first is 0.
    let pages: [Int]

    /// The score from which a number is surely that of an invoice, by `IdentifierFinder`.
    private static let clearNumber = 2.5
    /// Recognition may read one letter of a repeated number wrong.
    private static let misread = 1

    init(_ analysis: DocumentAnalysis) { pages = Self.starts(analysis) }

    /// What is known of the invoice that the pages so far belong to.
    private struct Current {
        var number: String
        var hasTotal: Bool
        var pages: Range<Int>
    }

    private static func starts(_ analysis: DocumentAnalysis) -> [Int] {
        let sheets = analysis.layout.sheets.count
        guard sheets > 1, !listsInvoices(analysis) else { return [0] }
        let numbers = IdentifierFinder(analysis).invoiceNumbersByPage()
        guard let first = numbers[0] else { return [0] }
        let words = WordKeys(analysis.layout)
        let signs = PageSigns(analysis)
        var current = Current(
            number: IdentifierFinder.key(first.value), hasTotal: signs.withTotal.contains(0), pages: 0..<1)
        var starts = [0]
        for page in 1..<sheets {
            let number = numbers[page].flatMap { $0.score >= clearNumber ? IdentifierFinder.key($0.value) : nil }
            if let number, begins(page, number, after: current, signs, words, analysis.layout) {
                starts.append(page)
                current = Current(number: number, hasTotal: signs.withTotal.contains(page), pages: page..<page + 1)
            } else {
                current.hasTotal = current.hasTotal || signs.withTotal.contains(page)
                current.pages = current.pages.lowerBound..<page + 1
            }
        }
        return starts
    }

    private static func begins(
        _ page: Int, _ number: String, after current: Current, _ signs: PageSigns, _ words: WordKeys, _ layout: Layout
    ) -> Bool {
        guard number != current.number, !signs.continued.contains(page) else { return false }
        let restarts = signs.restarted.contains(page)
        let isRecognised = layout.sheets[page].isRecognised
        let isMisread = isRecognised && EditDistance.between(number, current.number) <= misread
        guard restarts || (current.hasTotal && !isMisread && signs.withTotalOrTitle.contains(page)) else {
            return false
        }
        // An annex names the invoice that it belongs to.
        return !words.contain(current.number, onPages: page..<page + 1)
            && !words.contain(number, onPages: current.pages)
    }

    /// A statement and a reminder are lists of invoices, whose numbers they show.
    private static func listsInvoices(_ analysis: DocumentAnalysis) -> Bool {
        switch TitleFinder(analysis).title()?.kind {
        case .statement, .reminder: true
        default: false
        }
    }
}

/// On which pages each word stands: each word is looked at once, however many pages have a number of their own.
private struct WordKeys {
    /// Ascending, by words as `IdentifierFinder.key` makes them.
    private var pages: [String: [Int]] = [:]

    init(_ layout: Layout) {
        for token in layout.tokens where token.text.hasPlainDigit {
            let key = IdentifierFinder.key(token.folded)
            if pages[key]?.last != token.page { pages[key, default: []].append(token.page) }
        }
    }

    func contain(_ key: String, onPages range: Range<Int>) -> Bool {
        pages[key]?.contains(where: range.contains) ?? false
    }
}

/// What the pages of a document show that tells where an invoice begins or ends; indices of sheets.
private struct PageSigns {
    /// A labelled total with its amount.
    private(set) var withTotal: Set<Int> = []
    private(set) var withTotalOrTitle: Set<Int> = []
    /// `Page 1 of 2`.
    private(set) var restarted: Set<Int> = []
    /// `Page 2 of 2`.
    private(set) var continued: Set<Int> = []

    init(_ analysis: DocumentAnalysis) {
        let layout = analysis.layout
        for label in analysis.labels {
            let segment = layout.segments[label.segment]
            switch label.labelKind {
            case .total, .amountDue:
                guard analysis.amounts(inRow: segment.row).contains(where: \.looksLikeMoney) else { continue }
                withTotal.insert(segment.page)
                withTotalOrTitle.insert(segment.page)
            case .title, .creditNote:
                if label.isFirst { withTotalOrTitle.insert(segment.page) }
            case .page: count(label, segment, layout)
            default: break
            }
        }
        restarted.subtract(continued)
    }

    private mutating func count(_ label: Label, _ segment: Segment, _ layout: Layout) {
        let row = layout.rows[segment.row].tokens
        let text = label.rest.isEmpty ? "" : label.rest + " "
        let next = layout.tokens[label.tokens.upperBound..<max(row.upperBound, label.tokens.upperBound)].prefix(2)
        let words = (text + next.map(\.text).joined(separator: " ")).split { !$0.isPlainDigit }
        guard let number = words.first.flatMap({ Int($0) }) else { return }
        if number == 1 { restarted.insert(segment.page) } else { continued.insert(segment.page) }
    }
}
