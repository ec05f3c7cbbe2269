import Invoices
import Patterns

/// Text of pages, with the word behind each of its bytes.
struct PrintedText: Sendable {
    /// Where the bytes of one word, or of several, stand.
    struct Place: Sendable {
        /// The page's number, from 1.
        let page: Int
        fileprivate(set) var box: Box
        fileprivate(set) var confidence: Double
        let source: Field.Source
    }

    /// What stands here; each byte's owner is the number of its word's place.
    private(set) var content = PrintedBytes()
    private var places: [Place] = []

    var bytes: [UInt8] { content.bytes }
    var text: String { String(decoding: content.bytes, as: UTF8.self) }

    /// Block after block; only the words whose middle lies in the region, where one is given.
    init(reading page: Page, region: Box? = nil, within budget: MatchingBudget) throws(PatternError) {
        for line in page.lines {
            try budget.checkTime()
            let words = line.words.filter { region?.containsCentre(of: $0.box) ?? true }
            guard !words.isEmpty else { continue }
            if content.count > 0 { try append("\n", within: budget) }
            for (index, word) in words.enumerated() {
                if index > 0 { try append(" ", within: budget) }
                try append(word.text, Place(word.box, word.confidence, of: page), within: budget)
            }
        }
    }

    /// Row after row, all pages, each column at its place as if typed.
    init(rowsOf pages: [Page], region: Box? = nil, within budget: MatchingBudget) throws(PatternError) {
        try budget.checkTime()
        let pages = pages.map { page in region.map(page.words(in:)) ?? page }
        let layout = Layout(pages, mendsWords: false)
        for (index, sheet) in layout.sheets.enumerated() {
            if index > 0 { try append("\n\u{0C}", within: budget) }
            let letterWidth = sheet.letterWidth(layout)
            var bottom: Double?
            for row in layout.rows[sheet.rows] {
                try budget.checkTime()
                if let bottom {
                    try append(row.top - bottom > 0.9 * sheet.textHeight ? "\n\n" : "\n", within: budget)
                }
                try append(row, of: layout, letterWidth: letterWidth, page: pages[index], within: budget)
                bottom = max(bottom ?? row.bottom, row.bottom)
            }
        }
    }

    /// Takes `content` in place of what is here, and gives that back.
    mutating func replace(by content: PrintedBytes, within budget: MatchingBudget) {
        budget.giveBack(bytes: self.content.size)
        self.content = content
    }

    /// Where these bytes stand: on the first page of theirs, as sure as the least sure of their words; nil of nobody's.
    func place(of ranges: [Range<Int>]) -> Place? {
        var whole: Place?
        // A word's bytes follow each other.
        var last = PrintedBytes.nobody
        for owner in ranges.lazy.flatMap({ content.owners[$0] }) where owner != PrintedBytes.nobody && owner != last {
            last = owner
            let place = places[Int(owner)]
            guard whole != nil else {
                whole = place
                continue
            }
            whole?.add(place)
        }
        return whole
    }

    func string(_ range: Range<Int>) -> String { String(decoding: content.bytes[range], as: UTF8.self) }

    private mutating func append(
        _ row: Row, of layout: Layout, letterWidth: Double, page: Page, within budget: MatchingBudget
    ) throws(PatternError) {
        var column = 0
        for segment in layout.segments[row.segments] {
            // A letter may stand over the page's left edge.
            let start = max(0, Int(saturating: (segment.left / letterWidth).rounded(.down)))
            let gap = column == 0 ? start : max(2, start - column)
            try append(String(repeating: " ", count: min(gap, 200)), within: budget)
            column += gap
            for (index, token) in layout.tokens[segment.tokens].enumerated() {
                if index > 0 { try append(" ", within: budget) }
                try append(token.text, Place(token.box, token.confidence, of: page), within: budget)
                column += token.text.count + (index > 0 ? 1 : 0)
            }
        }
    }

    private mutating func append(_ text: String, within budget: MatchingBudget) throws(PatternError) {
        try content.append(text.utf8, of: PrintedBytes.nobody, within: budget)
    }

    private mutating func append(_ word: String, _ place: Place, within budget: MatchingBudget) throws(PatternError) {
        // Twice, since the places grow in place.
        try budget.spend(bytes: 2 * MemoryLayout<Place>.stride)
        try content.append(word.utf8, of: Int32(places.count), within: budget)
        places.append(place)
    }
}

extension PrintedText.Place {
    fileprivate init(_ box: Box, _ confidence: Double, of page: Page) {
        (self.page, self.box, self.confidence) = (page.number, box, confidence)
        source = page.source == .ocr ? .ocr : .textLayer
    }

    fileprivate mutating func add(_ other: Self) {
        confidence = min(confidence, other.confidence)
        if other.page == page { box = box.union(other.box) }
    }
}

extension Page {
    fileprivate func words(in region: Box) -> Page {
        var page = self
        page.lines = lines.compactMap { line in
            let words = line.words.filter { region.containsCentre(of: $0.box) }
            return words.isEmpty ? nil : TextLine(words: words, block: line.block)
        }
        return page
    }
}

extension Layout.Sheet {
    /// Points that a letter takes, on the mean.
    fileprivate func letterWidth(_ layout: Layout) -> Double {
        let tokens = rows.flatMap { Array(layout.tokens[layout.rows[$0].tokens]) }
        let letters = tokens.reduce(0) { $0 + $1.text.count }
        let width = tokens.reduce(0) { $0 + $1.right - $1.left }
        return letters > 0 ? max(width / Double(letters), 1) : 5
    }
}
