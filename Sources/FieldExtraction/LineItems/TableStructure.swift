import Invoices

/// What a template says of its table: which column holds what, and where the data begin below the headings.
struct TableStructure: Sendable {
    /// By the column's place from the left, from 0.
    private let columns: [Int: LineItemRule.Column]
    /// Rows from the headings to the first item.
    private let offset: Int

    /// Nil where the rule leaves the columns to the reader.
    init?(_ rule: LineItemRule) {
        guard !rule.columns.isEmpty else { return nil }
        columns = Dictionary(rule.columns.map { ($0.index, $0) }) { first, _ in first }
        offset = max(1, (rule.dataStartRow ?? 1) - (rule.headerRow ?? 0))
    }

    /// The headings at that row, if as many columns stand there and numbers stand below the ones that should hold them.
    func header(in rows: [TableRow], at index: Int) -> TableHeader? {
        guard rows.indices.contains(index + offset), let last = columns.keys.max(), rows[index].cells.count > last
        else {
            return nil
        }
        let headings = rows[index].cells.enumerated().map { place, cell in
            let rule = columns[place]
            return TableHeader.Column(
                kind: rule.flatMap { ColumnKind(rawValue: $0.name) }, box: cell.box, text: cell.text,
                isExact: rule != nil,
                name: rule?.name)
        }
        let header = TableHeader(columns: headings, rows: index..<index + offset, page: rows[index].page)
        let first = rows[index + offset]
        let numbers = columns.filter { $1.kind == .number || $1.kind == .amount }.map(\.key)
        let filled = first.figures.compactMap { header.column(of: $0) }
        return !numbers.isEmpty && numbers.allSatisfy(filled.contains)
            && !rows[index].cells.contains { $0.figure?.isMoney == true }
            ? header : nil
    }
}
