import Foundation
import Patterns

/// Reads one rule of a template on the pages: by its pattern, in its region, or both.
struct FieldFinder {
    private let pages: [Page]

    init(_ pages: [Page]) { self.pages = pages }

    /// Nil where the rule finds nothing; throws when its pattern cannot be used.
    func field(_ rule: FieldRule) throws(PatternError) -> Field? {
        if let region = rule.coordinates {
            guard let page = page(rule.page) else { return nil }
            let text = PageText(page, region: region)
            return try field(rule, in: text, page: page)
        }
        for page in pages {
            if let field = try field(rule, in: PageText(page), page: page) { return field }
        }
        return nil
    }

    private func page(_ number: Int) -> Page? {
        number < 0 ? pages.dropLast(-number - 1).last : pages.first { $0.number == number }
    }

    private func field(_ rule: FieldRule, in text: PageText, page: Page) throws(PatternError) -> Field? {
        var range = 0..<text.text.utf8.count
        if let pattern = rule.pattern {
            guard let match = try Pattern(pattern).firstMatch(in: text.text) else { return nil }
            range = match.value
        }
        let raw = String(decoding: Array(text.text.utf8)[range], as: UTF8.self)
        let words = text.words(in: range)
        guard let value = Self.value(of: raw, rule), let box = words.first?.box else { return nil }
        let confidence = words.reduce(1) { min($0, $1.confidence) }
        return Field(
            name: FieldNames.canonical(rule.name), value: value, rawText: raw, confidence: max(0.3, 0.98 * confidence),
            page: page.number, box: words.dropFirst().reduce(box) { $0.union($1.box) },
            source: page.source == .ocr ? .ocr : .textLayer, method: .template)
    }

    static func value(of raw: String, _ rule: FieldRule) -> Field.Value? {
        let text = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { return nil }
        switch rule.kind {
        case .text: return .text(text)
        case .number, .amount: return AmountReader.amount(in: text).map { .amount($0) }
        case .date: return DateReader.date(in: text, format: rule.limits.format).map { .date($0) }
        case .currency: return .text(Vocabulary.shared.currencies[TextFolding.fold(text)] ?? text.uppercased())
        case .boolean:
            let truths: Set<String> = ["yes", "true", "x", "1", "ja", "oui", "si", "sim", "tak", "on", "☒", "☑", "✓"]
            return .flag(truths.contains(TextFolding.fold(text)))
        }
    }
}

/// A page's text with the words behind each of its bytes.
struct PageText {
    let text: String
    private var places: [(range: Range<Int>, word: Word)] = []

    /// Only the words whose middle lies in the region, where one is given.
    init(_ page: Page, region: Box? = nil) {
        var text = ""
        for line in page.lines {
            let words = line.words.filter { region?.containsCentre(of: $0.box) ?? true }
            guard !words.isEmpty else { continue }
            if !text.isEmpty { text += "\n" }
            for (index, word) in words.enumerated() {
                if index > 0 { text += " " }
                let start = text.utf8.count
                text += word.text
                places.append((start..<text.utf8.count, word))
            }
        }
        self.text = text
    }

    func words(in range: Range<Int>) -> [Word] { places.filter { $0.range.overlaps(range) }.map(\.word) }
}
