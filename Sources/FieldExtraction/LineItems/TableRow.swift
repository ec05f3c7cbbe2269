import Invoices

/// A row of the layout as a table has it: parted into cells where the gaps are wide, each figure a cell of its own.
struct TableRow: Sendable {
    /// A run of words, or one figure.
    struct Cell: Sendable {
        var text: String
        var box: Box
        /// Nil for words.
        var figure: Figure?
        var words: [Token]

        /// Puts its words, which stand from left to right, in the order in which they are read.
        mutating func arrange() {
            guard figure == nil else { return }
            words = ReadingOrder.arranged(words, text: \.text)
            text = words.map(\.text).joined(separator: " ")
        }
    }

    var page: Int
    var cells: [Cell]
    var box: Box
    /// Of a typical word, as a fraction of the page.
    var height: Double

    var words: [Token] { cells.flatMap(\.words) }
    var text: String { cells.map(\.text).joined(separator: " ") }
    var figures: [Cell] { cells.filter { $0.figure != nil } }
    var texts: [Cell] { cells.filter { $0.figure == nil } }

    /// A sheet's rows from top to bottom, without what is no table's: lines along the margin, the table's own rules.
    static func rows(of sheet: Layout.Sheet, in layout: Layout) -> [TableRow] {
        let aspect = sheet.width / sheet.height
        let widths = layout.rows[sheet.rows].flatMap { layout.tokens[$0.tokens].map(letterWidth) }.sorted()
        let letter = widths.isEmpty ? 0 : widths[widths.count / 2]
        let hasThousandths = ThousandthsCurrency.isNamed(among: layout.tokens)
        return layout.rows[sheet.rows].compactMap { row in
            var words = layout.tokens[row.tokens].compactMap(withoutRules).filter {
                isUpright($0, aspect: aspect, letter: letter)
            }
            guard !words.isEmpty else { return nil }
            if sheet.hasRightToLeft { words.sort { $0.box.x < $1.box.x } }
            var made = make(words, page: sheet.number, aspect: aspect)
            if sheet.hasRightToLeft { made.cells.indices.forEach { made.cells[$0].arrange() } }
            if hasThousandths { made.cells.indices.forEach { made.cells[$0].figure?.preferDecimals() } }
            return made
        }
    }

    /// Recognition reads the table's own lines as bars; nil for a word that is nothing else.
    private static func withoutRules(_ word: Token) -> Token? {
        let isRule: (Character) -> Bool = { !$0.isFastLetter && !$0.isFastNumber && "|¦_[]{}~—".contains($0) }
        if word.text.hasPlainEnds { return word }
        guard let first = word.text.first, let last = word.text.last, isRule(first) || isRule(last) else { return word }
        let inner = word.text.drop(while: isRule).reversed().drop(while: isRule).reversed()
        // [FURN_7777] is a code and keeps its brackets.
        if first == "[", last == "]", inner.count > 1 { return word }
        return inner.isEmpty ? nil : word.holding(String(inner))
    }

    private static func letterWidth(_ word: Token) -> Double { word.box.width / Double(word.text.count) }

    /// A line printed along the margin would join rows that have nothing in common. Its words are higher than wide and have
    /// little width for each of their letters; of a font in high boxes a short word may be higher than wide, too.
    private static func isUpright(_ word: Token, aspect: Double, letter: Double) -> Bool {
        word.text.count < 3 || word.box.height < 1.5 * word.box.width * aspect || letterWidth(word) > 0.6 * letter
    }

    private static func make(_ words: [Token], page: Int, aspect: Double) -> TableRow {
        let heights = words.map(\.box.height).sorted()
        let height = heights[heights.count / 2]
        let letters = words.reduce(0) { $0 + $1.text.count }
        // A fixed pitch has spaces as wide as its letters, wider than a proportional font's for its height.
        let pitch = words.reduce(0) { $0 + $1.box.width } * aspect / Double(max(letters, 1))
        let gap = Gap(word: max(height * 0.6, pitch * 1.2), cell: max(height * 0.9, pitch * 1.6), aspect: aspect)
        var cells: [Cell] = []
        var index = words.startIndex
        while index < words.endIndex {
            let read = Figure.read(words[index...], gap: gap)
            if let (figure, count) = read,
                !isInText(words, index..<index + count, figure, gap: gap)
            {
                let used = Array(words[index..<index + count])
                cells.append(Cell(text: figure.text, box: figure.box, figure: figure, words: used))
                index += count
            } else {
                append(words[index], to: &cells, gap: gap)
                index += 1
            }
        }
        let box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
        return TableRow(page: page, cells: cells, box: box, height: height)
    }

    /// Whether a number is a part of running words: `Course for 12 people`, `300 cm x 100 cm`, `iPad 2`.
    private static func isInText(_ words: [Token], _ range: Range<Int>, _ figure: Figure, gap: Gap) -> Bool {
        func isWord(_ index: Int, besides edge: Double) -> Bool {
            guard words.indices.contains(index), !Figure.isNumber(words[index].text) else { return false }
            let box = words[index].box
            return min(abs(box.maxX - edge), abs(box.x - edge)) * gap.aspect < gap.word
        }
        let follows = isWord(range.lowerBound - 1, besides: figure.box.x)
        let leads = isWord(range.upperBound, besides: figure.box.maxX)
        // A price of four decimals is no size.
        let isSize = !figure.isMoney && !figure.isPercent && figure.readings.count == 1 && figure.value.exponent > -3
        return follows && (leads || isSize)
    }

    private static func append(_ word: Token, to cells: inout [Cell], gap: Gap) {
        if let last = cells.last, last.figure == nil, gap.between(last.box, word.box) < gap.cell {
            cells[cells.count - 1].text += " " + word.text
            cells[cells.count - 1].box = last.box.union(word.box)
            cells[cells.count - 1].words.append(word)
        } else {
            cells.append(Cell(text: word.text, box: word.box, figure: nil, words: [word]))
        }
    }
}
