import Invoices

/// A word with its place in points, ready to be compared.
struct Token: Sendable {
    private(set) var text: String
    /// `text` folded.
    private(set) var folded: String
    /// Index into the document's pages.
    let page: Int
    /// Index into the layout's rows, known once its line is part of one.
    var row = 0
    private(set) var left: Double
    private(set) var right: Double
    let top: Double
    let bottom: Double
    let confidence: Double
    let alternatives: [String]
    private(set) var box: Box

    /// - Parameter isMirrored: Whether the page is read from right to left: then `left` and `right` count from its right
    ///   side, so that a label's value is at its right there, too. The box stays where it is printed.
    init(_ word: Word, page: Int, width: Double, height: Double, isMirrored: Bool = false) {
        text = WesternDigits.of(word.text)
        folded = TextFolding.fold(text)
        self.page = page
        left = (isMirrored ? 1 - word.box.maxX : word.box.x) * width
        right = (isMirrored ? 1 - word.box.x : word.box.maxX) * width
        top = word.box.y * height
        bottom = word.box.maxY * height
        confidence = word.confidence
        alternatives = word.alternatives
        box = word.box
    }

    var height: Double { bottom - top }
    var middle: Double { (top + bottom) / 2 }

    /// The same place with another text.
    func holding(_ text: String) -> Token {
        var token = self
        token.text = text
        token.folded = TextFolding.fold(text)
        return token
    }

    /// The parts of its text, which make the whole, each with its share of the width.
    func parted(_ parts: [String]) -> [Token] {
        guard parts.count > 1, !text.isEmpty else { return [self] }
        let letters = Double(text.count)
        var start = 0.0
        return parts.map { part in
            let share = Double(part.count) / letters
            var token = holding(part)
            token.left = left + (right - left) * start
            token.right = token.left + (right - left) * share
            token.box = Box(x: box.x + box.width * start, y: box.y, width: box.width * share, height: box.height)
            start += share
            return token
        }
    }
}
