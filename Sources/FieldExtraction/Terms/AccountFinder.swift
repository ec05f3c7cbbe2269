import Invoices

/// Finds the account to pay to where it is no IBAN: its number, and the bank's code (sort code, routing number, BLZ).
///
/// `Account number` may as well be the customer's: it is a bank's only where a bank's name or code stands near.
struct AccountFinder {
    private let analysis: DocumentAnalysis
    /// Segments in which a bank's name or code stands, by their rows.
    private let signs: [Int: [Int]]
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        // Few documents have a label that may be an account's.
        signs = analysis.labels.contains { Self.labelKinds.contains($0.labelKind) } ? Self.signs(analysis) : [:]
    }

    /// Labels beside which an account's number may be printed.
    private static let labelKinds: Set<LabelKind> = [.accountNumber, .bankCode, .customerNumber]

    private static let score = 2.4
    /// Rows above and beneath in which a bank is named.
    private static let reach = 4

    func account() -> (number: Candidate<String>?, bankCode: Candidate<String>?) {
        let bankCode = value(.bankCode, digits: 3...11)
        guard let number = value(.accountNumber, digits: 5...20) else { return (nil, bankCode) }
        // `123456789/0800`: in Czechia and Slovakia the bank's code stands behind a stroke.
        let parts = number.value.split(separator: "/")
        guard bankCode == nil, parts.count == 2, parts[1].count == 4, parts[1].allSatisfy(\.isPlainDigit) else {
            return (number, bankCode)
        }
        func part(_ index: Int) -> Candidate<String> {
            Candidate(value: String(parts[index]), score: Self.score, tokens: number.tokens)
        }
        return (part(0), part(1))
    }

    /// Whether a label's number is a bank's account.
    func isBanks(_ label: Label) -> Bool {
        if Self.namesBank(layout.tokens[label.tokens]) { return true }
        let segment = layout.segments[label.segment]
        let rows = max(segment.row - Self.reach, 0)...min(segment.row + Self.reach, layout.rows.count - 1)
        return rows.contains { row in
            signs[row]?.contains { number in
                let sign = layout.segments[number]
                return number != label.segment && sign.page == segment.page && isBeside(sign, segment)
            } == true
        }
    }

    /// In the same column, or in the same row.
    private func isBeside(_ one: Segment, _ other: Segment) -> Bool {
        one.row == other.row || one.overlaps(left: other.left - other.height, right: other.right + other.height)
    }

    private static func signs(_ analysis: DocumentAnalysis) -> [Int: [Int]] {
        let layout = analysis.layout
        let signs = layout.segments.indices.filter { segment in
            namesBank(layout.tokens[layout.segments[segment].tokens])
                || analysis.labels(inSegment: segment).contains { $0.labelKind == .bankCode && $0.length > 3 }
        }
        return Dictionary(grouping: signs) { layout.segments[$0].row }
    }

    private static func namesBank(_ words: ArraySlice<Token>) -> Bool {
        words.contains { word in bankStems.contains { word.folded.contains($0) } }
    }

    private static let bankStems = Vocabulary.shared.words(.bankStems)

    private func value(_ labelKind: LabelKind, digits: ClosedRange<Int>) -> Candidate<String>? {
        analysis.labels(labelKind).lazy.filter { isBanks($0) }.compactMap { label -> Candidate<String>? in
            analysis.slots(for: label).lazy.compactMap { code(in: $0, digits: digits) }.first
        }.first
    }

    /// Groups of digits, or a code as an IFSC; no date.
    private func code(in slot: DocumentAnalysis.ValueSlot, digits: ClosedRange<Int>) -> Candidate<String>? {
        var (groups, end) = ([String](), slot.tokens.lowerBound)
        while end < slot.tokens.upperBound {
            let text = analysis.text(of: end, in: slot).trimmingPunctuation
            let isCode = text.hasPlainDigit && text.allSatisfy { $0.isPlainDigit || "-/.".contains($0) }
            guard isCode || (groups.isEmpty && Self.isIFSC(text)) else { break }
            groups.append(text)
            end += 1
        }
        let value = groups.joined(separator: " ")
        let tokens = slot.tokens.lowerBound..<end
        guard digits.contains(value.count(where: \.isPlainDigit)), !analysis.hasDate(in: tokens) else { return nil }
        return Candidate(value: value, score: Self.score, tokens: tokens)
    }

    /// Four letters for the bank, a zero and six signs for the branch (Reserve Bank of India).
    private static func isIFSC(_ text: String) -> Bool {
        text.count == 11 && text.prefix(4).allSatisfy(\.isFastUppercase) && text.dropFirst(4).first == "0"
            && text.allSatisfy { $0.isFastLetter || $0.isFastNumber }
    }
}
