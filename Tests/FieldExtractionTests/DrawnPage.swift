import FieldExtraction
import Invoices

/// A page drawn as text in a fixed pitch: each word stands where it stands in the drawing.
struct DrawnPage {
    private let drawing: String

    init(_ drawing: String) {
        self.drawing = drawing
    }

    /// 100 columns and 70 rows on an A4 page.
    func page(_ number: Int, source: Page.Source = .textLayer) -> Page {
        let lines = drawing.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { TextLine(words: words(of: String($1), row: $0), block: $0) }.filter { !$0.words.isEmpty }
        return Page(number: number, width: 595, height: 842, source: source, lines: lines)
    }

    /// What is found on it alone.
    ///
    /// - Parameter languages: Those that are known to be its; they are added to what it shows itself.
    func read(source: Page.Source = .textLayer, languages: [String] = []) -> Extraction {
        var template = Template.anyInvoice
        template.languages = languages
        return Extractor(template: template).extract(ReadDocument(pages: [page(1, source: source)]))
    }

    private func words(of line: String, row: Int) -> [Word] {
        var words: [Word] = []
        var column = 0
        for part in line.split(separator: " ", omittingEmptySubsequences: false) {
            if !part.isEmpty { words.append(word(String(part), column: column, row: row)) }
            column += part.count + 1
        }
        return words
    }

    private func word(_ text: String, column: Int, row: Int) -> Word {
        // A little less than its columns, so that words of one run stand apart as they do in print.
        let width = (Double(text.count) - 0.3) / 100
        return Word(
            text: text, box: Box(x: Double(column) / 100, y: Double(row) / 70 + 0.05, width: width, height: 0.011))
    }
}
