import Invoices

extension FieldFinder {
    /// Bytes of a text in which a date is looked for, and which an amount may have: each word of it is tried as one.
    private static let longestTried = 16 << 10

    /// Nil where the text is no value of the rule's kind.
    static func value(of raw: String, _ rule: FieldRule) -> Field.Value? {
        let text = withSingleBlanks(raw)
        guard !text.isEmpty else { return nil }
        switch rule.kind {
        case .text: return .text(text)
        case .number, .amount:
            guard text.utf8.count <= longestTried else { return nil }
            return AmountReader.amount(in: text).map { .amount($0) }
        case .date:
            let tried =
                text.utf8.count <= longestTried ? text : String(decoding: text.utf8.prefix(longestTried), as: UTF8.self)
            return DateReader.date(in: tried, format: rule.limits.format).map { .date($0) }
        case .currency: return .text(Vocabulary.shared.currencies[TextFolding.fold(text)] ?? text.uppercased())
        case .boolean:
            return .flag(Vocabulary.shared.words(.yes).contains(TextFolding.fold(text)))
        }
    }

    /// The words with one blank between them; made letter by letter, since an array of the words would take ten times
    /// the text's memory.
    private static func withSingleBlanks(_ raw: String) -> String {
        var text = ""
        var isParted = false
        for character in raw {
            if character.isWhitespace {
                isParted = true
                continue
            }
            if isParted, !text.isEmpty { text.append(" ") }
            isParted = false
            text.append(character)
        }
        return text
    }
}

extension Field {
    /// What it takes of a budget; twice for itself and its text, since lists and texts grow in place.
    var size: Int { 2 * MemoryLayout<Field>.stride + 2 * rawText.utf8.count + (value.text?.utf8.count ?? 0) }

    /// What a field takes at most while it is made of a text of so many bytes: the text as it is printed, its words, and
    /// those in other letters, which may be three times as long.
    static func size(ofText count: Int) -> Int { 2 * MemoryLayout<Field>.stride + 5 * count }
}
