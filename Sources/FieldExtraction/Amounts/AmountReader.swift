import Foundation
import Invoices

/// A number as it is printed, with what stands beside it.
struct PrintedAmount: Sendable {
    var value: Decimal
    /// Decimals as printed.
    let decimals: Int
    /// ISO 4217 of a sign or code beside it.
    let currency: String?
    let isPercent: Bool
    let tokens: Range<Int>
    let row: Int
    let segment: Int
    let left: Double
    let right: Double
    /// Set in brackets: behind a rate it is what the tax was reckoned on.
    var isBracketed = false
    /// Whether a doubtful separator was read by the rest of the document.
    let isAmbiguous: Bool

    /// Two decimals, or a currency beside it.
    var looksLikeMoney: Bool { !isPercent && (decimals == 2 || currency != nil) }
}

/// Reads the printed numbers of a document: `1.471,60`, `1,471.60`, `3 038,14`, `42'987.56`, `(12.00)`, `5,00-`.
struct AmountReader {
    private let layout: Layout
    private let currencies = Vocabulary.shared.currencies

    init(_ layout: Layout) { self.layout = layout }

    func amounts() -> [PrintedAmount] {
        let drafts = layout.segments.indices.flatMap { self.drafts(inSegment: $0) }
        let separator = decimalSeparator(of: drafts)
        return drafts.compactMap { amount($0, separator: separator) }
    }

    /// The one amount that `text` is, for a template's field; nil when it is none.
    static func amount(in text: String, decimalSeparator: Character? = nil) -> Amount? {
        guard let digits = DigitRun(text) else { return nil }
        return digits.value(decimalSeparator: decimalSeparator ?? digits.certainSeparator ?? ".").map { Amount($0) }
    }

    private struct Draft {
        let digits: DigitRun
        let currency: String?
        let isPercent: Bool
        let tokens: Range<Int>
        let segment: Int
    }

    /// By vote of the numbers that leave no doubt; a comma and a point decide more than two decimals do.
    private func decimalSeparator(of drafts: [Draft]) -> Character {
        var votes: [Character: Double] = [",": 0, ".": 0]
        for draft in drafts where !draft.isPercent {
            if let certain = draft.digits.certainSeparator {
                votes[certain, default: 0] += draft.digits.hasBoth ? 3 : 1
            }
        }
        return (votes[","] ?? 0) > (votes["."] ?? 0) ? "," : "."
    }

    private func amount(_ draft: Draft, separator: Character) -> PrintedAmount? {
        guard let value = draft.digits.value(decimalSeparator: separator) else { return nil }
        let tokens = layout.tokens[draft.tokens]
        return PrintedAmount(
            value: value, decimals: draft.digits.decimals(decimalSeparator: separator), currency: draft.currency,
            isPercent: draft.isPercent, tokens: draft.tokens, row: layout.segments[draft.segment].row,
            segment: draft.segment, left: tokens.first?.left ?? 0, right: tokens.last?.right ?? 0,
            isBracketed: tokens.first?.text.contains("(") ?? false,
            isAmbiguous: draft.digits.certainSeparator == nil && draft.digits.hasSeparator)
    }

    private func drafts(inSegment number: Int) -> [Draft] {
        let range = layout.segments[number].tokens
        var drafts: [Draft] = []
        var position = range.lowerBound
        while position < range.upperBound {
            if let (draft, next) = draft(from: position, to: range.upperBound, segment: number) {
                drafts.append(draft)
                position = next
            } else {
                position += 1
            }
        }
        return drafts
    }

    /// The longest number that begins at `start`, whose digits may be spread over tokens.
    private func draft(from start: Int, to limit: Int, segment: Int) -> (Draft, Int)? {
        guard layout.tokens[start].text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        var text = layout.tokens[start].text
        var end = start + 1
        while end < limit, isContinuation(layout.tokens[end], of: text, after: layout.tokens[end - 1]) {
            text += " " + layout.tokens[end].text
            end += 1
        }
        while end > start {
            if let digits = DigitRun(text) {
                let (currency, tokens) = currency(beside: start..<end, digits: digits, inSegment: segment)
                let percent = digits.isPercent || (end < limit && layout.tokens[end].text == "%")
                let sign = signBefore(start, inSegment: segment)
                return (
                    Draft(
                        digits: sign ? digits.negated : digits, currency: currency, isPercent: percent, tokens: tokens,
                        segment: segment), end
                )
            }
            end -= 1
            text = layout.text(start..<max(end, start))
        }
        return nil
    }

    /// `3 038,14`, `31480 ,00` and `31 480` are one number when no more than a blank parts them.
    private func isContinuation(_ token: Token, of text: String, after last: Token) -> Bool {
        // No number begins with a nought and two more digits: such a group belongs to what stands before.
        let gap = token.left - last.right
        guard gap < (token.text.hasPrefix("0") ? 0.95 : 0.78) * token.height else { return false }
        let tail = text.reversed().prefix { $0.isASCII && $0.isNumber }
        let isPlain = !text.contains { ",.".contains($0) }
        if token.text.first == "," || token.text.first == "." {
            return isPlain && token.text.dropFirst().prefix { $0.isNumber }.count == 2 && !tail.isEmpty
        }
        if text.hasSuffix(",") || text.hasSuffix("."), token.text.count == 2, Int(token.text) != nil { return true }
        let head = token.text.prefix { $0.isASCII && $0.isNumber }
        return isPlain && head.count == 3 && (1...3).contains(tail.count)
            && token.text.dropFirst(3).allSatisfy { ",.0123456789€-%$£".contains($0) }
    }

    private func signBefore(_ start: Int, inSegment segment: Int) -> Bool {
        let range = layout.segments[segment].tokens
        var position = start - 1
        if position >= range.lowerBound, currencies[layout.tokens[position].folded] != nil { position -= 1 }
        guard position >= range.lowerBound, ["-", "–", "−", "—"].contains(layout.tokens[position].text) else {
            return false
        }
        // A dash between two numbers is a range, not a sign.
        return position == range.lowerBound
    }

    private func currency(beside range: Range<Int>, digits: DigitRun, inSegment segment: Int) -> (String?, Range<Int>) {
        if let attached = digits.affix.flatMap({ currencies[TextFolding.fold($0)] }) { return (attached, range) }
        let limits = layout.segments[segment].tokens
        if range.lowerBound > limits.lowerBound, let before = currencyWord(layout.tokens[range.lowerBound - 1]) {
            return (before, range)
        }
        if range.upperBound < limits.upperBound, let after = currencyWord(layout.tokens[range.upperBound]) {
            return (after, range)
        }
        return (nil, range)
    }

    private static let marks = CharacterSet(charactersIn: "():;,")

    private func currencyWord(_ token: Token) -> String? {
        let folded = token.folded
        let trimmed = folded.hasPlainEnds ? folded : folded.trimmingCharacters(in: Self.marks)
        return currencies[trimmed] ?? currencies[trimmed.trimmingPunctuation]
    }
}
