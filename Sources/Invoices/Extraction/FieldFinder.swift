import Foundation
import Patterns

/// Reads one rule of a template on the pages: a constant, by its pattern, in its region, or both.
struct FieldFinder {
    private let pages: [Page]
    private let preparation: TextPreparation
    private let time: MatchingTime
    /// The whole document, prepared once for all rules.
    private let texts: Result<[PrintedText], PatternError>

    /// `time` is shared by all rules of the template.
    init(_ pages: [Page], preparation: TextPreparation = TextPreparation(), within time: MatchingTime) {
        self.pages = pages
        self.preparation = preparation
        self.time = time
        texts = Self.texts(of: pages, region: nil, preparation, within: time)
    }

    /// Nil where the rule finds nothing; throws when its pattern cannot be used.
    func field(_ rule: FieldRule) throws(PatternError) -> Field? {
        if let constant = rule.constant { return Self.constant(constant, rule, on: pages) }
        guard let region = rule.coordinates else { return try field(rule, in: texts.get()) }
        guard let page = page(rule.page) else { return nil }
        return try field(rule, in: Self.texts(of: [page], region: region, preparation, within: time).get())
    }

    private func page(_ number: Int) -> Page? {
        number < 0 ? pages.dropLast(-number - 1).last : pages.first { $0.number == number }
    }

    /// The texts to look in, one after the other.
    private static func texts(
        of pages: [Page], region: Box?, _ preparation: TextPreparation, within time: MatchingTime
    ) -> Result<[PrintedText], PatternError> {
        Result { () throws(PatternError) in
            var texts =
                preparation.arrangement == .reading ? pages.map { PrintedText(reading: $0, region: region) } : []
            texts.append(PrintedText(rowsOf: pages, region: region))
            var prepared: [PrintedText] = []
            for text in texts { prepared.append(try text.prepared(preparation, within: time)) }
            return prepared
        }
    }

    private func field(_ rule: FieldRule, in texts: [PrintedText]) throws(PatternError) -> Field? {
        for text in texts {
            let fields = try matches(of: rule, in: text).compactMap { Self.field(rule, text, $0) }
            if let field = Self.choose(rule.occurrence, among: fields) { return field }
        }
        return nil
    }

    /// As many as the rule's occurrence needs.
    private func matches(of rule: FieldRule, in text: PrintedText) throws(PatternError) -> [Range<Int>] {
        guard let source = rule.pattern else { return [0..<text.bytes.count] }
        let pattern = try Pattern(source, within: time)
        var found: [Range<Int>] = []
        var place = 0
        while let match = try pattern.firstMatch(inUTF8: text.bytes, from: place) {
            found.append(match.value)
            place = max(match.whole.upperBound, place + 1)
            while place < text.bytes.count, text.bytes[place] & 0xC0 == 0x80 { place += 1 }
            // A match that is no value of the rule's kind gives way to the next, but not for ever.
            let isEnough = rule.occurrence == .first && Self.field(rule, text, match.value) != nil
            if isEnough || place >= text.bytes.count { break }
        }
        return found
    }

    private static func choose(_ occurrence: FieldRule.Occurrence, among fields: [Field]) -> Field? {
        switch occurrence {
        case .first: fields.first
        case .last: fields.last
        case .least: fields.min(by: isLess)
        case .greatest: fields.max(by: isLess)
        case .sum: sum(of: fields)
        }
    }

    /// By amount or by date; texts have no order here.
    private static func isLess(_ one: Field, _ other: Field) -> Bool {
        if let one = one.value.amount, let other = other.value.amount { return one < other }
        if let one = one.value.date, let other = other.value.date { return one < other }
        return false
    }

    private static func sum(of fields: [Field]) -> Field? {
        guard var field = fields.first, fields.count > 1 else { return fields.first }
        let amounts = fields.compactMap(\.value.amount)
        field.value = .amount(Amount(amounts.reduce(Decimal(0)) { $0 + $1.decimal }))
        field.rawText = fields.map(\.rawText).joined(separator: " + ")
        field.confidence = fields.map(\.confidence).min() ?? 0
        return field
    }

    private static func field(_ rule: FieldRule, _ text: PrintedText, _ range: Range<Int>) -> Field? {
        let raw = text.string(range)
        let places = text.places(in: range)
        guard let value = value(of: raw, rule), let first = places.first else { return nil }
        let confidence = places.reduce(1) { min($0, $1.word.confidence) }
        let box = places.filter { $0.page == first.page }.dropFirst().reduce(first.word.box) { $0.union($1.word.box) }
        return Field(
            name: FieldNames.canonical(rule.name), value: value, rawText: raw, confidence: max(0.3, 0.98 * confidence),
            page: first.page, box: box, source: first.source, method: .template)
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

// MARK: Constants

extension FieldFinder {
    /// With its place, where a page shows it.
    private static func constant(_ text: String, _ rule: FieldRule, on pages: [Page]) -> Field? {
        guard let value = value(of: text, rule) else { return nil }
        let wanted = squeezed(text)
        for page in pages {
            for line in page.lines {
                guard let words = words(of: line, spelling: wanted), let first = words.first else { continue }
                return Field(
                    name: FieldNames.canonical(rule.name), value: value, rawText: text, confidence: 0.98,
                    page: page.number, box: words.dropFirst().reduce(first.box) { $0.union($1.box) },
                    source: page.source == .ocr ? .ocr : .textLayer, method: .template)
            }
        }
        // It was said by whoever wrote the template, and nothing on this document proves it.
        return Field(
            name: FieldNames.canonical(rule.name), value: value, rawText: text, confidence: 0.85,
            source: pages.first?.source == .ocr ? .ocr : .textLayer, method: .template)
    }

    private static func words(of line: TextLine, spelling wanted: String) -> ArraySlice<Word>? {
        let spelt = line.words.map { squeezed($0.text) }
        for start in spelt.indices {
            var text = ""
            for end in start..<spelt.count {
                text += spelt[end]
                if text == wanted { return line.words[start...end] }
                guard wanted.hasPrefix(text) else { break }
            }
        }
        return nil
    }

    private static func squeezed(_ text: String) -> String {
        TextFolding.fold(text).filter { $0.isLetter || $0.isNumber }
    }
}
