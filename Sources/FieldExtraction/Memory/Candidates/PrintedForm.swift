/// The form of a printed identifier: which letters, digits and marks follow each other.
enum PrintedForm {
    /// `RE-2025/017` is `A-9/9`: letters and digits may be others, and more or fewer.
    static func of(_ text: String) -> String {
        var form = ""
        var last: Character?
        for character in cleaned(text) {
            let kind: Character = character.isFastNumber ? "9" : character.isFastLetter ? "A" : character
            if kind != last || !"9A".contains(kind) { form.append(kind) }
            last = kind
        }
        return form
    }

    /// Without what is glued to an identifier: `No:17` and `#17,` are 17.
    static func cleaned(_ text: String) -> String {
        var rest = text[...]
        if let colon = rest.lastIndex(of: ":"), rest.index(after: colon) < rest.endIndex {
            rest = rest[rest.index(after: colon)...]
        }
        while let first = rest.first, "#:(°.,;".contains(first) { rest.removeFirst() }
        while let last = rest.last, ".,;:)".contains(last) { rest.removeLast() }
        return String(rest)
    }
}
