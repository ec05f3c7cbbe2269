import Invoices

/// A row of a receipt's head as the shop's name, with what speaks for it.
struct ReceiptName {
    let text: String
    let tokens: Range<Int>
    /// The highest of a head's is its name; above `sure` it needs no further looking.
    let score: Double

    /// Of clear print near the top.
    static let sure = 1.2

    /// Nil where the row cannot be a name.
    init?(row: Int, of analysis: DocumentAnalysis) {
        let place = ReceiptNamePlace(row: row, of: analysis)
        (text, tokens) = (place.text, place.tokens)
        guard Self.isName(text), !Self.tellsElse(row, analysis) else { return nil }
        score = Self.score(text, tokens, row, analysis.layout)
    }

    /// Clear print, a legal form and a place at the top speak for a name, a house's number against it.
    private static func score(_ text: String, _ tokens: Range<Int>, _ row: Int, _ layout: Layout) -> Double {
        var score = 1 + layout.confidence(tokens)
        if LegalForm.isIn(text) || LegalForm.leads(text) { score += 1.2 }
        if AddressLine.kind(of: text) != .name { score -= 1.5 }
        if text.count(where: \.isLetter) < 5 { score -= 0.6 }
        // Dirt is read as many short words.
        let longest = text.split(separator: " ").map { $0.count(where: \.isLetter) }.max() ?? 0
        if longest < 4 { score -= longest < 3 ? 3 : 1 }
        if layout.rows[row].bottom - layout.rows[row].top > 1.4 * (layout.sheets.first?.textHeight ?? 10) {
            score += 0.3
        }
        if TextFolding.fold(text).hasPrefix("welcome") { score -= 1 }
        return score - 0.25 * Double(row)
    }

    private static func isName(_ text: String) -> Bool {
        text.count(where: \.isLetter) >= 4 && text.count(where: \.isNumber) <= 4 && NameText.isName(text)
            && !LegalForm.isWhole(text)
    }

    private static func tellsElse(_ row: Int, _ analysis: DocumentAnalysis) -> Bool {
        let labels = analysis.layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) }
        let telling: Set<LabelKind> = [
            .title, .number, .date, .contact, .taxId, .registration, .total, .customerHeading,
        ]
        return labels.contains { telling.contains($0.labelKind) && $0.isFirst && $0.length > 3 }
            || analysis.amounts(inRow: row).contains { $0.decimals == 2 }
    }
}

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
        let line = NameText.clean(LegalForm.mended(layout.text(self.tokens)))
        text = line.hasSuffix("(") ? String(line.dropLast()).trimmingEnds : line
    }

    /// Where a number begins, or what announces it.
    private static func end(of tokens: Range<Int>, _ row: Int, _ analysis: DocumentAnalysis) -> Int {
        let words = analysis.layout.tokens
        let numbers = analysis.layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) }
            .filter { [.taxId, .registration].contains($0.labelKind) && $0.length > 2 }.map(\.tokens.lowerBound)
        let number = tokens.dropFirst().first { token in
            numbers.contains(token) || words[token].text.count(where: \.isPlainDigit) >= 5
        }
        guard var end = number else { return tokens.upperBound }
        // What the number is, where it was not read as a label: `"KALVE" PUN LV40003521600`.
        while end > tokens.lowerBound + 1, !words[end].text.contains("("),
            words[end - 1].text.count(where: \.isLetter) <= 3, !isPart(words[end - 1].text)
        {
            end -= 1
        }
        // `(Company No 604412-K)`
        let open = (tokens.lowerBound + 1..<end).last { words[$0].text.hasPrefix("(") }
        if let open, !words[open..<end].contains(where: { $0.text.contains(")") }) { end = open }
        return end
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
