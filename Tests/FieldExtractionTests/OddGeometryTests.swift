import Patterns
import Testing

@testable import FieldExtraction
@testable import Invoices

/// Places of words as no page has them: fonts, matrices and other programs' boxes bring them.
struct OddGeometryTests {
    private static let numbers = [
        Double.nan, .infinity, -.infinity, 1e300, -1e300, 1e9, -1e9, -0.9, -0.01, 0, 1.9, 1e-300,
    ]

    private func page(_ box: Box, width: Double = 595, height: Double = 842) -> Page {
        let sound = DrawnPage("Rechnung 4711\nGesamtbetrag 262,99 EUR").page(1)
        let odd = TextLine(words: [Word(text: "Zuschlag", box: box), Word(text: "12,00", box: box)])
        return Page(number: 1, width: width, height: height, source: .textLayer, lines: sound.lines + [odd])
    }

    private var template: Template {
        Template(fields: [FieldRule(name: "invoice.number", pattern: "Rechnung (\\d+)")])
    }

    @Test func `a word over the page's left edge stands at the beginning of its row`() throws {
        let box = Box(x: -0.2, y: 0.5, width: 0.1, height: 0.01)
        let text = try PrintedText(rowsOf: [page(box)], within: MatchingBudget()).text
        #expect(text.split(separator: "\n").last == "Zuschlag 12,00")
    }

    @Test(arguments: numbers)
    func `a word anywhere ends nothing, and the others are read`(number: Double) {
        for box in [
            Box(x: number, y: 0.5, width: 0.1, height: 0.01), Box(x: 0.1, y: number, width: 0.1, height: 0.01),
            Box(x: 0.1, y: 0.5, width: number, height: 0.01), Box(x: 0.1, y: 0.5, width: 0.1, height: number),
            Box(x: number, y: number, width: number, height: number),
        ] {
            let extraction = Extractor(template: template).extract(ReadDocument(pages: [page(box)]))
            #expect(extraction["invoice.number"]?.value.text == "4711")
        }
    }

    @Test(arguments: numbers)
    func `a page of any size is read`(number: Double) {
        let box = Box(x: 0.1, y: 0.5, width: 0.1, height: 0.01)
        for (width, height) in [(number, 842), (595, number), (number, number)] {
            let document = ReadDocument(pages: [page(box, width: width, height: height)])
            let extraction = Extractor(template: template).extract(document)
            #expect(extraction["invoice.number"]?.value.text == "4711")
        }
    }

    @Test func `a number becomes the nearest whole one, and no number becomes 0`() {
        #expect(Int(saturating: 1.5) == 2 && Int(saturating: -1.5) == -2 && Int(saturating: .nan) == 0)
        #expect(Int(saturating: .infinity) == 1_000_000_000 && Int(saturating: -1e300) == -1_000_000_000)
    }
}
