import Invoices

/// Invoices as RFC 4180 CSV: a row for each line item, which repeats the invoice's columns; one row if there are none.
///
/// The columns of `Outputs.csv` stay where they are, since importers may count them; new ones come behind them.
package enum CSVExport {
    /// VAT rates that have columns; no country has more that an invoice could be of.
    private static let mostTaxLines = 5

    private static let columns = CSVColumns(.csv)
    private static let later = CSVColumns(.csvEnd)
    private static let taxColumns = InvoiceField.taxLines.columns.filter { $0.outputs.contains(.csvEnd) }

    /// What some spreadsheets need before text in UTF-8.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The first row.
    package static var heading: [UInt8] {
        let taxes = (0..<mostTaxLines).flatMap { index in taxColumns.map { InvoiceField.taxLines.cell(index, $0) } }
        let names =
            ["jobNumber", "documentName"] + columns.names + ["validationResults.isValid"] + later.header.map(\.name)
            + taxes + later.itemNames
        return Array(line(names).utf8)
    }

    /// Writes a job's rows in portions: each row repeats the invoice's columns, which may have thousands of characters.
    package static func write(_ job: ReadJob, into sink: (ArraySlice<UInt8>) throws -> Void) rethrows {
        let invoice = job.extraction.invoice
        let head = [guarded(job.number), guarded(job.documentName)] + columns.header.map { cell(invoice[$0]) }
        let middle =
            [cell(.flag(job.extraction.isValid))] + later.header.map { cell(invoice[$0]) } + taxCells(of: invoice)
        var bytes: [UInt8] = []
        for item in invoice.lineItems.isEmpty ? [nil] : invoice.lineItems.map(Optional.some) {
            func cells(_ columns: [InvoiceField]) -> [String] { columns.map { cell(item?[$0]) } }
            bytes += line(head + cells(columns.items) + middle + cells(later.items)).utf8
            guard bytes.count >= piece else { continue }
            try sink(bytes[...])
            bytes.removeAll(keepingCapacity: true)
        }
        try sink(bytes[...])
    }

    /// A row of texts that are not trusted.
    package static func row(_ cells: [String]) -> [UInt8] { Array(line(cells.map(guarded)).utf8) }

    private static let piece = 32 << 10

    private static func taxCells(of invoice: Invoice) -> [String] {
        let lines = invoice.rows(of: InvoiceField.taxLines)
        return (0..<mostTaxLines).flatMap { index in
            taxColumns.map { cell(lines.indices.contains(index) ? lines[index][$0] : nil) }
        }
    }

    private static func cell(_ value: Field.Value?) -> String {
        switch value {
        case nil: ""
        case .text(let text): guarded(text)
        case .amount(let amount): amount.literal
        case .date(let date): date.text
        case .flag(let flag): flag ? "true" : "false"
        }
    }

    /// Protects against formulas: spreadsheets would run a cell that begins like this, and the text is not trusted.
    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first(where: { $0 != "\u{FEFF}" && $0 != "\"" && $0 != " " })
        else { return text }
        return "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first) ? "'" + text : text
    }

    private static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    private static func quoted(_ cell: String) -> String {
        let isPlain = cell.unicodeScalars.allSatisfy { !"\",\r\n;\t".unicodeScalars.contains($0) }
        return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
