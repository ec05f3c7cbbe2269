import Foundation
import Invoices

/// Reads the printed numbers of a document, which keeps one decimal mark.
struct AmountReader {
    private let layout: Layout

    init(_ layout: Layout) { self.layout = layout }

    func amounts() -> [PrintedAmount] {
        let drafts = layout.segments.indices.flatMap { self.drafts(inSegment: $0) }
        let mark = decimalMark(of: drafts)
        let hasThousandths = ThousandthsCurrency.isNamed(among: layout.tokens)
        return drafts.compactMap { draft in
            amount(draft, decimalMark: hasThousandths ? draft.number.doubtfulMark ?? mark : mark)
        }
    }

    /// The one amount that `text` is, for a template's field; nil when it is none.
    static func amount(in text: String) -> Amount? {
        guard let number = PrintedNumber(text) else { return nil }
        return number.value(decimalMark: .point).map { Amount($0) }
    }

    private struct Draft {
        let number: PrintedNumber
        let currency: String?
        let isPercent: Bool
        let tokens: Range<Int>
        let segment: Int
    }

    /// By vote of the numbers that leave no doubt; a comma and a point decide more than two decimals do.
    private func decimalMark(of drafts: [Draft]) -> DecimalMark {
        var commas = 0
        for draft in drafts where !draft.isPercent {
            guard let certain = draft.number.certainMark else { continue }
            let weight = draft.number.hasBothMarks ? 3 : 1
            commas += certain == .comma ? weight : -weight
        }
        return commas > 0 ? .comma : .point
    }

    private func amount(_ draft: Draft, decimalMark: DecimalMark) -> PrintedAmount? {
        guard let value = draft.number.value(decimalMark: decimalMark) else { return nil }
        let tokens = layout.tokens[draft.tokens]
        return PrintedAmount(
            value: Amount(value), decimals: draft.number.decimals(decimalMark: decimalMark), currency: draft.currency,
            isPercent: draft.isPercent, tokens: draft.tokens, row: layout.segments[draft.segment].row,
            segment: draft.segment, left: tokens.first?.left ?? 0, right: tokens.last?.right ?? 0,
            isBracketed: tokens.first?.text.contains("(") ?? false)
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
    private func draft(from start: Int, to segmentEnd: Int, segment: Int) -> (Draft, Int)? {
        guard layout.tokens[start].text.hasPlainDigit else { return nil }
        let isCredit = { (end: Int) in end < segmentEnd && CreditMark.isMark(layout.tokens[end].text) }
        var text = layout.tokens[start].text
        var end = start + 1
        let limit = min(segmentEnd, start + PrintedNumber.mostWords)
        while end < limit, isContinuation(layout.tokens[end], of: text, after: layout.tokens[end - 1]) {
            text += " " + layout.tokens[end].text
            end += 1
        }
        while end > start {
            if let number = PrintedNumber(text), !number.beginsWithMark {
                let currency = number.currency ?? currency(beside: start..<end, inSegment: segment)
                let percent = number.isPercent || (end < segmentEnd && isPercentSign(layout.tokens[end]))
                let isMinus = signBefore(start, inSegment: segment) || (isCredit(end) && !number.isNegative)
                return (
                    Draft(
                        number: isMinus ? number.negated : number, currency: currency, isPercent: percent,
                        tokens: start..<end, segment: segment), end
                )
            }
            end -= 1
            text = layout.text(start..<max(end, start))
        }
        return nil
    }

    /// `%`, `%:`, `%)`
    private func isPercentSign(_ token: Token) -> Bool {
        token.text.hasPrefix("%") && token.text.dropFirst().allSatisfy { ":),;".contains($0) }
    }

    /// Between a mark and its decimals, in heights of a digit.
    private static let widestTear = 1.3

    /// `3 038,14`, `31480 ,00` and `31 480` are one number when no more than a blank parts them.
    private func isContinuation(_ token: Token, of text: String, after last: Token) -> Bool {
        // No number begins with a zero and two more digits: such a group belongs to the digits before it.
        let gap = token.left - last.right
        // Fixed-pitch print of tills: `19. 99` is torn by recognition alone.
        if text.hasSuffix(".") || text.hasSuffix(","), layout.sheets[token.page].isRecognised, token.text.count == 2 {
            return gap < Self.widestTear * token.height && PrintedNumber.goesOn(text, with: token.text)
        }
        guard gap < (token.text.hasPrefix("0") ? 0.95 : 0.78) * token.height else { return false }
        return PrintedNumber.goesOn(text, with: token.text)
    }

    private func signBefore(_ start: Int, inSegment segment: Int) -> Bool {
        let range = layout.segments[segment].tokens
        var position = start - 1
        guard position >= range.lowerBound else { return false }
        let before = layout.tokens[position].folded
        // `-€ 58,83`: the sign may be one word with the currency. Behind a number it would be a range's dash.
        if before.hasPrefix("-"), CurrencySign.code(String(before.dropFirst())) != nil {
            return position == range.lowerBound || !layout.tokens[position - 1].text.hasPlainDigit
        }
        if CurrencySign.code(before) != nil { position -= 1 }
        guard position >= range.lowerBound, ["-", "–", "−", "—"].contains(layout.tokens[position].text) else {
            return false
        }
        // A dash between two numbers is a range, not a sign.
        return position == range.lowerBound
    }

    private func currency(beside range: Range<Int>, inSegment segment: Int) -> String? {
        let limits = layout.segments[segment].tokens
        if range.lowerBound > limits.lowerBound,
            let before = CurrencySign.code(layout.tokens[range.lowerBound - 1].folded)
        {
            return before
        }
        guard range.upperBound < limits.upperBound else { return nil }
        return CurrencySign.code(layout.tokens[range.upperBound].folded)
    }
}
