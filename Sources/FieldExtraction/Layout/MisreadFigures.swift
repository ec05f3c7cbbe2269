import Invoices

/// Mends figures in which recognition took digits and marks for other signs: `7.4u`, `§142`, `07,04,20`.
struct MisreadFigures {
    /// Whether the page writes another currency, so that `$` before digits is one of them.
    private let isDollarDigit: Bool

    init(_ lines: [[Token]]) {
        let currencies = lines.joined().compactMap { token -> String? in
            guard !token.text.utf8.contains(where: \.isPlainDigit) else {
                return token.text.hasPrefix("$") ? "$" : token.text.hasPrefix("RM") ? "RM" : nil
            }
            return CurrencySign.code(token.folded)
        }
        let dollars = currencies.count { $0 == "$" || $0 == "USD" }
        isDollarDigit = currencies.count - dollars > Self.mostDollars * dollars
    }

    /// For each dollar so many other currencies' signs make it a digit.
    private static let mostDollars = 2

    /// - Parameters:
    ///   - last: The word before it in its line; empty for the first.
    ///   - next: The word behind it.
    func mended(_ text: String, behind last: String, before next: String) -> String {
        guard text.utf8.contains(where: \.isPlainDigit), text.utf8.count <= Self.longest else { return text }
        let signs = Array(text)
        return date(signs, behind: last) ?? number(signs, before: next) ?? text
    }

    private static let longest = 20

    // MARK: Dates

    private func date(_ signs: [Character], behind last: String) -> String? {
        if let commas = Self.withPoints(signs) { return commas }
        guard TextFolding.fold(last).hasPrefix("dat") else { return nil }
        return Self.withStrokes(signs)
    }

    /// `07,04,20`, `04.04,2020`: two marks that differ, or commas.
    private static func withPoints(_ signs: [Character]) -> String? {
        let parts = signs.split(omittingEmptySubsequences: false) { ".,/-".contains($0) }
        let marks = signs.filter { ".,/-".contains($0) }
        guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isPlainDigit) }) else { return nil }
        let counts = parts.map(\.count)
        let isFull = (1...2).contains(counts[0]) && (1...2).contains(counts[1]) && counts[2] == 4
        let isShort = counts == [2, 2, 2] && marks == [",", ","]
        guard isFull || isShort, marks[0] != marks[1] || marks[0] == "," else { return nil }
        return parts.map { String($0) }.joined(separator: marks.contains("/") ? "/" : ".")
    }

    /// `2170372026`: strokes are read as sevens and ones.
    private static func withStrokes(_ signs: [Character]) -> String? {
        guard signs.count == 10, signs.allSatisfy(\.isPlainDigit),
            [signs[2], signs[5]].allSatisfy({ "71".contains($0) }),
            String(signs[6...7]) == "20"
        else { return nil }
        let text = "\(String(signs[0...1]))/\(String(signs[3...4]))/\(String(signs[6...]))"
        return DateParser.parse([text]) == nil ? nil : text
    }

    // MARK: Numbers

    private func number(_ signs: [Character], before next: String) -> String? {
        var signs = signs
        var isMended = false
        if let first = signs.firstIndex(where: { $0 == "§" || $0 == "$" }), first == 0 || signs[first - 1].isFastLetter,
            isDigit(signs[first], before: signs[(first + 1)...], next)
        {
            signs[first] = "5"
            isMended = true
        }
        if let cents = Self.withCents(signs) { return cents }
        return isMended ? String(signs) : nil
    }

    /// `§142`; `§ 19` and `§13b` are paragraphs of a law.
    private func isDigit(_ sign: Character, before rest: ArraySlice<Character>, _ next: String) -> Bool {
        guard rest.first?.isPlainDigit == true, rest.allSatisfy({ $0.isPlainDigit || $0 == "." || $0 == "," }) else {
            return false
        }
        if sign == "§" { return rest.count >= Self.fewestBehindParagraph }
        return isDollarDigit || isCode(rest, before: next)
    }

    private static let fewestBehindParagraph = 3

    /// `$4100 KAJANG`: four digits before a town's name.
    private func isCode(_ digits: ArraySlice<Character>, before next: String) -> Bool {
        digits.count == 4 && digits.allSatisfy(\.isPlainDigit) && next.count >= 3
            && next.allSatisfy { $0.isFastLetter || $0 == "," }
    }

    /// `7.4u`, `1O.5O`, `12,S0`: two signs behind the mark, with a digit among them, and digits before it.
    private static func withCents(_ signs: [Character]) -> String? {
        guard signs.count >= 4, let first = signs.firstIndex(where: { $0.isPlainDigit }),
            first == 0 || CurrencySign.code(TextFolding.fold(String(signs[..<first]))) != nil
        else { return nil }
        let mark = signs.count - 3
        guard first < mark, signs[mark] == "." || signs[mark] == "," else { return nil }
        let whole = signs[first..<mark].map { digit($0, isLast: false) }
        let cents = [digit(signs[mark + 1], isLast: false), digit(signs[mark + 2], isLast: true)]
        guard whole.allSatisfy({ $0 != nil }), cents.allSatisfy({ $0 != nil }),
            signs[(mark + 1)...].contains(where: \.isPlainDigit)
        else { return nil }
        let text = String(signs[..<first] + whole.compactMap { $0 } + [signs[mark]] + cents.compactMap { $0 })
        return text == String(signs) ? nil : text
    }

    /// The digit that a sign was; nil where it may be itself. The last may be a letter of a tax or a unit: `2.5l`.
    private static func digit(_ sign: Character, isLast: Bool) -> Character? {
        if sign.isPlainDigit { return sign }
        if "OoQuU¢".contains(sign) { return "0" }
        return isLast ? nil : DigitConfusions.digit(for: sign)
    }
}
