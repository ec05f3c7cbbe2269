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

    /// The text with forms as they were before recognition took their letters for others: `$/8`, `SON BHD`.
    static func mended(_ text: String) -> String { withPairs(mended: withStrokes(mended: text)) }

    /// Forms of two words, one of which recognition spelt with a wrong letter: `SIN BHD`.
    private static func withPairs(mended text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for place in words.indices.dropFirst(2) {
            let (first, second) = (core(words[place - 1]), core(words[place]))
            guard let form = pairs.first(where: { isNear(first, second, $0) }) else { continue }
            words[place - 1] = replacing(first, by: form.0, in: words[place - 1])
            words[place] = replacing(second, by: form.1, in: words[place])
        }
        return words.joined(separator: " ")
    }

    private static let pairs: [(String, String)] = {
        let forms = Vocabulary.shared.legalForms.sorted().map(\.spacedWords)
        return forms.filter { $0.count == 2 && $0.allSatisfy { word in word.count >= 3 } }.map { ($0[0], $0[1]) }
    }()

    /// One word is the form's, and the other has one other letter; neither where both words are a form's.
    private static func isNear(_ first: String, _ second: String, _ form: (String, String)) -> Bool {
        let (one, two) = (TextFolding.fold(first), TextFolding.fold(second))
        guard !Vocabulary.shared.legalForms.contains(one + " " + two) else { return false }
        return one == form.0 && hasOneOther(two, form.1) || two == form.1 && hasOneOther(one, form.0)
    }

    private static func hasOneOther(_ word: String, _ form: String) -> Bool {
        word.count == form.count && zip(word, form).count { $0 != $1 } == 1
    }

    private static func core(_ word: String) -> String { word.trimmingPunctuation }

    private static func replacing(_ core: String, by form: String, in word: String) -> String {
        guard TextFolding.fold(core) != form else { return word }
        let isUpper = !core.contains { $0.isFastLetter && !$0.isFastUppercase }
        let capital = form.prefix(1).uppercased() + String(form.dropFirst())
        return word.replacing(core, with: isUpper ? form.uppercased() : capital)
    }

    private static func withStrokes(mended text: String) -> String {
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
