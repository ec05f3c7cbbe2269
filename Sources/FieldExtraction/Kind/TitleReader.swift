import Invoices

/// Reads a segment as a title: it begins with the name of a kind of document, and nothing follows that makes it a sentence.
///
/// `Mahnung`, `2. Mahnung`, `Gutschrift Nr. 17 vom 3.5.2024`, `R E C H N U N G` are titles; `Reminder: please pay by Friday`
/// and `Credit note 12 has been deducted` are not.
struct TitleReader {
    private let analysis: DocumentAnalysis
    private let endings: WordEndings
    private let numberWords: Set<String>
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        endings = WordEndings(analysis.words.group(.titleEndings))
        numberWords = analysis.words.group(.numberWords)
    }

    func title(in segment: Int) -> Title? {
        let atoms = atoms(of: segment)
        guard let first = atoms.first, let name = name(in: atoms, segment: segment) else { return nil }
        let tokens = first.token..<atoms[name.words.upperBound - 1].token + 1
        guard let form = form(behind: name.words.upperBound, in: atoms, segment: segment) else { return nil }
        return Title(kind: name.kind, form: form, tokens: tokens, segment: segment)
    }

    /// Letters that are set apart are one word.
    private func atoms(of segment: Int) -> [LabelWord] {
        let tokens = layout.segments[segment].tokens
        let isSpaced =
            tokens.count >= Self.fewestSpacedLetters
            && layout.tokens[tokens].allSatisfy { $0.text.count == 1 && $0.text.first?.isFastLetter == true }
        guard isSpaced else { return analysis.words[segment] }
        let text = layout.tokens[tokens].map(\.folded).joined()
        return [LabelWord(text: text, token: tokens.upperBound - 1, end: 1, isFirstInToken: true)]
    }

    /// `B O N` may be anything.
    private static let fewestSpacedLetters = 5

    // MARK: The name

    private func name(in atoms: [LabelWord], segment: Int) -> (kind: DocumentKind, words: Range<Int>)? {
        var start = 0
        var first = name(at: start, in: atoms)
        // `2. Mahnung`, `3rd reminder`
        if first == nil, atoms.count > 1, atoms[0].text.count <= 3, atoms[0].text.hasPlainDigit {
            start = 1
            first = name(at: start, in: atoms).flatMap { $0.kind == .reminder ? $0 : nil }
        }
        guard var (kind, end) = first else { return nil }
        // `Lieferschein / Rechnung`, `Rechnung - Invoice`: of two names the invoice's counts.
        while end < atoms.count, isParted(atoms[end - 1], atoms[end]), let next = name(at: end, in: atoms) {
            if next.kind == .invoice, !Self.outweighInvoices.contains(kind) { kind = .invoice }
            end = next.end
        }
        return (kind, start..<end)
    }

    private static let outweighInvoices: Set<DocumentKind> = [.creditNote, .proForma, .correctedInvoice, .debitNote]

    private func name(at position: Int, in atoms: [LabelWord]) -> (kind: DocumentKind, end: Int)? {
        if let found = Vocabulary.shared.kinds.match(at: position, in: atoms, languages: analysis.words.languages) {
            return (found.value, position + found.count)
        }
        return endings.endCompound(atoms[position].text) ? (.invoice, position + 1) : nil
    }

    /// Whether a stroke or a dash stands between two words.
    private func isParted(_ one: LabelWord, _ other: LabelWord) -> Bool {
        let text = layout.text(one.token..<other.token + 1)
        return text.contains { "/|–-&(".contains($0) }
    }

    // MARK: What follows

    private func form(behind end: Int, in atoms: [LabelWord], segment: Int) -> Title.Form? {
        guard end < atoms.count else {
            if layout.segments[segment].text.hasSuffix(":") { return .label }
            return hasNumberBeside(segment) ? .numbered : .alone
        }
        guard atoms.count - end <= Self.mostWordsBehind, isNoSentence(atoms, from: end, segment) else { return nil }
        let hasNumber = atoms[end...].contains(where: \.text.hasPlainDigit)
        return !hasNumber && layout.segments[segment].text.hasSuffix(":") ? .label : .numbered
    }

    private static let mostWordsBehind = 12

    private func isNoSentence(_ atoms: [LabelWord], from start: Int, _ segment: Int) -> Bool {
        var position = start
        while position < atoms.count {
            if let name = name(at: position, in: atoms) {
                position = name.end
            } else if mayFollow(atoms, position, segment) {
                position += 1
            } else {
                return false
            }
        }
        return true
    }

    /// Numbers, short words as `vom` or `no`, and words of labels may follow; other words make a sentence of it.
    private func mayFollow(_ atoms: [LabelWord], _ position: Int, _ segment: Int) -> Bool {
        let word = atoms[position]
        if word.text.count <= Self.longestShortWord || word.text.hasPlainDigit { return true }
        if numberWords.contains(word.text) || Vocabulary.shared.months[word.text] != nil { return true }
        return analysis.labels(inSegment: segment).contains {
            Self.followers.contains($0.labelKind) && $0.tokens.contains(word.token)
        }
    }

    private static let longestShortWord = 3
    private static let followers: Set<LabelKind> = [.title, .creditNote, .number, .date, .precedingInvoice]

    /// `Lieferschein    4711`: the next cell of the row is its number.
    private func hasNumberBeside(_ segment: Int) -> Bool {
        let next = segment + 1
        guard layout.rows[layout.segments[segment].row].segments.contains(next) else { return false }
        return layout.tokens[layout.segments[next].tokens.lowerBound].text.hasPlainDigit
    }
}
