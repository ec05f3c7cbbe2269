import Invoices

/// Articles' numbers that stand before the names in one column, where two headings were set so close that they are one:
/// `Art. no. Description`.
struct LeadingCodes {
    let header: TableHeader
    let rows: [TableRow]

    /// The words without the codes, if nearly every row that has figures begins with one.
    func removed(from texts: [(row: Int, cell: TableRow.Cell)]) -> [(row: Int, cell: TableRow.Cell)] {
        guard
            header.columns.contains(where: { $0.kind == .description && !$0.isExact && $0.text.spacedWords.count > 1 })
        else { return texts }
        let ofRows = Dictionary(grouping: texts.indices.filter { !rows[texts[$0].row].figures.isEmpty }) {
            texts[$0].row
        }
        let firsts = ofRows.values.compactMap { $0.min { texts[$0].cell.box.x < texts[$1].cell.box.x } }
        let coded = firsts.filter { isCode(texts[$0].cell.words.first) && hasMore(texts, $0, ofRows) }
        guard coded.count > 0, coded.count * 5 >= firsts.count * 4 else { return texts }
        let codes = Set(coded)
        return texts.indices.compactMap { codes.contains($0) ? withoutFirst(texts[$0]) : texts[$0] }
    }

    /// Digits and capitals: `TX-4053`.
    private func isCode(_ word: Token?) -> Bool {
        guard let text = word?.text, text.count > 2, text.hasPlainDigit else { return false }
        return !text.contains(where: \.isLowercase)
    }

    private func hasMore(
        _ texts: [(row: Int, cell: TableRow.Cell)], _ index: Int, _ ofRows: [Int: [Int]]
    ) -> Bool {
        texts[index].cell.words.count > 1 || (ofRows[texts[index].row]?.count ?? 0) > 1
    }

    /// Nil for a cell that is nothing but the code.
    private func withoutFirst(_ text: (row: Int, cell: TableRow.Cell)) -> (row: Int, cell: TableRow.Cell)? {
        let words = text.cell.words.dropFirst()
        guard let first = words.first else { return nil }
        let box = words.dropFirst().reduce(first.box) { $0.union($1.box) }
        let name = words.map(\.text).joined(separator: " ")
        return (text.row, TableRow.Cell(text: name, box: box, figure: nil, words: Array(words)))
    }
}
