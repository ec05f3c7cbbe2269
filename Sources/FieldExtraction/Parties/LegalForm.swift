import Invoices

/// The words behind a company's name: GmbH, Ltd., S.r.l. …
enum LegalForm {
    static func isIn(_ text: String) -> Bool { !ends(in: labelWords(of: text)).isEmpty }

    /// Nothing but a legal form, set in a line of its own.
    static func isWhole(_ text: String) -> Bool {
        let labelWords = labelWords(of: text).map(\.text)
        guard !labelWords.isEmpty else { return false }
        // How far forms reach from the front, one behind the other: `CORPORATION S/B`.
        var reached: Set<Int> = [0]
        for start in labelWords.indices where reached.contains(start) {
            for end in start + 1...min(start + 4, labelWords.count)
            where Vocabulary.shared.legalForms.contains(labelWords[start..<end].joined(separator: " ")) {
                reached.insert(end)
            }
        }
        return reached.contains(labelWords.count)
    }

    /// Whether the text ends with a legal form and has a name before it.
    static func isAtEnd(of text: String) -> Bool {
        let labelWords = labelWords(of: text)
        return ends(in: labelWords).contains(labelWords.count)
    }

    /// The text with forms like `S/B` as they were before recognition took their letters for digits: `$/8`.
    static func mended(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let parts = Array(word)
            guard parts.count == 3, parts[1] == "/" else { return String(word) }
            let choices = [parts[0], parts[2]].map { [$0] + DigitConfusions.capitals(for: $0) }
            let forms = choices[0].flatMap { first in choices[1].map { (first, $0) } }
            let form = forms.first { Vocabulary.shared.legalForms.contains("\($0.0) \($0.1)".lowercased()) }
            return form.map { "\($0.0)/\($0.1)" } ?? String(word)
        }.joined(separator: " ")
    }

    /// `SIA "Kalve"`: a form before a name in quotation marks.
    static func leads(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard words.count >= 2, isWhole(String(words[0])), words[0].allSatisfy(\.isFastUppercase) else { return false }
        return words[1].first.map { "\"'„“«".contains($0) } ?? false
    }

    /// Two letters are a form only in capitals or with points: `AS`, `AG`, `a.s.`; `as` and `is` are words.
    private static func labelWords(of text: String) -> [(text: String, isLower: Bool)] {
        text.split(separator: " ").flatMap { word in
            let atoms = Atoms.split(TextFolding.fold(String(word)))
            let isInitials = word.utf8.contains(UInt8(ascii: ".")) && atoms.allSatisfy { $0.text.count == 1 }
            let isLower = !isInitials && !word.contains(where: \.isFastUppercase)
            return atoms.map { ($0.text, isLower) }
        }
    }

    private static func ends(in labelWords: [(text: String, isLower: Bool)]) -> Set<Int> {
        let forms = Vocabulary.shared.legalForms
        var ends: Set<Int> = []
        for start in labelWords.indices.dropFirst() {
            for length in 1...4 where start + length <= labelWords.count {
                let part = labelWords[start..<start + length]
                guard forms.contains(part.map(\.text).joined(separator: " ")) else { continue }
                if part.reduce(0, { $0 + $1.text.count }) <= 3, part.contains(where: \.isLower) { continue }
                ends.insert(start + length)
            }
        }
        return ends
    }
}
