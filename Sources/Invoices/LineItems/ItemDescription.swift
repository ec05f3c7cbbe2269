/// The words of an item: its name and the lines it is broken into, without codes and notes of another kind.
struct ItemDescription {
    let lines: [TableRow.Cell]
    /// Where the table breaks its descriptions, as a fraction of the page.
    let edge: Double

    var field: (text: String, box: Box)? {
        let named = lines.filter { $0.text.contains(where: \.isLetter) }
        let rest = named.count > 1 && isCode(named[0]) ? named.dropFirst() : named[...]
        guard let first = rest.first else { return nil }
        var kept = [first]
        for line in rest.dropFirst() {
            guard let last = kept.last, goesOn(line, after: last) else { break }
            kept.append(line)
        }
        let text = kept.map(\.text).joined(separator: " ")
        return (text, kept.dropFirst().reduce(first.box) { $0.union($1.box) })
    }

    /// An article's number on a line of its own above the article's name.
    private func isCode(_ line: TableRow.Cell) -> Bool {
        line.words.count == 1 && line.text.contains(where: \.isNumber) && !line.text.contains(where: \.isLowercase)
    }

    /// Whether the line was broken off the one above: its first word had no room there, or the sentence goes on.
    private func goesOn(_ line: TableRow.Cell, after last: TableRow.Cell) -> Bool {
        guard let word = line.words.first, let end = last.text.last, !line.text.contains(":") else { return false }
        if ",-–&/+".contains(end) || word.text.first?.isLowercase == true || word.text.first?.isNumber == true {
            return true
        }
        let space = line.box.height * 0.2
        return last.box.maxX + space + word.box.width > edge
    }
}
