import Invoices

/// Invoices as RFC 4180 CSV: a row for each line item, which repeats the invoice's columns; one row if there are none.
package enum CSVExport {
    private static let header = [
        "jobNumber", "documentName", "invoice.number", "invoice.date", "invoice.dueDate", "invoice.supplier.name",
        "invoice.supplier.address", "invoice.supplier.taxId", "invoice.customer.name", "invoice.customer.address",
        "invoice.amounts.subtotal", "invoice.amounts.tax", "invoice.amounts.total", "invoice.amounts.currency",
        "lineItem.description", "lineItem.quantity", "lineItem.unitPrice", "lineItem.amount",
    ]

    /// The first row.
    package static var heading: [UInt8] { Array(line(header).utf8) }

    /// Writes a job's rows in portions: each row repeats the invoice's columns, which may have thousands of characters.
    package static func write(_ job: ReadJob, into sink: (ArraySlice<UInt8>) throws -> Void) rethrows {
        let head = head(of: job)
        var bytes: [UInt8] = []
        for end in ends(of: job) {
            bytes += line(head + end).utf8
            guard bytes.count >= piece else { continue }
            try sink(bytes[...])
            bytes.removeAll(keepingCapacity: true)
        }
        try sink(bytes[...])
    }

    private static let piece = 32 << 10

    /// The invoice's columns.
    private static func head(of job: ReadJob) -> [String] {
        let invoice = job.extraction.invoice
        return [guarded(job.number), guarded(job.documentName), guarded(invoice.number)]
            + [invoice.date?.text ?? "", invoice.dueDate?.text ?? ""]
            + [invoice.supplier.name, invoice.supplier.address, invoice.supplier.taxId].map(guarded)
            + [invoice.customer.name, invoice.customer.address].map(guarded)
            + [invoice.subtotal, invoice.tax, invoice.total].map { $0?.literal ?? "" } + [guarded(invoice.currency)]
    }

    private static func ends(of job: ReadJob) -> [[String]] {
        let items = job.extraction.invoice.lineItems
        guard !items.isEmpty else { return [["", "", "", ""]] }
        return items.map { item in
            [guarded(item.description)] + [item.quantity, item.unitPrice, item.amount].map { $0?.literal ?? "" }
        }
    }

    /// Protects against formulas: spreadsheets would run a cell that begins like this, and the text is not trusted.
    private static func guarded(_ text: String?) -> String {
        guard let text, let first = text.unicodeScalars.first(where: { $0 != "\u{FEFF}" && $0 != "\"" && $0 != " " })
        else { return text ?? "" }
        return "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first) ? "'" + text : text
    }

    private static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    private static func quoted(_ cell: String) -> String {
        let isPlain = cell.unicodeScalars.allSatisfy { !"\",\r\n;\t".unicodeScalars.contains($0) }
        return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
