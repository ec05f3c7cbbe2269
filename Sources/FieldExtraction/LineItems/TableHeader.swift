import Invoices

/// A table's headings: which column stands where.
struct TableHeader: Sendable {
    struct Column: Sendable {
        var kind: ColumnKind?
        var box: Box
        var text: String
        /// Whether the words are a heading as they stand, none more.
        var isExact = false
        /// What a template calls the column.
        var name: String?
        /// Whether the words below begin at the heading's left edge: then what ends before it is another column's.
        var beginsAtEdge = false
    }

    var columns: [Column]
    /// The rows that the headings take up, as indices of the page's rows.
    var rows: Range<Int>
    var page: Int

    var kinds: Set<ColumnKind> { Set(columns.compactMap(\.kind)) }

    /// The best heading that begins at `index` or just below, over one to four rows; nil where no table begins.
    ///
    /// - Parameter isLoose: Whether one known heading above money will do, `Plan … Amount`.
    static func find(in rows: [TableRow], at index: Int, isLoose: Bool = false) -> TableHeader? {
        guard let here = best(in: rows, at: index, isLoose) else { return nil }
        // A title above the headings would take some of them in.
        let below = (1...3).compactMap { best(in: rows, at: index + $0, isLoose) }.filter { $0.score > here.score }
        return (below.max { $0.score < $1.score } ?? here).header.absorbing(rows)
    }

    private static func best(
        in rows: [TableRow], at index: Int, _ isLoose: Bool
    ) -> (header: TableHeader, score: Double)? {
        // Of most rows this tells at once that no table begins there.
        guard index < rows.count, rows[index].cells.contains(where: { kind(of: $0.text) != nil }) else { return nil }
        var best: (header: TableHeader, score: Double)?
        for count in 1...4 where index + count <= rows.count {
            let band = rows[index..<index + count]
            guard isTight(band), band.allSatisfy(isHeading) else { break }
            let header = TableHeader(
                columns: columns(of: Array(band)), rows: index..<index + count, page: rows[index].page)
            guard header.isTable || isLoose && header.isAboveItems(rows) else { continue }
            let score = header.score - 0.4 * Double(count - 1)
            if score > best?.score ?? 0 { best = (header, score) }
        }
        return best
    }

    /// With the rows that follow closely and only finish headings: `Price w/o` above `taxes`.
    private func absorbing(_ page: [TableRow]) -> TableHeader {
        var header = self
        while header.rows.upperBound < page.count {
            let row = page[header.rows.upperBound]
            guard Self.isTight([page[header.rows.upperBound - 1], row][...]), row.figures.isEmpty,
                row.cells.count <= columns.count,
                row.cells.allSatisfy({ finishes($0) })
            else { break }
            header.rows = header.rows.lowerBound..<header.rows.upperBound + 1
        }
        return header
    }

    private func finishes(_ cell: TableRow.Cell) -> Bool {
        guard cell.words.count <= 2, let column = column(of: cell) else { return false }
        return columns[column].kind != .description && Self.overlaps(columns[column].box, cell.box)
    }

    /// Whether the row is the heading of a table of sums or taxes, which ends the items above it.
    static func isSummary(_ row: TableRow) -> Bool {
        guard row.figures.isEmpty, row.cells.count > 2 else { return false }
        let known = row.cells.flatMap { pieces(of: $0.words) }.filter(\.isExact).compactMap(\.kind)
        return Set(known).intersection([.amount, .gross, .tax]).count > 1
    }

    /// A table of items says what is charged and how much; a table of taxes or payments has no such pair.
    private var isTable: Bool {
        let kinds = kinds
        let money = kinds.contains(.amount) || kinds.contains(.gross) || kinds.contains(.unitPrice)
        let thing = kinds.contains(.description) || kinds.contains(.quantity)
        let exact = Set(columns.filter(\.isExact).compactMap(\.kind))
        let telling: Set<ColumnKind> = [.description, .quantity, .unitPrice, .amount, .gross]
        return money && thing && exact.intersection(telling).count >= 2
    }

    /// Whether the last column is headed as money and the next rows have money there and words before it.
    private func isAboveItems(_ page: [TableRow]) -> Bool {
        guard let last = columns.last, last.isExact,
            last.kind == .amount || last.kind == .gross || last.kind == .unitPrice,
            columns.count > 1, !kinds.contains(.tax), columns.allSatisfy({ $0.text.spacedWords.count <= 3 })
        else { return false }
        return page[rows.upperBound...].prefix(2).contains { row in
            let isMoney = row.figures.contains { $0.figure?.isMoney == true && column(of: $0) == columns.count - 1 }
            return isMoney && !isEnd(row) && row.texts.contains { $0.text.count(where: \.isFastLetter) > 2 }
        }
    }

    private var score: Double {
        let weights: [ColumnKind: Double] = [.description: 2, .quantity: 2, .unitPrice: 2, .amount: 2, .gross: 1]
        let best = Dictionary(grouping: columns.filter { $0.kind != nil }) { $0.kind }.compactMap { kind, columns in
            kind.map { (weights[$0] ?? 0.7) * (columns.contains(where: \.isExact) ? 1 : 0.4) }
        }
        let known = best.reduce(0, +)
        let unknown = columns.filter { $0.kind == nil }
        return known - Double(unknown.reduce(0) { $0 + $1.text.split(separator: " ").count }) * 0.35
    }

    /// Headings hold no money, no long numbers and no `Label: value`; a rate stands in some: `10% VAT`.
    private static func isHeading(_ row: TableRow) -> Bool {
        row.cells.allSatisfy { cell in
            if let figure = cell.figure { return figure.isPercent || !figure.isMoney && figure.text.count < 3 }
            let hasNumber = cell.words.contains { $0.text.count(where: \.isFastNumber) > 2 }
            return !hasNumber && !cell.text.utf8.dropLast().contains(UInt8(ascii: ":")) && !cell.text.hasPrefix("•")
        }
    }

    private static func isTight(_ band: ArraySlice<TableRow>) -> Bool {
        zip(band, band.dropFirst()).allSatisfy { $1.box.y - $0.box.maxY < 1.2 * max($0.height, $1.height) }
    }

    /// Words of the band that stand over each other make one heading; known headings side by side are parted.
    private static func columns(of band: [TableRow]) -> [Column] {
        var columns: [Column] = []
        for row in band {
            let cells = row.cells.filter { $0.figure?.isPercent != true }
            for piece in cells.flatMap({ pieces(of: $0.words) }) {
                let over = columns.firstIndex { overlaps($0.box, piece.box) }
                if let over {
                    columns[over] = stack(piece, below: columns[over])
                } else {
                    columns.append(piece)
                }
            }
        }
        return columns.sorted { $0.box.x < $1.box.x }
    }

    /// Two headings over each other: `Prix` above `unitaire` is one, `Art-Nr` above `Bezeichnung` are two of which the
    /// thing's name counts.
    private static func stack(_ lower: Column, below upper: Column) -> Column {
        let text = upper.text + " " + lower.text
        var column = Column(kind: kind(of: text), box: upper.box.union(lower.box), text: text)
        if let exact = ColumnKind.printed(text) {
            (column.kind, column.isExact) = (exact, true)
            return column
        }
        let named = [upper, lower].first { $0.kind == .description } ?? [upper, lower].first { $0.isExact }
        if let named {
            column.kind = named.kind
            column.isExact = named.isExact
        }
        return column
    }

    private static func overlaps(_ one: Box, _ other: Box) -> Bool {
        min(one.maxX, other.maxX) - max(one.x, other.x) > 0.3 * min(one.width, other.width)
    }

    /// Parts the words of one cell where two headings stand close: `Unit Price Taxes`.
    private static func pieces(of words: [Token]) -> [Column] {
        let text = words.map(\.text).joined(separator: " ")
        let exact = ColumnKind.printed(text)
        let whole = Column(kind: exact ?? kind(of: text), box: box(of: words), text: text, isExact: exact != nil)
        guard words.count > 1, exact == nil else { return [whole] }
        for cut in (1..<words.count).reversed() {
            let head = words[..<cut].map(\.text).joined(separator: " ")
            let tail = words[cut...].map(\.text).joined(separator: " ")
            guard !words[cut - 1].text.hasSuffix("/"), !words[cut].text.hasPrefix("/"),
                let left = ColumnKind.byHeading[Atoms.joined(head)], let right = kind(of: tail), left != right
            else { continue }
            let column = Column(kind: left, box: box(of: Array(words[..<cut])), text: head, isExact: true)
            return [column] + pieces(of: Array(words[cut...]))
        }
        return [whole]
    }

    private static func box(of words: [Token]) -> Box { words.dropFirst().reduce(words[0].box) { $0.union($1.box) } }

    /// The longest known heading that the text is, begins with, ends with or holds.
    private static func kind(of text: String) -> ColumnKind? {
        let words = Atoms.joined(text).spacedWords
        guard words.count <= 7, words.contains(where: ColumnKind.words.contains) else { return nil }
        // One short word inside a longer text says little: "total of all hours worked".
        for length in (1...words.count).reversed() where length * 3 >= words.count {
            let kinds = (0...(words.count - length)).compactMap { start in
                ColumnKind.byHeading[words[start..<start + length].joined(separator: " ")]
            }
            if let kind = ColumnKind.telling.first(where: kinds.contains) ?? kinds.first { return kind }
        }
        return nil
    }
}
