/// One line of a `.binding` file.
struct BindingLine {
    enum Content {
        /// Names a part, or stands for one.
        case part(String)
        case element(BoundElement)
    }

    let depth: Int
    let content: Content

    /// Nil for a comment.
    init?(_ text: Substring) {
        let words = Self.words(of: text)
        guard let first = words.first, first != "#" else { return nil }
        depth = text.prefix { $0 == " " }.count / 2
        guard !first.hasPrefix(":") else {
            content = .part(String(first.dropFirst()))
            return
        }
        var element = BoundElement(name: first)
        for word in words.dropFirst() { Self.add(word, to: &element) }
        content = .element(element)
    }

    private static func add(_ word: String, to element: inout BoundElement) {
        let rest = word.dropFirst()
        switch word.first {
        case "=": element.value = source(rest)
        case "*": element.list = String(rest)
        case "?": element.conditions.append((BoundElement.Name(rest), true))
        case "!": element.conditions.append((BoundElement.Name(rest), false))
        case "@":
            let (name, value) = (rest.prefix { $0 != "=" }, rest.drop { $0 != "=" }.dropFirst())
            element.attributes.append((String(name), source(value)))
        default:
            if word == "always" { element.isAlways = true }
            if word.hasPrefix("in:") { element.group = String(word.dropFirst(3)) }
        }
    }

    private static func source(_ text: Substring) -> BoundElement.Source {
        text.hasPrefix("'") ? .constant(String(text.dropFirst().dropLast())) : .term(BoundElement.Name(text))
    }

    /// What blanks part, outside of quotation marks.
    private static func words(of text: Substring) -> [String] {
        var words = [""]
        var isQuoted = false
        for character in text {
            if character == "'" { isQuoted.toggle() }
            if character == " ", !isQuoted { words.append("") } else { words[words.count - 1].append(character) }
        }
        return words.filter { !$0.isEmpty }
    }
}
