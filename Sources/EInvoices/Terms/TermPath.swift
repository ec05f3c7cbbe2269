/// Where in an e-invoice a term is: steps of element names, as `A|B/C[D/@e=f]/@g`.
///
/// A step may have several names and conditions in brackets: `[p]` there is a p, `[!p]` there is none, `[p=v]` one of them
/// says v, `[p!=v]` none of them does. `$currency` and `$taxCurrency` are the invoice's own. `.` is the element itself.
struct TermPath: Sendable {
    struct Step: Sendable {
        let names: [String]
        let conditions: [Condition]
    }

    struct Condition: Sendable {
        enum Test: Sendable { case exists, isMissing, equals(String), differs(String) }

        let path: TermPath
        let test: Test
    }

    let steps: [Step]
    /// The attribute that is meant in place of the element's text.
    let attribute: String?

    init(_ text: some StringProtocol) {
        var parts = Self.split(text, at: "/")
        attribute = parts.last?.hasPrefix("@") == true ? String(parts.removeLast().dropFirst()) : nil
        steps = parts.filter { $0 != "." }.map(Step.init)
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
        } else if let sign = text.firstRange(of: "!=") {
            self.init(path: TermPath(text[..<sign.lowerBound]), test: .differs(String(text[sign.upperBound...])))
        } else if let sign = text.firstIndex(of: "=") {
            self.init(path: TermPath(text[..<sign]), test: .equals(String(text[text.index(after: sign)...])))
        } else {
            self.init(path: TermPath(text), test: .exists)
        }
    }
}
