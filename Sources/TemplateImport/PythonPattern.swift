/// Translates Python's regular expressions to PCRE2's, which are nearly the same.
enum PythonPattern {
    /// Groups named in `names` are renamed.
    static func translated(_ pattern: String, renaming names: [String: String] = [:]) -> String {
        var result = ""
        var rest = Substring(pattern)
        var isClass = false
        while let character = rest.first {
            if character == "\\" {
                result += escape(&rest)
            } else if isClass {
                isClass = character != "]"
                result.append(rest.removeFirst())
            } else if character == "[" {
                isClass = true
                result += classStart(&rest)
            } else if character == "(" {
                result += opening(&rest, names)
            } else if rest.hasPrefix("{,") {
                // Python reads a missing lower bound as 0; PCRE2 before 10.43 reads it literally.
                rest.removeFirst(2)
                result += "{0,"
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }

    /// `\u00e9` → `\x{00e9}`, `\Z` → `\z`; all others are the same.
    private static func escape(_ rest: inout Substring) -> String {
        rest.removeFirst()
        guard let letter = rest.popFirst() else { return "\\" }
        switch letter {
        case "u", "U":
            let count = letter == "u" ? 4 : 8
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy(\.isHexDigit) else { return "\\\(letter)" }
            rest.removeFirst(count)
            return "\\x{\(digits)}"
        case "Z": return "\\z"
        default: return "\\\(letter)"
        }
    }

    /// A `]` directly after the start is literal.
    private static func classStart(_ rest: inout Substring) -> String {
        var text = String(rest.removeFirst())
        if rest.first == "^" { text.append(rest.removeFirst()) }
        if rest.first == "]" {
            rest.removeFirst()
            text += "\\]"
        }
        return text
    }

    /// `(?P<old>` → `(?<new>`, and flags without those that PCRE2 does not have.
    private static func opening(_ rest: inout Substring, _ names: [String: String]) -> String {
        if let group = rest.prefixMatch(of: /\(\?P<(\w+)>/) {
            rest.removeFirst(group.0.count)
            return "(?<\(names[String(group.1)] ?? String(group.1))>"
        }
        if let reference = rest.prefixMatch(of: /\(\?P=(\w+)\)/) {
            rest.removeFirst(reference.0.count)
            return "\\k<\(names[String(reference.1)] ?? String(reference.1))>"
        }
        if let flags = rest.prefixMatch(of: /\(\?([aiLmsux]+)([:)])/) {
            rest.removeFirst(flags.0.count)
            let kept = flags.1.filter { !"aLu".contains($0) }
            return kept.isEmpty && flags.2 == ")" ? "" : "(?\(kept)\(flags.2)"
        }
        return String(rest.removeFirst())
    }

    /// The named groups, in their order.
    static func names(in pattern: String) -> [String] {
        pattern.matches(of: /\(\?P<(\w+)>/).map { String($0.1) }
    }

    /// The same with only that group capturing, as `value`.
    static func capturing(_ name: String, in pattern: String) -> String {
        translated(pattern.replacing(/\(\?P<(\w+)>/) { $0.1 == name ? "(?P<value>" : "(?:" })
    }
}
