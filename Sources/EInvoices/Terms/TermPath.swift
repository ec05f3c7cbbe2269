/// Where in an e-invoice a term is: steps of element names, as `A|B/C[D/@e=f]/@g`.
///
/// A step may have several names and conditions in brackets: `[p]` there is a p, `[!p]` there is none, `[p=v]` one of them
/// says v, `[p!=v]` none of them does, `[p>0]` one is a number above zero. `$currency` and `$taxCurrency` are the invoice's own. `.` is the element itself.
///
/// `A/B{x=1;y=2}` translates a code: x is read as 1, and a code that is not listed is not there; `A/B{name}` does so by a list of
/// `codes.lists`. `'x'[p]` is the value x itself,
/// where its conditions hold.
struct TermPath: Sendable {
    struct Step: Sendable {
        let names: [String]
        let conditions: [Condition]

        /// `.[p]`: the element itself, if the conditions hold.
        var isSelf: Bool { names == ["."] }
    }

    struct Condition: Sendable {
        enum Test: Sendable { case exists, isMissing, isPositive, equals(String), differs(String) }

        let path: TermPath
        let test: Test
    }

    let steps: [Step]
    /// The attribute that is meant in place of the element's text.
    let attribute: String?
    /// What each code is read as; empty where the text itself is the value.
    let codes: [String: String]
    /// A value that is in no element, with the conditions under which it holds.
    let constant: (value: String, conditions: [Condition])?

    init(_ text: some StringProtocol) {
        let text = String(text)
        constant = Self.constant(in: text)
        let (path, codes) = Self.codes(in: text)
        self.codes = codes
        guard constant == nil else {
            (steps, attribute) = ([], nil)
            return
        }
        var parts = Self.split(path, at: "/")
        attribute = parts.last?.hasPrefix("@") == true ? String(parts.removeLast().dropFirst()) : nil
        steps = parts.filter { $0 != "." }.map(Step.init)
    }

    private static func constant(in text: String) -> (value: String, conditions: [Condition])? {
        guard text.hasPrefix("'"), let end = text.dropFirst().firstIndex(of: "'") else { return nil }
        let value = text[..<end].dropFirst()
        return (String(value), conditions(in: Substring(text[text.index(after: end)...])))
    }

    /// The path before the braces, and the codes in them.
    private static func codes(in text: String) -> (path: String, codes: [String: String]) {
        guard text.hasSuffix("}"), let start = text.lastIndex(of: "{") else { return (text, [:]) }
        let words = text[start...].dropFirst().dropLast().split(separator: ";").map(String.init)
        let path = String(text[..<start])
        if words.count == 1, !words[0].contains("=") { return (path, CodeLists.translation(words[0])) }
        return (path, CodeLists.translation(of: words))
    }

    /// At a separator outside of brackets.
    fileprivate static func split(_ text: some StringProtocol, at separator: Character) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if character == separator, depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }
}

extension TermPath.Step {
    fileprivate init(_ text: String) {
        let pieces = text.split(separator: "[", maxSplits: 1)
        names = TermPath.split(pieces.first ?? "", at: "|")
        conditions = TermPath.conditions(in: text.dropFirst(pieces.first?.count ?? 0))
    }
}

extension TermPath {
    fileprivate static func conditions(in text: Substring) -> [Condition] {
        var found: [Condition] = []
        var rest = text
        while rest.first == "[", let end = rest.firstIndex(of: "]") {
            found.append(Condition(String(rest[rest.index(after: rest.startIndex)..<end])))
            rest = rest[rest.index(after: end)...]
        }
        return found
    }
}

extension TermPath.Condition {
    fileprivate init(_ text: String) {
        if text.hasPrefix("!") {
            self.init(path: TermPath(text.dropFirst()), test: .isMissing)
        } else if text.hasSuffix(">0") {
            self.init(path: TermPath(text.dropLast(2)), test: .isPositive)
        } else if let sign = text.firstRange(of: "!=") {
            self.init(path: TermPath(text[..<sign.lowerBound]), test: .differs(String(text[sign.upperBound...])))
        } else if let sign = text.firstIndex(of: "=") {
            self.init(path: TermPath(text[..<sign]), test: .equals(String(text[text.index(after: sign)...])))
        } else {
            self.init(path: TermPath(text), test: .exists)
        }
    }
}
