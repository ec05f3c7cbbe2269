import Invoices
import Rendering

/// Joins a text layer's characters into words and lines.
///
/// Poppler writes no space between table cells, so a gap between characters' areas also ends a word.
struct GlyphLines {
    /// In heights of the character: a wider gap separates two words or cells.
    private static let wordGap = 0.12
    private static let cellGap = 2.5

    private static let page = Box(x: 0, y: 0, width: 1, height: 1)

    private(set) var lines: [TextLine] = []
    /// The quarter turns clockwise that put the page's text upright; the places of the lines are those on the page
    /// turned so.
    let quarters: Int
    private let width: Double
    private let height: Double
    private var words: [Word] = []
    private var scalars = String.UnicodeScalarView()
    private var area: PDFPage.Area?
    private var last: PDFPage.Area?
    private var isBold = false

    init(_ page: PDFPage) {
        var glyphs = page.glyphs
        quarters = TextDirection(glyphs).quarters
        (width, height) = quarters % 2 == 0 ? (page.width, page.height) : (page.height, page.width)
        if quarters != 0 {
            for index in glyphs.indices {
                glyphs[index].area = glyphs[index].area.turned(
                    quarters: quarters, width: page.width, height: page.height)
            }
        }
        guard !glyphs.isEmpty, width > 0, height > 0 else { return }
        var bold = [Bool](repeating: false, count: glyphs.count)
        for range in page.boldRanges {
            for index in range.clamped(to: 0...glyphs.count - 1) { bold[index] = true }
        }
        for (index, glyph) in glyphs.enumerated() { add(glyph, isBold: bold[index]) }
        endLine()
        numberBlocks()
    }

    private mutating func add(_ glyph: PDFPage.Glyph, isBold: Bool) {
        if glyph.scalar == "\n" || glyph.scalar == "\r" { return endLine() }
        if isBlank(glyph.scalar) { return endWord() }
        // Marks of direction: nobody sees them.
        if !glyph.scalar.isASCII, glyph.scalar.properties.isBidiControl { return }
        let runsLeft = ReadingOrder.runsLeft(glyph.scalar) || scalars.last.map(ReadingOrder.runsLeft) == true
        if let last { part(last, glyph.area, runsLeft: runsLeft) }
        if scalars.isEmpty { self.isBold = isBold }
        scalars.append(glyph.scalar)
        area = area.map { $0.union(glyph.area) } ?? glyph.area
        last = glyph.area
    }

    /// A fast path for ASCII, since Unicode's tables are slow and nearly all characters are ASCII.
    private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// Ends the word or the line between two characters that are adjacent in the text but not on the page.
    ///
    /// - Parameter runsLeft: Whether one of the two is of a script that is written from right to left.
    private mutating func part(_ last: PDFPage.Area, _ next: PDFPage.Area, runsLeft: Bool) {
        if isStacked(last, next) { return }
        let size = max(last.height, next.height, 0.1)
        let isLeft = runsLeft && next.midX < last.midX
        let gap = isLeft ? last.minX - next.maxX : next.minX - last.maxX
        let goesBack = !isLeft && next.minX < last.minX - 0.5 * size
        if abs(next.midY - last.midY) > 0.6 * size || goesBack || gap > Self.cellGap * size {
            endLine()
        } else if gap > Self.wordGap * size {
            endWord()
        }
    }

    /// True for text that runs up or down the page: the characters have the same sides and are close to each other.
    private func isStacked(_ last: PDFPage.Area, _ next: PDFPage.Area) -> Bool {
        let size = max(last.width, next.width, 0.1)
        let gap = max(next.minY - last.maxY, last.minY - next.maxY)
        return abs(next.minX - last.minX) < 0.1 * size && abs(next.maxX - last.maxX) < 0.1 * size
            && abs(gap) < Self.wordGap * size
    }

    private mutating func endWord() {
        defer { (scalars, area) = (String.UnicodeScalarView(), nil) }
        guard let area, !scalars.isEmpty else { return }
        let box = Box(
            x: area.minX / width, y: area.minY / height, width: area.width / width, height: area.height / height)
        // Text outside the page is seen by nobody.
        guard [box.x, box.y, box.maxX, box.maxY].allSatisfy((-1...2).contains), Self.page.containsCentre(of: box) else {
            return
        }
        words.append(Word(text: String(scalars), box: box, isBold: isBold))
    }

    private mutating func endLine() {
        endWord()
        last = nil
        if !words.isEmpty { lines.append(TextLine(words: words)) }
        words = []
    }

    /// Numbers the blocks: a line belongs to the block of the line before if it is close below it.
    private mutating func numberBlocks() {
        var block = 0
        for index in lines.indices.dropFirst() {
            let (above, below) = (lines[index - 1].box, lines[index].box)
            let gap = below.y - above.maxY
            let size = max(above.height, below.height)
            let overlaps = below.x < above.maxX && above.x < below.maxX
            if !overlaps || gap > 0.8 * size || gap < -0.6 * size { block += 1 }
            lines[index].block = block
        }
    }
}

extension PDFPage.Area {
    func union(_ other: PDFPage.Area) -> PDFPage.Area {
        var whole = self
        whole.minX = min(minX, other.minX)
        whole.minY = min(minY, other.minY)
        whole.maxX = max(maxX, other.maxX)
        whole.maxY = max(maxY, other.maxY)
        return whole
    }
}
