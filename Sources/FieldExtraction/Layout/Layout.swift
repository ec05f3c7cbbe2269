import Invoices

/// The document's words as rows and segments, from top to bottom and left to right, page after page.
struct Layout: Sendable {
    struct Sheet: Sendable {
        let number: Int
        let width: Double
        let height: Double
        let rows: Range<Int>
        let isRecognised: Bool
        /// The height that most words have, in points.
        let textHeight: Double
        /// Whether some words are written from right to left.
        let hasRightToLeft: Bool
    }

    private(set) var tokens: [Token] = []
    private(set) var segments: [Segment] = []
    private(set) var rows: [Row] = []
    private(set) var sheets: [Sheet] = []

    /// - Parameter mendsWords: Whether words are parted and mended that recognition joined and misread; a template's
    ///   patterns are written for the words as they are.
    init(_ pages: [Page], mendsWords: Bool = true) {
        for (index, page) in pages.enumerated() { add(page, index: index, mendsWords: mendsWords) }
        for place in CreditMark.ledgerMarks(in: rows.map { tokens[$0.tokens] }) {
            tokens[place] = tokens[place].holding(CreditMark.plain)
        }
    }

    func text(_ range: Range<Int>) -> String {
        tokens[range].map(\.text).joined(separator: " ")
    }

    func box(_ range: Range<Int>) -> Box? {
        guard let first = tokens[range].first else { return nil }
        return tokens[range].dropFirst().reduce(first.box) { $0.union($1.box) }
    }

    /// The row in which these words begin.
    func row(of range: Range<Int>) -> Int { tokens[range.lowerBound].row }

    /// The mean recognition confidence of these words.
    func confidence(_ range: Range<Int>) -> Double {
        range.isEmpty ? 0 : tokens[range].reduce(0) { $0 + $1.confidence } / Double(range.count)
    }

    /// Points; the longest side that a PDF may have is 14,400.
    private static let longestSide = 1e6

    private mutating func add(_ page: Page, index: Int, mendsWords: Bool) {
        // NaN is neither greater nor less.
        let (width, height) = (
            page.width <= Self.longestSide ? max(page.width, 1) : 1,
            page.height <= Self.longestSide ? max(page.height, 1) : 1
        )
        let direction = PageDirection(page)
        var lines = page.lines.map { line in
            line.words.filter { !$0.text.isEmpty && $0.box.width > 0 && $0.box.height > 0 && $0.box.isPlausible }
                .map { Token($0, page: index, width: width, height: height, isMirrored: direction.isMirrored) }
                .sorted { $0.left < $1.left }
        }
        if mendsWords, page.source == .ocr { lines = Self.mended(lines) }
        let firstRow = rows.count
        let heights = lines.joined().map(\.height).sorted()
        let textHeight = heights.isEmpty ? 10 : heights[heights.count / 2]
        let level = lines.flatMap { Self.level($0, textHeight: textHeight) }
        for row in RowBuilder(textHeight: textHeight).rows(of: level) {
            append(
                row, page: index, factor: page.source == .ocr ? 1.2 : 0.95,
                hasRightToLeft: direction.hasRightToLeft)
        }
        sheets.append(
            Sheet(
                number: page.number, width: width, height: height, rows: firstRow..<rows.count,
                isRecognised: page.source == .ocr, textHeight: textHeight,
                hasRightToLeft: direction.hasRightToLeft))
    }

    private static func mended(_ lines: [[Token]]) -> [[Token]] {
        let figures = MisreadFigures(lines)
        return lines.map { line in
            let words = line.flatMap { $0.parted(JoinedWords.parts(of: $0.text)) }
            return words.indices.map { place in
                let (last, next) = (
                    place > 0 ? words[place - 1].text : "", place + 1 < words.count ? words[place + 1].text : ""
                )
                let text = figures.mended(words[place].text, behind: last, before: next)
                return text == words[place].text ? words[place] : words[place].holding(text)
            }
        }
    }

    /// A line in parts whose words are level: recognition takes the dirt along a margin for one line.
    private static func level(_ line: [Token], textHeight: Double) -> [[Token]] {
        var parts: [[Token]] = []
        for token in line {
            if let last = parts.last?.last,
                max(token.top - last.bottom, last.top - token.bottom) <= farthestApart * textHeight
            {
                parts[parts.count - 1].append(token)
            } else {
                parts.append([token])
            }
        }
        return parts
    }

    /// How far above or below the word before it a word of the same line may begin, in heights of a word: a quotation
    /// mark and a point are half a height apart.
    private static let farthestApart = 0.7

    private mutating func append(_ row: [Token], page: Int, factor: Double, hasRightToLeft: Bool) {
        let firstToken = tokens.count
        let firstSegment = segments.count
        var start = firstToken
        tokens.append(contentsOf: row)
        for position in firstToken..<tokens.count {
            tokens[position].row = rows.count
            let isLast = position + 1 == tokens.count
            if isLast || isGap(tokens[position], tokens[position + 1], factor) {
                if hasRightToLeft { arrange(start..<position + 1) }
                segments.append(segment(start..<position + 1, page: page))
                start = position + 1
            }
        }
        rows.append(
            Row(
                page: page, tokens: firstToken..<tokens.count, segments: firstSegment..<segments.count,
                top: row.map(\.top).min() ?? 0, bottom: row.map(\.bottom).max() ?? 0))
    }

    /// Puts a segment's words, which stand by their places, in the order in which they are read.
    private mutating func arrange(_ range: Range<Int>) {
        let printed = tokens[range].sorted { $0.box.x < $1.box.x }
        tokens.replaceSubrange(range, with: ReadingOrder.arranged(printed, text: \.text))
    }

    /// Typewriter fonts have word gaps of 0.6 of the height; columns stand further apart than a whole height.
    /// Recognised boxes hold the ink alone, which is lower than the type.
    private func isGap(_ left: Token, _ right: Token, _ factor: Double) -> Bool {
        right.left - left.right > factor * min(max(left.height, right.height), 1.5 * min(left.height, right.height))
    }

    private func segment(_ range: Range<Int>, page: Int) -> Segment {
        let part = tokens[range]
        return Segment(
            tokens: range, row: rows.count, page: page, left: part.map(\.left).min() ?? 0,
            right: part.map(\.right).max() ?? 0, top: part.map(\.top).min() ?? 0,
            bottom: part.map(\.bottom).max() ?? 0, text: text(range))
    }
}
