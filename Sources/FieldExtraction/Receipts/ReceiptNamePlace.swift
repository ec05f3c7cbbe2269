import Invoices

/// What of a row may be a name: dirt may stand beside it, and a tax number or the register's behind it.
struct ReceiptNamePlace {
    let tokens: Range<Int>
    let text: String

    init(row: Int, of analysis: DocumentAnalysis) {
        let layout = analysis.layout
        var tokens = layout.rows[row].tokens
        while tokens.count > 1, Self.isDirt(tokens.lowerBound, layout) { tokens.removeFirst() }
        while tokens.count > 1, Self.isDirt(tokens.upperBound - 1, layout) { tokens.removeLast() }
        self.tokens = tokens.lowerBound..<Self.end(of: tokens, row, analysis)
        let line = NameText.clean(NameText.withInitials(LegalForm.mended(layout.text(self.tokens))))
        text = line.hasSuffix("(") ? String(line.dropLast()).trimmingEnds : line
    }

    /// Where a number begins, or what announces it.
    private static func end(of tokens: Range<Int>, _ row: Int, _ analysis: DocumentAnalysis) -> Int {
        let words = analysis.layout.tokens
        let numbers = analysis.layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) }
            .filter { ($0.labelKind == .taxId || LabelKind.registrations.contains($0.labelKind)) && $0.length > 2 }.map(
                \.tokens.lowerBound)
        let number = tokens.dropFirst().first { token in
            numbers.contains(token) || words[token].text.count(where: \.isPlainDigit) >= 5
        }
        guard var end = number else { return dirt(in: tokens, words) ?? tokens.upperBound }
        // What the number is, where it was not read as a label: `"KALVE" PUN LV40003521600`.
        while end > tokens.lowerBound + 1, !words[end].text.contains("("),
            words[end - 1].text.count(where: \.isFastLetter) <= 3, !isPart(words[end - 1].text)
        {
            end -= 1
        }
        // `(Company No 604412-K)`
        let open = (tokens.lowerBound + 1..<end).last { words[$0].text.hasPrefix("(") }
        if let open, !words[open..<end].contains(where: { $0.text.contains(")") }) { end = open }
        return end
    }

    /// Where a mark stands alone behind a legal form: what follows is the edge of the paper or another column.
    private static func dirt(in tokens: Range<Int>, _ words: [Token]) -> Int? {
        tokens.dropFirst(2).first { token in
            words[token].text.allSatisfy { !$0.isFastLetter && !$0.isFastNumber && $0 != "&" && $0 != "+" && $0 != "-" }
                && LegalForm.isAtEnd(of: words[tokens.lowerBound..<token].map(\.text).joined(separator: " "))
        }
    }

    /// A legal form or the end of a quotation: short, and yet the name's.
    private static func isPart(_ word: String) -> Bool {
        LegalForm.isAtEnd(of: "x " + LegalForm.mended(word)) || word.contains("\"")
    }

    /// A sign or two that no one can read.
    private static func isDirt(_ token: Int, _ layout: Layout) -> Bool {
        let word = layout.tokens[token].text
        return word.count <= 2 && layout.confidence(token..<token + 1) < 0.55 && !LegalForm.isWhole(word)
    }
}
