import Invoices

/// The words of an item: its name and the lines it is broken into, without codes and notes of another kind.
struct ItemDescription {
    let lines: [TableRow.Cell]

    var field: (text: String, box: Box)? {
        let named = lines.filter { $0.text.contains(where: \.isFastLetter) }
        let rest = named.count > 1 && isCode(named[0]) ? named.dropFirst() : named[...]
        guard let first = rest.first else { return nil }
        var kept = [first]
        for line in rest.dropFirst() {
            guard goesOn(line) else { break }
            kept.append(line)
        }
        var text = kept.map(\.text).joined(separator: " ")
        // `4 x Krentenbol`: the sign is the count's.
        if text.hasPrefix("x ") || text.hasPrefix("× ") { text.removeFirst(2) }
        return (text, kept.dropFirst().reduce(first.box) { $0.union($1.box) })
    }

    /// An article's number on a line of its own above the article's name.
    private func isCode(_ line: TableRow.Cell) -> Bool {
        line.words.count == 1 && line.text.contains(where: \.isFastNumber) && !line.text.contains(where: \.isLowercase)
    }

    /// Lines close below go on with the name; `Label: value` says something else of the item.
    private func goesOn(_ line: TableRow.Cell) -> Bool { !line.text.contains(":") }
}
