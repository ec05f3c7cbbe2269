import Invoices

/// The table of line items for people: the columns that have a value, numbers to the right.
struct ReportTable {
    private struct Column {
        let title: String
        let name: String
        let isNumber: Bool
    }

    private static let widestText = 40
    private static let columns = [
        Column(title: "Code", name: "code", isNumber: false),
        Column(title: "Description", name: "description", isNumber: false),
        Column(title: "Quantity", name: "quantity", isNumber: true),
        Column(title: "Unit", name: "unit", isNumber: false),
        Column(title: "Price", name: "unitPrice", isNumber: true),
        Column(title: "Tax %", name: "taxRate", isNumber: true),
        Column(title: "Amount", name: "amount", isNumber: true),
    ]

    /// The heading and the rows; empty without line items.
    let lines: [String]
    /// The names of all cells of line items.
    let names: Set<String>

    init(_ extraction: Extraction, _ fields: ReportFields, _ style: TerminalStyle) {
        let table = InvoiceField.lineItems
        let count = extraction.invoice.lineItems.count
        names = Set(extraction.fields.map(\.name).filter { FieldPlace($0)?.table == table })
        let columns = Self.columns.filter { column in
            (0..<count).contains { fields.has("\(table.name)[\($0)].\(column.name)") }
        }
        guard count > 0, !columns.isEmpty else {
            lines = []
            return
        }
        let rows = (0..<count).map { row in
            columns.map { fields.cell("\(table.name)[\(row)].\($0.name)") ?? "" }
        }
        lines = Self.lines(columns, rows, style)
    }

    private static func lines(_ columns: [Column], _ rows: [[String]], _ style: TerminalStyle) -> [String] {
        let widths = columns.indices.map { index in
            let widest = ([columns[index].title] + rows.map { $0[index] }).map(\.count).max() ?? 0
            return columns[index].isNumber ? widest : min(widest, widestText)
        }
        func line(_ cells: [String]) -> String {
            zip(columns, zip(widths, cells)).map { column, cell in
                ReportText.padded(cell.1, cell.0, column.isNumber ? .right : .left)
            }.joined(separator: "  ")
        }
        let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1))
        return [style.faint(line(columns.map(\.title))), style.faint(rule)]
            + rows.flatMap { row in
                folded(row, widths).map(line)
            }
    }

    /// A row's lines: long texts go on below.
    private static func folded(_ row: [String], _ widths: [Int]) -> [[String]] {
        let cells = zip(row, widths).map { ReportText.wrapped($0, $1) }
        let height = cells.map(\.count).max() ?? 0
        return (0..<height).map { line in cells.map { line < $0.count ? $0[line] : "" } }
    }
}
