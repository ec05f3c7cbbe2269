import Invoices

/// Whether a page is laid out from right to left, as those in Hebrew and Arabic mostly are: labels stand at the right of
/// their values, and the first column of a table at its right.
struct PageDirection {
    /// Whether some words are written from right to left.
    let hasRightToLeft: Bool
    /// Whether the page is laid out so, too: forms in such a language may have their labels at the left.
    let isMirrored: Bool

    init(_ page: Page) {
        let words = page.lines.flatMap(\.words)
        let letters = words.filter { ReadingOrder.runsLeft($0.text) }
        hasRightToLeft = !letters.isEmpty
        guard letters.count >= Self.fewestWords else {
            isMirrored = false
            return
        }
        let numbers = words.filter { $0.text.hasPlainDigit && !ReadingOrder.runsLeft($0.text) }
        let sides = numbers.map { Self.side(of: $0, beside: letters) }
        isMirrored = sides.count { $0 == .left } > sides.count { $0 == .right }
    }

    private static let fewestWords = 3

    private enum Side { case left, right }

    /// On which side of all words of its line the number stands; nil where it is among them, or alone.
    private static func side(of number: Word, beside words: [Word]) -> Side? {
        let middle = number.box.y + number.box.height / 2
        let line = words.filter { $0.box.y < middle && middle < $0.box.maxY }
        guard !line.isEmpty else { return nil }
        if line.allSatisfy({ $0.box.x >= number.box.maxX }) { return .left }
        return line.allSatisfy { $0.box.maxX <= number.box.x } ? .right : nil
    }
}
