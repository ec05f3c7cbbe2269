import Invoices

/// Reads a document's items by the columns that its supplier's earlier documents had.
struct MemoryTableReader {
    /// How many of the heading's words a row must have.
    private static let shareOfHeading = 0.7

    private let memory: TableMemory
    private let document: PrintedDocument
    private let pages: [[TableRow]]

    init(_ memory: TableMemory, _ document: PrintedDocument, pages: [[TableRow]]) {
        self.memory = memory
        self.document = document
        self.pages = pages
    }

    /// Nil where memory knows no table, or finds no item.
    func items(_ totals: LineItemReader.Totals) -> ItemTable? {
        guard memory.columns.contains(where: { $0.kind == .amount }), let body else { return nil }
        guard var table = ItemTable.read(body, totals: totals) else { return nil }
        let others = Set(memory.others)
        table.items.removeAll { item in
            item.lines.first.map { others.contains(AnchorText.of($0.words.prefix(3))) } ?? false
        }
        return table.items.isEmpty ? nil : table
    }

    /// The rows of all pages from the headings to the sums.
    private var body: TableBody? {
        var taken: [TableRow] = []
        var (header, isEnded): (TableHeader?, Bool) = (nil, false)
        for (number, rows) in pages.enumerated() where !isEnded && !rows.isEmpty {
            let height = document.layout.sheets[number]
            let heading = rows.firstIndex(where: isHeading)
            let known = header ?? self.header(rows[heading ?? 0], height)
            guard let start = heading.map({ $0 + 1 }) ?? rows.firstIndex(where: known.isItem) else { continue }
            header = known
            let (more, ends) = items(rows[start...], known)
            taken += more
            isEnded = ends
        }
        guard let header, !taken.isEmpty else { return nil }
        let isRecognised = document.isRecognised
        return TableBody(header: header.aligned(with: taken), rows: taken, isRecognised: isRecognised, isEnded: isEnded)
    }

    private func isHeading(_ row: TableRow) -> Bool {
        guard !memory.heading.isEmpty else { return false }
        let words = MemoryWords.words(row.text)
        return MemoryWords.agreement(words, memory.heading) >= Self.shareOfHeading
    }

    /// The learnt columns as headings; those that memory cannot name by what their headings say.
    private func header(_ row: TableRow, _ sheet: Layout.Sheet) -> TableHeader {
        let columns = memory.columns.map { column in
            let box = Box(x: column.left, y: row.box.y, width: column.right - column.left, height: row.box.height)
            let text = row.texts.filter { min($0.box.maxX, box.maxX) > max($0.box.x, box.x) }.map(\.text)
                .joined(separator: " ")
            let said = ColumnKind.printed(text).flatMap { $0.isTerm && $0 != .gross ? $0 : nil }
            return TableHeader.Column(kind: column.kind ?? said ?? .other, box: box, text: text, isExact: true)
        }
        return TableHeader(columns: columns, rows: 0..<1, page: row.page)
    }

    private func items(_ rows: ArraySlice<TableRow>, _ header: TableHeader) -> ([TableRow], Bool) {
        let stops = Set(memory.stops)
        var taken: [TableRow] = []
        for index in rows.indices {
            let row = rows[index]
            let isStop = stops.contains(LearntTable.text(row)) && !header.isPriced(row) || header.isEnd(row)
            if isStop {
                if rows[(index + 1)...].prefix(4).contains(where: header.isPriced) { continue }
                return (taken, true)
            }
            if TableTerms.isCarryOver(row.text), !header.isPriced(row) { continue }
            taken.append(row)
        }
        return (taken, false)
    }
}
