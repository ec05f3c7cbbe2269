import Invoices
import Rendering

/// The table of an e-invoice's lines, over as many pages as it needs.
struct SheetLines {
    /// A column of the table: the first of these fields that a line has.
    private struct Column {
        let key: String
        let fields: [String]
        let x: Double
        let width: Double
        var isRight = false
    }

    private static let columns = [
        Column(key: "position", fields: ["position"], x: 50, width: 32),
        Column(key: "description", fields: ["description"], x: 86, width: 200),
        Column(key: "quantity", fields: ["quantity"], x: 290, width: 52, isRight: true),
        Column(key: "unit", fields: ["unit", "unitCode"], x: 348, width: 44),
        Column(key: "unitPrice", fields: ["unitPrice"], x: 394, width: 62, isRight: true),
        Column(key: "taxRate", fields: ["taxRate"], x: 460, width: 30, isRight: true),
        Column(key: "amount", fields: ["amount"], x: 492, width: 53, isRight: true),
    ]

    private let writer: SheetWriter
    private let words: SheetWords

    init(_ writer: SheetWriter, _ words: SheetWords) { (self.writer, self.words) = (writer, words) }

    func write(_ fields: inout SheetFields) {
        let lines = fields.takeList("lineItems")
        guard !lines.isEmpty else { return }
        writer.space(2 * SheetWriter.body.size)
        writer.beginTable(
            Self.columns.map { column in
                .init(
                    text: words.heading(column.key), x: column.x, width: column.width, style: SheetWriter.small,
                    isRight: column.isRight)
            })
        for line in lines where !writer.isFull { write(line) }
        writer.endTable()
    }

    private func write(_ line: SheetFields.Member) {
        var line = line
        let cells = Self.columns.compactMap { column -> SheetWriter.Cell? in
            guard let field = line.takeFirst(column.fields) else { return nil }
            return .init(
                text: words.text(of: field), fields: [field.name], x: column.x, width: column.width,
                isRight: column.isRight)
        }
        if !cells.isEmpty { writer.row(cells) }
        for field in line.fields { write(field) }
    }

    /// What has no column stands below the description.
    private func write(_ field: Field) {
        let column = Self.columns[1]
        let name = field.name.split(separator: ".").dropFirst().joined(separator: ".")
        let width = 70.0
        writer.row([
            .init(text: words.heading(ofField: name), x: column.x, width: width - 4, style: SheetWriter.small),
            .init(
                text: words.text(of: field), fields: [field.name], x: column.x + width,
                width: SheetWriter.right - column.x - width, style: SheetWriter.small),
        ])
    }
}
