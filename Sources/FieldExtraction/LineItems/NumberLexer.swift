import Foundation
import Invoices

/// Tells printed numbers from words and reads them: all the world's separators, signs before and behind, currencies.
enum NumberLexer {
    struct Number {
        var readings: [Decimal]
        var isPercent: Bool
        var isMoney: Bool
        /// What parts the decimals, where that is beyond doubt.
        var decimalSeparator: Character?
    }

    private static let currencySigns: Set<String> = [
        "€", "$", "£", "¥", "zł", "kr", "kr.", "chf", "eur", "usd", "gbp", "pln", "sek", "dkk", "nok", "rm", "myr",
        "sfr",
        "sfr.", "fr.", "us$", "a$", "c$", "ca$", "au$", "r$", "eur.", "czk", "kč", "huf", "cad", "aud", "inr", "₹",
        "rs", "rs.",
        "jpy", "sgd", "s$", "nzd", "ls", "lvl", "brl", "hkd", "hk$", "mxn", "ron", "lei", "try", "₺", "₽",
    ]

    /// Longer ones first: `us$` before `$`.
    private static let signsByLength = currencySigns.sorted { ($1.count, $0) < ($0.count, $1) }

    /// A currency, a percent sign or a minus that stands apart from its number.
    static func isSign(_ text: String) -> Bool {
        currencySigns.contains(text.lowercased()) || text == "%" || text == "-" || text == "−" || text == "–"
    }

    /// One word that is a number, maybe with its currency: `1.471,60`, `€99.00`, `-5,00`, `(12.00)`, `19%`.
    static func isNumber(_ text: String) -> Bool { parse(text) != nil }

    /// Whether `text` goes on with the digits of `before`: three digits behind up to three, or decimals torn off.
    static func isGroup(_ text: String, after before: String) -> Bool {
        let core = text.drop { $0 == "," || $0 == "." }
        if core.count < text.count {
            return core.prefix(while: \.isPlainDigit).count == 2 && before.last?.isPlainDigit == true
        }
        let head = text.prefix(while: \.isPlainDigit)
        let tail = before.reversed().prefix(while: \.isPlainDigit)
        guard head.count == 3, (1...3).contains(tail.count), tail.count < before.count || before.count <= 3 else {
            return false
        }
        let isPlain = before.allSatisfy { $0.isPlainDigit || "-−€$£".contains($0) }
        return isPlain && text.dropFirst(3).allSatisfy { ",.€$£%-".contains($0) || $0.isPlainDigit }
    }

    /// Reads one printed number; nil for a word, a date, a code or a telephone number.
    static func parse(_ text: String) -> Number? {
        guard text.hasPlainDigit else { return nil }
        if isBare(text) { return bare(text) }
        var core = text.lowercased().filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" }
        var hasCurrency = false
        if let sign = leadingSign(of: core) { core.removeFirst(sign.count); hasCurrency = true }
        if let sign = trailingSign(of: core) { core.removeLast(sign.count); hasCurrency = true }
        let isPercent = core.hasSuffix("%")
        if isPercent { core.removeLast() }
        let isNegative = takeSign(&core)
        if !hasCurrency, let sign = leadingSign(of: core) {
            core.removeFirst(sign.count)
            hasCurrency = true
        }
        core = withoutApostrophes(core)
        guard let (readings, separator, decimals) = decimals(of: core) else { return nil }
        return Number(
            readings: isNegative ? readings.map { -$0 } : readings, isPercent: isPercent,
            isMoney: !isPercent && (hasCurrency || decimals == 2), decimalSeparator: separator)
    }

    /// Nothing but digits and what parts them, as most numbers are.
    private static func isBare(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0.isPlainDigit || $0 == point || $0 == comma }
    }

    private static func bare(_ text: String) -> Number? {
        decimals(of: text).map { readings, separator, decimals in
            Number(readings: readings, isPercent: false, isMoney: decimals == 2, decimalSeparator: separator)
        }
    }

    /// Most words begin and end with no byte that a currency's sign does.
    private static func leadingSign(of core: String) -> String? {
        guard let first = core.utf8.first, first >= 0x80 || beginSigns[Int(first)] else { return nil }
        return signsByLength.first { core.hasPrefix($0) }
    }

    private static func trailingSign(of core: String) -> String? {
        guard let last = core.utf8.last, last >= 0x80 || endSigns[Int(last)] else { return nil }
        return signsByLength.first { core.hasSuffix($0) }
    }

    /// Whether a sign begins or ends with that byte of ASCII; others may be written in more than one way.
    private static let beginSigns = bytes(currencySigns.compactMap(\.utf8.first))
    private static let endSigns = bytes(currencySigns.compactMap(\.utf8.last))

    private static func bytes(_ some: [UInt8]) -> [Bool] {
        some.filter { $0 < 0x80 }.reduce(into: [Bool](repeating: false, count: 0x80)) { $0[Int($1)] = true }
    }

    /// `42'987.56` is Swiss for 42987.56; `15,4''` is inches and no number.
    private static func withoutApostrophes(_ core: String) -> String {
        let parts = core.split(omittingEmptySubsequences: false) { $0 == "'" || $0 == "’" }
        let isGrouped = parts.dropFirst().allSatisfy {
            $0.prefix(3).count == 3 && $0.prefix(3).allSatisfy(\.isPlainDigit)
        }
        return isGrouped ? parts.joined() : core
    }

    /// Takes `-5`, `5-`, `(5)`, `5 cr` off and says whether one stood there.
    private static func takeSign(_ core: inout String) -> Bool {
        if let first = core.first, "-−–".contains(first) { core.removeFirst(); return true }
        if let last = core.last, "-−–".contains(last) { core.removeLast(); return true }
        if core.hasPrefix("("), core.hasSuffix(")"), core.count > 2 {
            core = String(core.dropFirst().dropLast()); return true
        }
        if core.hasPrefix("+") { core.removeFirst() }
        return false
    }

    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")

    private typealias Reading = (readings: [Decimal], separator: Character?, decimals: Int)

    private static func decimals(of core: String) -> Reading? {
        guard isBare(core), core.utf8.count <= 18, core.utf8.last?.isPlainDigit == true else { return nil }
        let bytes = Array(core.utf8)
        guard let place = bytes.lastIndex(where: { !$0.isPlainDigit }) else { return whole(bytes) }
        let (mark, behind) = (bytes[place], bytes.count - place - 1)
        let marks = bytes.count { !$0.isPlainDigit }
        let same = bytes.count { $0 == mark }
        if same < marks {
            guard same == 1, groupsFit(bytes[..<place]) else { return nil }
            return fraction(bytes, mark: mark, behind: behind)
        }
        if marks > 1 { return groupsFit(bytes[...]) ? whole(bytes.filter(\.isPlainDigit)) : nil }
        guard behind == 3, (1...3).contains(place), bytes[0] != UInt8(ascii: "0") else {
            return fraction(bytes, mark: mark, behind: behind)
        }
        guard let thousands = decimal(bytes.filter(\.isPlainDigit)),
            let fraction = fraction(bytes, mark: mark, behind: 3)
        else { return nil }
        return ([thousands] + fraction.readings, nil, 0)
    }

    /// Of digits with at most one point between them.
    private static func decimal(_ digits: [UInt8]) -> Decimal? { Amount.plain(digits) }

    private static func whole(_ digits: [UInt8]) -> Reading? { decimal(digits).map { ([$0], nil, 0) } }

    private static func fraction(_ core: [UInt8], mark: UInt8, behind: Int) -> Reading? {
        let literal = core.filter { $0.isPlainDigit || $0 == mark }.map { $0 == mark ? point : $0 }
        let whole = literal.first == point ? [UInt8(ascii: "0")] : []
        return decimal(whole + literal).map { ([$0], Character(Unicode.Scalar(mark)), behind) }
    }

    /// Whether every group behind the first has three digits.
    private static func groupsFit(_ digits: ArraySlice<UInt8>) -> Bool {
        let groups = digits.split { !$0.isPlainDigit }
        return groups.first.map { $0.count <= 3 } == true && groups.dropFirst().allSatisfy { $0.count == 3 }
    }
}
