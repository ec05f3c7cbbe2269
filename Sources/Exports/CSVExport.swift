import Invoices

/// Invoices as RFC 4180 CSV: a row for each line item, which repeats the invoice's columns; one row if there are none.
package enum CSVExport {
    private static let fields = InvoiceField.header.filter { $0.outputs.contains(.csv) }
    private static let columns = InvoiceField.lineItems.columns.filter { $0.outputs.contains(.csv) }

    /// What some spreadsheets need before text in UTF-8.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The first row.
    package static var heading: [UInt8] {
        let names = ["jobNumber", "documentName"] + fields.map(\.name) + columns.map { "lineItem.\($0.name)" }
        return Array(line(names).utf8)
    }

    /// Writes a job's rows in portions: each row repeats the invoice's columns, which may have thousands of characters.
    package static func write(_ job: ReadJob, into sink: (ArraySlice<UInt8>) throws -> Void) rethrows {
        let invoice = job.extraction.invoice
        let head = [guarded(job.number), guarded(job.documentName)] + fields.map { cell(invoice[$0]) }
        var bytes: [UInt8] = []
        for end in ends(of: invoice) {
            bytes += line(head + end).utf8
            guard bytes.count >= piece else { continue }
            try sink(bytes[...])
            bytes.removeAll(keepingCapacity: true)
        }
        try sink(bytes[...])
    }

    private static let piece = 32 << 10

    private static func ends(of invoice: Invoice) -> [[String]] {
        let items = invoice.lineItems
        guard !items.isEmpty else { return [columns.map { _ in "" }] }
        return items.map { item in columns.map { cell(item[$0]) } }
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
