import Invoices
import Rendering

/// The texts of a form's fields as lines of the page. A field tells its own place, but not those of its words.
struct FormLines {
    private(set) var lines: [TextLine] = []

    /// Of the widths and heights of letters, in font sizes.
    private static let letterWidth = 0.5
    /// The height of a line in a field whose letters fit its size, in points.
    private static let usualLine = 12.0

    /// `quarters` are the turns clockwise that put the page's text upright.
    init(_ page: PDFPage, quarters: Int) {
        for field in page.formTexts {
            for (text, area) in Self.rows(of: field) {
                let words = Self.words(of: text, in: area, fontSize: field.fontSize).map { text, area in
                    Word(text: text, box: Self.box(area, on: page).turned(quarters: quarters))
                }
                if !words.isEmpty { lines.append(TextLine(words: words)) }
            }
        }
    }

    private static func box(_ area: PDFPage.Area, on page: PDFPage) -> Box {
        Box(
            x: area.minX / page.width, y: area.minY / page.height, width: area.width / page.width,
            height: area.height / page.height)
    }

    /// The lines of the text one below the other; a single one in the middle of the field's height.
    private static func rows(of field: PDFPage.FormText) -> [(String, PDFPage.Area)] {
        let texts = field.text.split(whereSeparator: \.isNewline).map(String.init)
        guard !texts.isEmpty, field.area.width > 0, field.area.height > 0 else { return [] }
        let wanted = field.fontSize > 0 ? field.fontSize * 1.2 : usualLine
        let line = min(wanted, field.area.height / Double(texts.count))
        let top = texts.count == 1 ? field.area.midY - line / 2 : field.area.minY
        return texts.enumerated().map { index, text in
            var area = field.area
            area.minY = top + Double(index) * line
            area.maxY = area.minY + line
            return (text, area)
        }
    }

    /// The words side by side, from the left of the line.
    private static func words(
        of text: String, in area: PDFPage.Area, fontSize: Double
    ) -> [(String, PDFPage.Area)] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let letters = text.count
        guard letters > 0 else { return [] }
        let size = fontSize > 0 ? fontSize : area.height
        let width = min(area.width / Double(letters), size * letterWidth)
        var left = area.minX
        return words.map { word in
            var place = area
            place.minX = left
            place.maxX = left + Double(word.count) * width
            left = place.maxX + width
            return (word, place)
        }
    }
}
