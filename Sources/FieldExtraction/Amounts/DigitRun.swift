import Foundation
import Invoices

/// One number's digits and marks, before it is known which mark parts the decimals.
struct DigitRun: Sendable {
    private let whole: [String]
    private let marks: [Character]
    private(set) var isNegative: Bool
    let isPercent: Bool
    /// Letters or signs that stood directly at the digits, e.g. `€` or `RM`.
    let affix: String?

    /// Nil for a date, a time, a telephone number, a code: anything whose marks no number has.
    init?(_ text: String) {
        var core = Substring(text).trimmed
        var isNegative = false
        var affix: String?
        let isBracketed = core.hasPrefix("(") && core.hasSuffix(")")
        if isBracketed { core = core.dropFirst().dropLast() }
        core = core.drop { "([*|:=\"'“«".contains($0) }
        while let last = core.last, ")]*|:;\"'“".contains(last) { core = core.dropLast() }
        isPercent = core.hasSuffix("%")
        if isPercent { core = core.dropLast().trimmed }
        let head = core.prefix { !$0.isPlainDigit }
        core = core.dropFirst(head.count)
        var tail = Substring()
        if let lastDigit = core.lastIndex(where: \.isPlainDigit) {
            tail = core[core.index(after: lastDigit)...]
            core = core[...lastDigit]
        }
        var prefix = head.filter { $0 != " " }
        for sign in ["-", "−", "–", "+"] where prefix.hasPrefix(sign) || prefix.hasSuffix(sign) {
            isNegative = sign != "+"
            prefix = prefix.replacing(sign, with: "")
        }
        var suffix = tail.filter { $0 != " " }
        // `12.-` and `12,-` are whole amounts, `12,50-` is negative.
        if [",-", ".-", ",–", ".–", ".", ","].contains(suffix) {
            suffix = ""
        } else if suffix.hasPrefix("-") || suffix.hasPrefix("−") || (suffix.hasSuffix("-") && suffix.count > 1) {
            isNegative = true
            suffix = suffix.replacing("-", with: "").replacing("−", with: "")
        }
        guard Self.isCurrency(prefix), Self.isCurrency(suffix) else { return nil }
        if !prefix.isEmpty { affix = prefix } else if !suffix.isEmpty { affix = suffix }
        guard let (whole, marks) = Self.split(core) else { return nil }
        self.whole = whole
        self.marks = marks
        self.isNegative = isNegative || isBracketed
        self.affix = affix
    }

    var negated: DigitRun {
        var copy = self
        copy.isNegative.toggle()
        return copy
    }

    var hasSeparator: Bool { !marks.isEmpty }

    /// A comma and a point both: no doubt is left.
    var hasBoth: Bool { marks.contains(",") && marks.contains(".") }

    /// The mark that parts the decimals, where the digits alone say so.
    var certainSeparator: Character? {
        guard let last = marks.last, last == "," || last == ".", let tail = whole.last else { return nil }
        if hasBoth { return last }
        if marks.filter({ $0 == last }).count > 1 { return last == "," ? "." : "," }
        return tail.count == 3 && whole[0].count <= 3 && whole[0] != "0" ? nil : last
    }

    func decimals(decimalSeparator: Character) -> Int {
        guard let last = marks.last, isDecimal(last, decimalSeparator) else { return 0 }
        return whole.last?.count ?? 0
    }

    func value(decimalSeparator: Character) -> Decimal? {
        var digits = whole.joined()
        let decimals = decimals(decimalSeparator: decimalSeparator)
        if decimals > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals)) }
        guard let value = Amount(literal: digits.hasPrefix(".") ? "0" + digits : digits)?.decimal else { return nil }
        return isNegative ? -value : value
    }

    /// The last mark parts decimals unless it must part thousands.
    private func isDecimal(_ last: Character, _ separator: Character) -> Bool {
        guard last == "," || last == "." else { return false }
        if let certain = certainSeparator { return certain == last }
        return last == separator
    }

    private static func isCurrency(_ text: some StringProtocol) -> Bool {
        let folded = TextFolding.fold(String(text))
        return folded.isEmpty || Vocabulary.shared.currencies[folded] != nil
            || Vocabulary.shared.currencies[folded.trimmingPunctuation] != nil
    }

    private static func split(_ core: Substring) -> ([String], [Character])? {
        var whole: [String] = [""]
        var marks: [Character] = []
        for character in core {
            if character.isPlainDigit {
                whole[whole.count - 1].append(character)
            } else if ",.".contains(character) {
                if whole[whole.count - 1].isEmpty, marks.last != " " { return nil }
                if whole[whole.count - 1].isEmpty {
                    marks[marks.count - 1] = character
                } else {
                    marks.append(character); whole.append("")
                }
            } else if " '’\u{A0}\u{202F}".contains(character) {
                // A blank behind a comma is a gap that recognition saw.
                if whole[whole.count - 1].isEmpty { continue }
                marks.append(" ")
                whole.append("")
            } else {
                return nil
            }
        }
        return isGrouped(whole, marks) ? (whole, marks) : nil
    }

    /// Lakh and crore: `2,30,339.00`, `1,02,30,339`.
    private static func isIndian(_ whole: [String], _ marks: [Character]) -> Bool {
        let hasDecimals = marks.last == "."
        let groups = hasDecimals ? whole.dropLast() : whole[...]
        let commas = hasDecimals ? marks.dropLast() : marks[...]
        return groups.count >= 3 && commas.allSatisfy { $0 == "," } && groups[0].count <= 2
            && groups.last?.count == 3 && groups.dropFirst().dropLast().allSatisfy { $0.count == 2 }
            && (!hasDecimals || whole.last?.count == 2)
    }

    /// Groups of three behind every mark but the last, and no more than 13 digits.
    private static func isGrouped(_ whole: [String], _ marks: [Character]) -> Bool {
        guard whole.reduce(0, { $0 + $1.count }) <= 13, !whole[0].isEmpty, whole.allSatisfy({ !$0.isEmpty }) else {
            return false
        }
        if isIndian(whole, marks) { return true }
        for (index, group) in whole.enumerated().dropFirst() {
            let isLast = index == whole.count - 1
            if group.count != 3, !isLast || marks[index - 1] == " " { return false }
        }
        if marks.count > 1, whole[0].count > 3 { return false }
        if let last = marks.last, marks.count > 1, whole[whole.count - 1].count != 3, marks.dropLast().contains(last) {
            return false
        }
        return !(marks.first == " " && whole[0].count > 3)
    }
}

extension Substring {
    var trimmed: Substring {
        var rest = self.drop { $0 == " " }
        while rest.last == " " { rest = rest.dropLast() }
        return rest
    }
}
