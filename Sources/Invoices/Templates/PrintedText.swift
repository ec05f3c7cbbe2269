/// Text of pages, with the word behind each of its bytes.
struct PrintedText: Sendable {
    struct Place: Sendable {
        let word: Word
        /// The page's number, from 1.
        let page: Int
        let source: Field.Source
    }

    /// Owner of bytes that no word stands behind: spaces and line ends.
    static let nobody: Int32 = -1

    private(set) var bytes: [UInt8] = []
    /// For each byte the place it belongs to.
    private(set) var owners: [Int32] = []
    private var places: [Place] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Block after block; only the words whose middle lies in the region, where one is given.
    init(reading page: Page, region: Box? = nil) {
        for line in page.lines {
            let words = line.words.filter { region?.containsCentre(of: $0.box) ?? true }
            guard !words.isEmpty else { continue }
            if !bytes.isEmpty { append("\n") }
            for (index, word) in words.enumerated() {
                if index > 0 { append(" ") }
                append(word, of: page)
            }
        }
    }

    /// Row after row, all pages, each column at its place as if typed.
    init(rowsOf pages: [Page], region: Box? = nil) {
        let pages = pages.map { page in region.map(page.words(in:)) ?? page }
        let layout = Layout(pages)
        for (index, sheet) in layout.sheets.enumerated() {
            if index > 0 { append("\n\u{0C}") }
            var bottom: Double?
            for row in layout.rows[sheet.rows] {
                if let bottom { append(row.top - bottom > 0.9 * sheet.textHeight ? "\n\n" : "\n") }
                append(row, of: layout, letterWidth: sheet.letterWidth(layout), page: pages[index])
                bottom = max(bottom ?? row.bottom, row.bottom)
            }
        }
    }

    /// Replaces all bytes; `owners` must be as long.
    mutating func replace(bytes: [UInt8], owners: [Int32]) {
        precondition(bytes.count == owners.count)
        self.bytes = bytes
        self.owners = owners
    }

    /// The words behind these bytes, each once.
    func places(in range: Range<Int>) -> [Place] {
        var seen: Set<Int32> = []
        return owners[range].compactMap { owner in
            owner != Self.nobody && seen.insert(owner).inserted ? places[Int(owner)] : nil
        }
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func append(_ row: Row, of layout: Layout, letterWidth: Double, page: Page) {
        var column = 0
        for segment in layout.segments[row.segments] {
            // A letter may stand over the page's left edge.
            let start = max(0, Int(saturating: (segment.left / letterWidth).rounded(.down)))
            let gap = column == 0 ? start : max(2, start - column)
            append(String(repeating: " ", count: min(gap, 200)))
            column += gap
            for (index, token) in layout.tokens[segment.tokens].enumerated() {
                if index > 0 { append(" ") }
                append(Word(text: token.text, confidence: token.confidence, box: token.box), of: page)
                column += token.text.count + (index > 0 ? 1 : 0)
            }
        }
    }

    private mutating func append(_ text: String) {
        bytes += text.utf8
        owners += repeatElement(Self.nobody, count: text.utf8.count)
    }

    private mutating func append(_ word: Word, of page: Page) {
        bytes += word.text.utf8
        owners += repeatElement(Int32(places.count), count: word.text.utf8.count)
        places.append(Place(word: word, page: page.number, source: page.source == .ocr ? .ocr : .textLayer))
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
