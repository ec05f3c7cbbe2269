import Invoices

/// A row of a receipt's head as the shop's name, with what speaks for it.
struct ReceiptName {
    let text: String
    let tokens: Range<Int>
    /// The highest of a head's is its name; above `sure` it needs no further looking.
    let score: Double
    /// Whether a legal form is in it and a number stands behind it, as in a register: no brand is printed so.
    let isRegistered: Bool

    /// Of clear print near the top.
    static let sure = 1.2

    /// Nil where the row cannot be a name.
    init?(row: Int, of analysis: DocumentAnalysis) {
        let place = ReceiptNamePlace(row: row, of: analysis)
        (text, tokens) = (place.text, place.tokens)
        guard Self.isName(text), !Self.tellsElse(row, tokens, analysis) else { return nil }
        let behind = tokens.upperBound..<max(tokens.upperBound, analysis.layout.rows[row].tokens.upperBound)
        let hasNumber = analysis.layout.text(behind).count(where: \.isPlainDigit) >= Self.fewestDigits
        isRegistered = hasNumber && (LegalForm.isIn(text) || LegalForm.leads(text))
        score = Self.score(text, tokens, row, analysis.layout) + (isRegistered ? 1 : 0)
    }

    /// Of a number in a register.
    private static let fewestDigits = 4

    /// Clear print, a legal form and a place at the top speak for a name, a house's number against it.
    private static func score(_ text: String, _ tokens: Range<Int>, _ row: Int, _ layout: Layout) -> Double {
        var score = 1 + layout.confidence(tokens)
        if LegalForm.isIn(text) || LegalForm.leads(text) { score += 1.2 }
        if AddressLine.kind(of: text) != .name { score -= 1.5 }
        if text.count(where: \.isFastLetter) < 5 { score -= 0.6 }
        if text.contains(where: { "=_~".contains($0) }) { score -= 1 }
        // Dirt is read as many short words.
        let longest = text.split(separator: " ").map { $0.count(where: \.isFastLetter) }.max() ?? 0
        if longest < 4 { score -= longest < 3 ? 3 : 1 }
        if layout.rows[row].bottom - layout.rows[row].top > 1.4 * (layout.sheets.first?.textHeight ?? 10) {
            score += 0.3
        }
        if TextFolding.fold(text).hasPrefix("welcome") { score -= 1 }
        return score - 0.25 * Double(row)
    }

    private static func isName(_ text: String) -> Bool {
        text.count(where: \.isFastLetter) >= 4 && text.count(where: \.isFastNumber) <= 4 && NameText.isName(text)
            && !LegalForm.isWhole(text)
    }

    private static let telling = LabelKind.registrations.union(LabelKind.contacts).union([
        .title, .number, .date, .taxId, .total, .customerHeading,
    ])

    private static func tellsElse(_ row: Int, _ tokens: Range<Int>, _ analysis: DocumentAnalysis) -> Bool {
        let labels = analysis.layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) }
        return labels.contains {
            telling.contains($0.labelKind) && $0.isFirst && $0.length > 3 && tokens.contains($0.tokens.lowerBound)
        }
            || analysis.amounts(inRow: row).contains { $0.decimals == 2 }
    }
}
