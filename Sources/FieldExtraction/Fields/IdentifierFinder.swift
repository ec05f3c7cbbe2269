import Invoices

/// Finds numbers of things, the invoice's, the order's, the customer's, by the labels beside them.
struct IdentifierFinder {
    let analysis: DocumentAnalysis
    var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    /// The identifier behind the best label of that concept; nil when none is convincing.
    ///
    /// - Parameter counts: Which of the labels count.
    func find(_ labelKind: LabelKind, where counts: (Label) -> Bool = { _ in true }) -> Candidate<String>? {
        candidates(labelKind, where: counts).best().flatMap { $0.score >= 1.5 ? $0 : nil }
    }

    /// The identifier behind a label that can be nothing else: it begins its cell, and says that a number follows, has a
    /// colon, or stands alone.
    func findClear(_ labelKind: LabelKind) -> Candidate<String>? {
        let found = find(labelKind) { label in
            let words = layout.tokens[label.tokens]
            let next = label.tokens.upperBound
            let isMarked =
                words.last?.text.contains(":") == true
                || (next < layout.segments[label.segment].tokens.upperBound && layout.tokens[next].text.hasPrefix(":"))
            return label.isFirst
                && (isMarked || label.isLast || Self.namesNumber(words.map(\.folded).joined(separator: " ")))
        }
        return found.flatMap { $0.value.count(where: \.isFastNumber) >= 2 && $0.value.count >= 3 ? $0 : nil }
    }

    static func key(_ text: String) -> String { TextFolding.fold(text).filter { $0.isFastLetter || $0.isFastNumber } }

    func candidates(
        _ labelKind: LabelKind, where counts: (Label) -> Bool = { _ in true }
    ) -> [Candidate<String>] {
        analysis.labels(labelKind).filter(counts).flatMap { label -> [Candidate<String>] in
            analysis.slots(for: label).compactMap { slot in
                guard let (value, tokens) = identifier(in: slot) else { return nil }
                return Candidate(value: value, score: score(label, slot, value), tokens: tokens)
            }
        }
    }

    private func score(_ label: Label, _ slot: DocumentAnalysis.ValueSlot, _ value: String) -> Double {
        var score = 1.2 + min(Double(label.length), 14) / 10
        let words = layout.tokens[label.tokens].map(\.folded).joined(separator: " ")
        if label.labelKind == .number {
            // A party's and an account's number may be called so, too.
            if isBare(label) { score -= 0.6 }
            let namesDocument = Self.documentStems.contains { words.contains($0) }
            if !namesDocument { score -= 0.7 }
            score += Self.namesNumber(words) ? 0.6 : -0.3
        }
        score += PlacementWeights.identifier.weight(of: slot)
        if !label.isFirst { score -= 0.4 }
        let digits = value.count { $0.isFastNumber }
        if digits >= 4 { score += 0.3 }
        if digits <= 2, digits == value.count { score -= 1 }
        if value.count == 4, let year = Int(value), (1990...2050).contains(year) { score -= 0.8 }
        let segment = layout.segments[label.segment]
        if segment.page == 0 { score += 0.2 }
        if segment.bottom < 0.5 * layout.sheets[segment.page].height { score += 0.2 }
        return score
    }

    /// The word for number in full may be of anything; its abbreviation by itself is of the document.
    private static let documentStems = Vocabulary.shared.words(.documentStems)
    private static let leadingWords = Vocabulary.shared.words(.beforeNumber)
    private static let numberWords = Vocabulary.shared.words(.numberWords)
    /// Those of one letter are abbreviations, which a mark must follow; the others may be part of a longer word.
    private static let initials = numberWords.filter { $0.utf8.count == 1 && $0 != "#" }
    private static let stems = numberWords.subtracting(initials).union(["id", "code"])

    /// `Nr.`, `n°`, `#`: nothing but a word for number.
    static func isNumberWord(_ folded: String) -> Bool {
        let labelWords = Atoms.split(folded)
        return labelWords.count == 1 && numberWords.contains(labelWords[0].text)
    }

    /// Whether a label says that a number or a code follows: `Rechnungsnr`, `Faktura č.`
    private static func namesNumber(_ label: String) -> Bool {
        stems.contains { label.contains($0) }
            || label.spacedWords.contains { word in
                word.utf8.count > 1 && initials.contains(String(word.prefix(1)))
                    && word.dropFirst().allSatisfy { ".°º".contains($0) }
            }
    }

    /// The first word that can be a number of something, with the words that belong to it.
    func identifier(in slot: DocumentAnalysis.ValueSlot) -> (String, Range<Int>)? {
        var position = slot.tokens.lowerBound
        var text = Self.trimmed(slot.head)
        // A leading word for number, or a short series in capitals, belongs to what follows.
        while position < slot.tokens.upperBound - 1, Self.leads(TextFolding.fold(text)) || text.isEmpty {
            position += 1
            text = Self.trimmed(layout.tokens[position].text)
        }
        let start = position
        if !text.contains(where: \.isFastNumber) {
            guard text.count <= 5, text.allSatisfy({ $0.isFastUppercase || "-/.".contains($0) }),
                position + 1 < slot.tokens.upperBound
            else { return nil }
            let next = Self.trimmed(layout.tokens[position + 1].text)
            // `FT A/884417` has letters in both words.
            let isCode = next.first?.isFastUppercase == true && next.contains(where: \.isFastNumber)
            guard next.first?.isFastNumber == true || next.first == "-" || next.first == "/" || isCode else {
                return nil
            }
            // `© DWC 2025` is no number, `VB 2024 00771893` is.
            let isLast = position + 2 >= slot.tokens.upperBound
            if isLast, next.count == 4, let year = Int(next), (1990...2050).contains(year) { return nil }
            text += (text.last == "-" || text.last == "/" ? "" : " ") + next
            position += 1
        }
        while position + 1 < slot.tokens.upperBound, joins(text, layout.tokens[position + 1].text) {
            position += 1
            text += layout.tokens[position].text
        }
        if let end = endOfGroups(from: position, in: slot.tokens) {
            text = layout.text(start..<end)
            position = end - 1
        }
        text = Self.trimmed(text)
        guard isIdentifier(text, tokens: start..<position + 1) else { return nil }
        return (text, start..<position + 1)
    }

    /// `M0194 8821 07`: nothing but groups of digits up to the end; nil when other words follow, or none.
    private func endOfGroups(from position: Int, in tokens: Range<Int>) -> Int? {
        let rest = (position + 1)..<max(tokens.upperBound, position + 1)
        let isGroup = { (token: Int) in
            let text = layout.tokens[token].text
            return (2...8).contains(text.count) && text.allSatisfy(\.isPlainDigit)
        }
        guard (1...3).contains(rest.count), rest.allSatisfy(isGroup), layout.tokens[position].text.count <= 6,
            layout.tokens[position].text.allSatisfy({ $0.isPlainDigit || $0.isFastUppercase })
        else { return nil }
        return rest.upperBound
    }

    private func joins(_ text: String, _ next: String) -> Bool {
        let follows = next.contains(where: \.isFastNumber) || next == "-" || next == "/"
        return follows
            && (text.last == "-" || text.last == "/" || next.first == "/" || (next.first == "-" && next.count > 1))
    }

    private func isIdentifier(_ text: String, tokens: Range<Int>) -> Bool {
        guard text.contains(where: \.isFastNumber), (1...32).contains(text.count) else { return false }
        guard text.allSatisfy({ $0.isFastLetter || $0.isFastNumber || "-/_.# :*+()\\".contains($0) }) else {
            return false
        }
        // `20240203` is as good a number as a date.
        let mayBeNumber = text.count == 8 && text.allSatisfy(\.isPlainDigit)
        if analysis.hasDate(in: tokens) && !mayBeNumber || analysis.hasMoney(in: tokens) { return false }
        let lower = text.lowercased()
        if text.hasPrefix("+") || lower.holds("www.") || text.holds("://") { return false }
        // A time of day.
        return !text.allSatisfy { $0.isFastNumber || $0 == ":" } || !text.contains(":")
    }

    /// Whether the word belongs to the label, as in `Rechnung Nr. zum Beleg 17`.
    private static func leads(_ folded: String) -> Bool { isNumberWord(folded) || leadingWords.contains(folded) }

    private static func trimmed(_ text: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, "#:.,;=*'\"|°º".contains(first) { rest.removeFirst() }
        while let last = rest.last, ".,;:*'\"|".contains(last) { rest.removeLast() }
        if rest.first == "(", !rest.contains(")") { rest.removeFirst() }
        if rest.last == ")", !rest.contains("(") { rest.removeLast() }
        return String(rest)
    }
}
