import Invoices

/// Finds tax numbers by their form or their label, and tells the supplier's from the customer's.
struct TaxIdFinder {
    struct TaxId: Sendable {
        let value: String
        let tokens: Range<Int>
        let score: Double
        let isCustomers: Bool
        let isVAT: Bool
        /// The words that say what it is.
        var label: Range<Int>?
        var isRepaired = false
    }

    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    func taxIds() -> [TaxId] {
        let formed = layout.segments.indices.flatMap { self.formed(inSegment: $0) }
        let taken = Set(formed.flatMap { Array($0.tokens) })
        return formed + labelled().filter { id in !id.tokens.contains { taken.contains($0) } }
    }

    /// Numbers that look like a country's VAT number, wherever they stand.
    private func formed(inSegment number: Int) -> [TaxId] {
        let segment = layout.segments[number]
        var found: [TaxId] = []
        var position = segment.tokens.lowerBound
        while position < segment.tokens.upperBound {
            guard !endsLabel(position, segment: number),
                let (value, end) = self.number(from: position, to: segment.tokens.upperBound)
            else {
                position += 1
                continue
            }
            let isValid = TaxNumberCheck.check(value) == .valid
            let label = label(before: position, segment: number)
            if let score = score(isValid: isValid, label: label?.labelKind) {
                found.append(
                    TaxId(
                        value: value, tokens: position..<end, score: score,
                        isCustomers: label?.labelKind == .customerTaxId, isVAT: true, label: label?.tokens))
            }
            position = end
        }
        return found
    }

    /// `VAT No 980 7806 84`: the label's last word is no country; in `NO 980 780 684 MVA` it is.
    private func endsLabel(_ token: Int, segment: Int) -> Bool {
        let word = layout.tokens[token]
        guard word.folded.trimmingPunctuation == "no" else { return false }
        let isNorwegian = layout.tokens[layout.segments[segment].tokens].contains { $0.folded.holds("mva") }
        return !isNorwegian
            && (!word.text.hasPrefix("NO")
                || analysis.labels(inSegment: segment).contains { label in
                    label.tokens.contains(token) && label.tokens.lowerBound < token
                })
    }

    private func score(isValid: Bool, label: LabelKind?) -> Double? {
        switch (label, isValid) {
        case (.taxId, true), (.customerTaxId, true): 4
        case (.taxId, false), (.customerTaxId, false): 3
        case (.registration, _), (.registrationNumber, _): nil
        case (_, true): 2.5
        default: nil
        }
    }

    /// A country's letters and all that follows them, as far as the country's form goes: `FR 41 123 456 782`.
    private func number(from start: Int, to limit: Int) -> (String, Int)? {
        let head = TaxNumberCheck.normalised(afterLabel(layout.tokens[start].text))
        guard TaxNumberCheck.mayBegin(head) else { return nil }
        var text = ""
        var best: (String, Int)?
        for end in start..<min(start + 6, limit) {
            text += end == start ? head : TaxNumberCheck.normalised(layout.tokens[end].text)
            guard text.count <= 16 else { break }
            if TaxNumberCheck.length(ofNumberAt: text) == text.count {
                best = (text, end + 1)
            } else if best == nil, isRecognised(start), let mended = TaxNumberCheck.mended(text) {
                best = (mended, end + 1)
            }
        }
        return best
    }

    /// Letters among digits behind a country's two letters: `DEO968` is DE0968.
    /// A Spanish company's NIF is a letter and eight digits: its B is no misread 8.
    private func isSpanish(_ text: some StringProtocol) -> Bool {
        guard text.count == 9, let first = text.first?.uppercased() else { return false }
        return "ABCDEFGHJNPQRSUVW".contains(first) && text.dropFirst().allSatisfy(\.isFastNumber)
    }

    private func mendedDigits(_ text: String) -> String {
        let head = text.prefix(2).allSatisfy(\.isFastLetter) ? 2 : 0
        return text.prefix(head) + String(text.dropFirst(head).map { DigitConfusions.digit(for: $0) ?? $0 })
    }

    private func isRecognised(_ token: Int) -> Bool { layout.sheets[layout.tokens[token].page].isRecognised }

    /// `USt-IdNr.:DE123456789` is set without a blank.
    private func afterLabel(_ word: String) -> String {
        guard word.utf8.contains(where: { ":.(".utf8.contains($0) }) else { return word }
        guard let colon = word.lastIndex(where: { $0 == ":" || $0 == "." || $0 == "(" }) else { return word }
        let rest = word[word.index(after: colon)...]
        return rest.count >= 8 && word.prefix(upTo: colon).count < 16
            && word.prefix(upTo: colon).allSatisfy({ $0.isFastLetter || "-.:".contains($0) }) ? String(rest) : word
    }

    /// The tax label nearest before `position`, in its segment, the one to the left or the one above.
    private func label(before position: Int, segment: Int) -> Label? {
        let kinds = LabelKind.registrations.union([.taxId, .customerTaxId])
        let own = analysis.labels(inSegment: segment).filter {
            kinds.contains($0.labelKind) && $0.tokens.lowerBound <= position
        }
        if let nearest = own.max(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) { return nearest }
        let row = layout.rows[layout.segments[segment].row]
        if segment > row.segments.lowerBound,
            let left = analysis.labels(inSegment: segment - 1).last(where: { kinds.contains($0.labelKind) })
        {
            return left
        }
        let above = layout.segments.indices.prefix(segment).suffix(40).last { index in
            let other = layout.segments[index]
            let mine = layout.segments[segment]
            return other.page == mine.page && other.row < mine.row && mine.top - other.bottom < 1.6 * mine.height
                && other.overlaps(left: mine.left, right: mine.right)
        }
        return above.flatMap {
            analysis.labels(inSegment: $0).first { kinds.contains($0.labelKind) && $0.isFirst }
        }
    }

    /// Numbers without a country's letters, behind a label that says what they are.
    private func labelled() -> [TaxId] {
        analysis.labels.filter { $0.labelKind == .taxId || $0.labelKind == .customerTaxId }.flatMap {
            label -> [TaxId] in
            analysis.slots(for: label).compactMap { slot in
                guard let (value, tokens) = plainNumber(in: slot) else { return nil }
                let isShort = label.length <= 3
                let score = 2.2 + (isShort ? 0 : 0.4) - (slot.placement == .below ? 0.4 : 0)
                return TaxId(
                    value: value, tokens: tokens, score: score, isCustomers: label.labelKind == .customerTaxId,
                    isVAT: false, label: label.tokens)
            }
        }
    }

    /// Groups of digits go on while the number is short, or while they are as short as its first ones:
    /// `19 390 026 245`, `81442 6093 RT0001`.
    private func continues(_ text: String, with next: String) -> Bool {
        let isDigits = next.contains(where: \.isFastNumber) && next.allSatisfy { $0.isFastNumber || "-/.".contains($0) }
        let count = TaxNumberCheck.normalised(text).count
        if isDigits, count < 8 { return true }
        guard count + next.count <= 15, text.allSatisfy(\.isPlainDigit) else { return false }
        return (isDigits && next.count == 3)
            || (next.count == 6 && next.prefix(2).allSatisfy(\.isFastUppercase)
                && next.dropFirst(2).allSatisfy(\.isPlainDigit))
    }

    /// What letters and digits are mixed in: India's GSTIN, Mexico's RFC of companies and of persons.
    private static let forms = ["99AAAAA9999AXXX", "AAA999999XXX", "AAAA999999XXX"].map {
        TaxNumberCheck.Form(pattern: $0)
    }

    /// Eight to fifteen letters and digits, at least seven of them digits, in one word or in groups.
    private func plainNumber(in slot: DocumentAnalysis.ValueSlot) -> (String, Range<Int>)? {
        var start = slot.tokens.lowerBound
        let marks: Set<String> = [
            "no", "nr", "no.", "nr.", "n°", "number", "id", "reg", ":", "no:", "nr:", "#", "id:", ".",
        ]
        // `GSTIN/UIN: 27BCICV…` leaves `UIN:` of the label.
        while start < slot.tokens.upperBound,
            marks.contains(layout.tokens[start].folded)
                || (start < slot.tokens.lowerBound + 2 && layout.tokens[start].text.count <= 10
                    && !layout.tokens[start].text.contains(where: \.isFastNumber))
        { start += 1 }
        guard start < slot.tokens.upperBound else { return nil }
        var text = analysis.text(of: start, in: slot)
        var end = start + 1
        while end < slot.tokens.upperBound, continues(text, with: layout.tokens[end].text) {
            text += layout.tokens[end].text
            end += 1
        }
        text = text.trimmingPunctuation
        let plain = TaxNumberCheck.normalised(text)
        let digits = plain.count { $0.isFastNumber }
        let hasForm = Self.forms.contains { $0.matches(Substring(plain)) }
        guard hasForm || ((7...15).contains(plain.count) && digits >= 7 && digits * 3 >= plain.count * 2) else {
            return nil
        }
        if analysis.hasDate(in: start..<end) || analysis.hasMoney(in: start..<end) { return nil }
        guard text.allSatisfy({ $0.isFastLetter || $0.isFastNumber || "-/. ".contains($0) }) else { return nil }
        if isRecognised(start), digits * 10 >= plain.count * 7, !isSpanish(plain) { text = mendedDigits(text) }
        return (text, start..<end)
    }
}
