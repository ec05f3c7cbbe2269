import Invoices

/// Finds numbers of things, the invoice's, the order's, the customer's, by the labels beside them.
struct IdentifierFinder {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

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

    func invoiceNumber(excluding taken: Set<String>) -> Candidate<String>? {
        let all = (candidates(.number, where: mayName) + titled() + beneathTitle() + unnamed()).filter { !taken.contains(Self.key($0.value)) }
        var support: [String: Int] = [:]
        for candidate in all { support[Self.key(candidate.value), default: 0] += 1 }
        let weighed = all.map { candidate in
            var candidate = candidate
            // Repeated on another label, or elsewhere on the pages: a head and a foot agree.
            if (support[Self.key(candidate.value)] ?? 0) > 1 { candidate.score += 0.5 }
            return candidate
        }
        return weighed.best().flatMap { $0.score >= 1.7 ? $0 : nil }
    }

    static func key(_ text: String) -> String { TextFolding.fold(text).filter { $0.isFastLetter || $0.isFastNumber } }

    private func candidates(
        _ labelKind: LabelKind, where counts: (Label) -> Bool = { _ in true }
    ) -> [Candidate<String>] {
        analysis.labels(labelKind).filter(counts).flatMap { label -> [Candidate<String>] in
            analysis.slots(for: label).compactMap { slot in
                guard let (value, tokens) = identifier(in: slot) else { return nil }
                return Candidate(value: value, score: score(label, slot, value), tokens: tokens)
            }
        }
    }

    /// `Gutschrift (389) Nr. 20240731`, `Rechnung zur Bestellung Nr …`: a title, then a word for number, then the number.
    private func titled() -> [Candidate<String>] {
        (analysis.labels(.title) + analysis.labels(.creditNote)).flatMap { label -> [Candidate<String>] in
            guard label.isFirst else { return [] }
            let segment = layout.segments[label.segment]
            var found: [Candidate<String>] = []
            if label.labelKind == .creditNote {
                found += analysis.slots(for: label).compactMap { slot in
                    identifier(in: slot).map { Candidate(value: $0.0, score: 2.2, tokens: $0.1) }
                }
            }
            for position in label.tokens.upperBound..<max(segment.tokens.upperBound - 1, label.tokens.upperBound)
            where Self.isNumberWord(layout.tokens[position].folded) && !isOfAnother(position, label.segment) {
                let slot = DocumentAnalysis.ValueSlot(
                    tokens: position + 1..<segment.tokens.upperBound, head: layout.tokens[position + 1].text,
                    placement: .inline, distance: 0)
                if let (value, tokens) = identifier(in: slot) {
                    found.append(Candidate(value: value, score: 2.5, tokens: tokens))
                }
            }
            return found
        }
    }

    /// `Nummer`, `Number` by itself is the invoice's where it begins its cell, and heads no column of a table of items.
    private func mayName(_ label: Label) -> Bool {
        guard layout.tokens[label.tokens].allSatisfy({ Self.isNumberWord($0.folded) }) else { return true }
        return label.isFirst && !analysis.itemHeaderRows.contains(layout.segments[label.segment].row)
    }

    /// A title with its number alone in the next line or the one behind it: `FACTURA ELECTRÓNICA` above `F001-884`.
    private func beneathTitle() -> [Candidate<String>] {
        (analysis.labels(.title) + analysis.labels(.creditNote)).filter(isAlone).compactMap { label in
            let title = layout.segments[label.segment]
            var above = title
            for _ in 1...Self.mostTitleLines {
                guard let next = segment(beneath: above) else { return nil }
                let slot = DocumentAnalysis.ValueSlot(
                    tokens: next.tokens, head: layout.tokens[next.tokens.lowerBound].text, placement: .below,
                    distance: next.top - title.bottom)
                if let (value, tokens) = identifier(in: slot), tokens == next.tokens, Self.isSeries(value) {
                    return Candidate(value: value, score: 1.9, tokens: tokens)
                }
                above = next
            }
            return nil
        }
    }

    private static let mostTitleLines = 2

    private func isAlone(_ label: Label) -> Bool {
        label.isFirst && label.isLast && !analysis.itemHeaderRows.contains(layout.segments[label.segment].row)
    }

    /// Directly beneath, and centred under it or with its left or right edge.
    private func segment(beneath title: Segment) -> Segment? {
        layout.rows.indices.dropFirst(title.row + 1).first.flatMap { row in
            layout.rows[row].segments.lazy.map { layout.segments[$0] }.first { next in
                let offsets = [next.left - title.left, next.right - title.right, next.centre - title.centre]
                return next.page == title.page && next.top - title.bottom < 1.5 * title.height
                    && offsets.contains { abs($0) < title.height }
            }
        }
    }

    /// Several digits, and more than a year or a plain number may have.
    private static func isSeries(_ value: String) -> Bool {
        let digits = value.count(where: \.isFastNumber)
        return digits >= 3 && (digits >= 5 || value.count > digits)
    }

    /// In `Gutschrift zu Rechnung Nr. 4711` the number is the other document's.
    private func isOfAnother(_ position: Int, _ segment: Int) -> Bool {
        analysis.labels(inSegment: segment).contains {
            $0.labelKind == .precedingInvoice && $0.tokens.lowerBound <= position
        }
    }

    /// `N.º 2024/0019`, `n° 10 441 872 906` by themselves in the upper half: whose number it is, the title says elsewhere.
    private func unnamed() -> [Candidate<String>] {
        layout.segments.indices.compactMap { number in
            let segment = layout.segments[number]
            let sheet = layout.sheets[segment.page]
            let first = layout.tokens[segment.tokens.lowerBound].folded
            guard segment.page == 0, segment.bottom < 0.5 * sheet.height, segment.tokens.count >= 2,
                Self.isNumberWord(first), first.trimmingPunctuation.utf8.count <= Self.longestAbbreviation,
                layout.rows[segment.row].segments.count <= 3, !analysis.itemHeaderRows.contains(segment.row)
            else { return nil }
            let slot = DocumentAnalysis.ValueSlot(
                tokens: segment.tokens.lowerBound + 1..<segment.tokens.upperBound,
                head: layout.tokens[segment.tokens.lowerBound + 1].text, placement: .inline, distance: 0)
            guard let (value, tokens) = identifier(in: slot), value.count(where: \.isFastNumber) >= 3,
                tokens.upperBound == segment.tokens.upperBound
            else { return nil }
            return Candidate(value: value, score: 1.75, tokens: tokens)
        }
    }

    private func score(_ label: Label, _ slot: DocumentAnalysis.ValueSlot, _ value: String) -> Double {
        var score = 1.2 + min(Double(label.length), 14) / 10
        let words = layout.tokens[label.tokens].map(\.folded).joined(separator: " ")
        if label.labelKind == .number {
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
    private static let longestAbbreviation = 4
    private static let documentStems = Vocabulary.shared.words(.documentStems)
    private static let leadingWords = Vocabulary.shared.words(.beforeNumber)
    private static let numberWords = Vocabulary.shared.words(.numberWords)
    /// Those of one letter are abbreviations, which a mark must follow; the others may be part of a longer word.
    private static let initials = numberWords.filter { $0.utf8.count == 1 && $0 != "#" }
    private static let stems = numberWords.subtracting(initials).union(["id", "code"])

    /// `Nr.`, `n°`, `#`: nothing but a word for number.
    private static func isNumberWord(_ folded: String) -> Bool {
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
    private func identifier(in slot: DocumentAnalysis.ValueSlot) -> (String, Range<Int>)? {
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
        if analysis.hasDate(in: tokens) || analysis.hasMoney(in: tokens) { return false }
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
