import Invoices
import Patterns

extension FieldFinder {
    /// With its place, where a page shows it.
    func constant(_ text: String, _ rule: FieldRule) throws(PatternError) -> Field? {
        guard let value = Self.value(of: text, rule) else { return nil }
        let wanted = Self.squeezed(text)
        for page in pages {
            for line in page.lines {
                guard let words = try words(of: line, spelling: wanted), let first = words.first else { continue }
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

    private func words(of line: TextLine, spelling wanted: String) throws(PatternError) -> ArraySlice<Word>? {
        try budget.temporarily { () throws(PatternError) in
            try budget.checkTime()
            try budget.spend(bytes: line.words.reduce(0) { $0 + MemoryLayout<String>.stride + 2 * $1.text.utf8.count })
            let spelt = line.words.map { Self.squeezed($0.text) }
            for start in spelt.indices where wanted.hasPrefix(spelt[start]) {
                // Words without a letter may be very many on a line.
                try budget.checkTime()
                var text = ""
                for end in start..<spelt.count {
                    text += spelt[end]
                    if text == wanted { return line.words[start...end] }
                    guard wanted.hasPrefix(text) else { break }
                }
            }
            return nil
        }
    }

    private static func squeezed(_ text: String) -> String {
        TextFolding.fold(text).filter { $0.isFastLetter || $0.isFastNumber }
    }
}
