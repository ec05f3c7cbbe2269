import Testing

@testable import FieldExtraction
@testable import Invoices

struct TableRowTests {
    @Test func `a second line set close under a name is a row of its own`() {
        let name = line(["Soft-close", "hinge,", "pair"], y: 0.500)
        let note = line(["As", "agreed", "by", "e-mail"], y: 0.505)
        #expect(rows([name, note]).map(\.text) == ["Soft-close hinge, pair", "As agreed by e-mail"])
    }

    @Test func `bars that recognition read of the table's lines are no words, and a code keeps its brackets`() {
        #expect(rows([line(["|", "[FURN_7777]", "Desk|"], y: 0.5)]).map(\.text) == ["[FURN_7777] Desk"])
    }

    @Test func `a line along the margin joins no row`() {
        let upright = Word(text: "Litho", box: Box(x: 0.02, y: 0.3, width: 0.01, height: 0.4))
        let rows = rows([line(["Desk"], y: 0.5), TextLine(words: [upright])])
        #expect(rows.map(\.text) == ["Desk"])
    }

    @Test func `a short word in a high box is a word like others`() {
        let words = [("Cable", 0.10, 0.05), ("2.5", 0.17, 0.022), ("mm", 0.21, 0.03), ("1.19", 0.7, 0.025)]
        let high = TextLine(
            words: words.map { Word(text: $0.0, box: Box(x: $0.1, y: 0.5, width: $0.2, height: 0.03)) })
        #expect(rows([high]).map(\.text) == ["Cable 2.5 mm 1.19"])
    }

    @Test func `dirt down a margin that was read as one line joins no rows`() {
        let dirt = TextLine(words: [
            Word(text: "KE", box: Box(x: 0.05, y: 0.3, width: 0.02, height: 0.012)),
            Word(text: "PB", box: Box(x: 0.05, y: 0.5, width: 0.02, height: 0.012)),
        ])
        #expect(rows([line(["Desk"], y: 0.3), dirt, line(["Lamp"], y: 0.5)]).map(\.text) == ["KE Desk", "PB Lamp"])
    }

    private func rows(_ lines: [TextLine]) -> [TableRow] {
        let layout = Layout([Page(number: 1, width: 595, height: 842, source: .textLayer, lines: lines)])
        return layout.sheets.flatMap { TableRow.rows(of: $0, in: layout) }
    }

    /// Words a blank apart, 0.012 of the page high.
    private func line(_ words: [String], y: Double) -> TextLine {
        var x = 0.1
        return TextLine(
            words: words.map { text in
                defer { x += Double(text.count) * 0.01 + 0.005 }
                return Word(text: text, box: Box(x: x, y: y, width: Double(text.count) * 0.01, height: 0.012))
            })
    }
}
