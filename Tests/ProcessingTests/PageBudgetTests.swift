import Invoices
import Testing

@testable import Processing

/// What the pages of one job may hold together.
struct PageBudgetTests {
    private func page(words: Int, pictureBytes: Int = 0) -> ReadPage {
        let word = Word(text: "a", box: Box(x: 0, y: 0, width: 0.1, height: 0.1))
        let lines = [TextLine(words: Array(repeating: word, count: words))]
        return ReadPage(
            page: Page(number: 1, width: 1, height: 1, source: .ocr, lines: lines),
            jpeg: [UInt8](repeating: 0, count: pictureBytes))
    }

    @Test func `the words of all pages are counted together`() throws {
        let budget = PageBudget(words: 10, pictureBytes: 0)
        for _ in 0..<2 { try budget.take(page(words: 5)) }
        let failure = #expect(throws: JobFailure.self) { try budget.take(page(words: 1)) }
        #expect(failure?.code == .documentTooLarge && failure?.kind == .permanent)
    }

    @Test func `pictures count as well as words`() throws {
        let budget = PageBudget(words: 0, pictureBytes: 10)
        try budget.take(page(words: 0, pictureBytes: 10))
        let failure = #expect(throws: JobFailure.self) { try budget.take(page(words: 0, pictureBytes: 1)) }
        #expect(failure?.code == .documentTooLarge)
    }
}
