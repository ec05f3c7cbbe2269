import Foundation

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
    static func isNumber(_ text: String) -> Bool { text.contains(where: \.isNumber) && parse(text) != nil }

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

    /// Most numbers begin and end with a digit, and no currency's sign does.
    private static func leadingSign(of core: String) -> String? {
        guard core.first?.isPlainDigit == false else { return nil }
        return signsByLength.first { core.hasPrefix($0) }
    }

    private static func trailingSign(of core: String) -> String? {
        guard core.last?.isPlainDigit == false else { return nil }
        return signsByLength.first { core.hasSuffix($0) }
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

    private static func decimals(of core: String) -> (readings: [Decimal], separator: Character?, decimals: Int)? {
        guard core.first?.isPlainDigit == true || core.hasPrefix(".") || core.hasPrefix(","),
            core.last?.isPlainDigit == true,
            core.allSatisfy({ $0.isPlainDigit || $0 == "." || $0 == "," }), core.count <= 18
        else { return nil }
        let marks = core.filter { $0 == "." || $0 == "," }
        guard let last = marks.last, let place = core.lastIndex(of: last) else { return whole(core) }
        let behind = core.distance(from: place, to: core.endIndex) - 1
        if Set(marks).count == 2 {
            guard marks.dropLast().allSatisfy({ $0 != last }), groupsFit(core[..<place]) else { return nil }
            return fraction(core, mark: last, behind: behind)
        }
        if marks.count > 1 { return groupsFit(core[...]) ? whole(core.filter(\.isPlainDigit)) : nil }
        let before = core.distance(from: core.startIndex, to: place)
        guard behind == 3, (1...3).contains(before), !core.hasPrefix("0") else {
            return fraction(core, mark: last, behind: behind)
        }
        guard let thousands = Decimal(string: core.filter(\.isPlainDigit)),
            let fraction = fraction(core, mark: last, behind: 3)
        else { return nil }
        return ([thousands] + fraction.readings, nil, 0)
    }

    private static func whole(_ digits: String) -> (readings: [Decimal], separator: Character?, decimals: Int)? {
        Decimal(string: digits).map { ([$0], nil, 0) }
    }

    private static func fraction(
        _ core: String, mark: Character, behind: Int
    ) -> (readings: [Decimal], separator: Character?, decimals: Int)? {
        let other: Character = mark == "." ? "," : "."
        let literal = core.filter { $0 != other }.replacing(String(mark), with: ".")
        return Decimal(string: literal.hasPrefix(".") ? "0" + literal : literal).map { ([$0], mark, behind) }
    }

    /// Whether every group behind the first has three digits.
    private static func groupsFit(_ digits: Substring) -> Bool {
        let groups = digits.split(whereSeparator: { $0 == "." || $0 == "," })
        return groups.first.map { $0.count <= 3 } == true && groups.dropFirst().allSatisfy { $0.count == 3 }
    }
}
