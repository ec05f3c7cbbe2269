import Invoices

/// Invoices as RFC 4180 CSV: a row for each line item, the invoice's own columns repeated; one row without any.
package enum CSVExport {
    private static let header = [
        "jobNumber", "documentName", "invoice.number", "invoice.date", "invoice.dueDate", "invoice.supplier.name",
        "invoice.supplier.address", "invoice.supplier.taxId", "invoice.customer.name", "invoice.customer.address",
        "invoice.amounts.subtotal", "invoice.amounts.tax", "invoice.amounts.total", "invoice.amounts.currency",
        "lineItem.description", "lineItem.quantity", "lineItem.unitPrice", "lineItem.amount",
    ]

    package static func write(_ jobs: some Sequence<ReadJob>) -> [UInt8] {
        var text = line(header)
        for job in jobs { for row in rows(of: job) { text += line(row) } }
        return Array(text.utf8)
    }

    private static func rows(of job: ReadJob) -> [[String]] {
        let invoice = job.extraction.invoice
        let head =
            [guarded(job.number), guarded(job.documentName), guarded(invoice.number)]
            + [invoice.date?.text ?? "", invoice.dueDate?.text ?? ""]
            + [invoice.supplier.name, invoice.supplier.address, invoice.supplier.taxId].map(guarded)
            + [invoice.customer.name, invoice.customer.address].map(guarded)
            + [invoice.subtotal, invoice.tax, invoice.total].map { $0?.literal ?? "" } + [guarded(invoice.currency)]
        guard !invoice.lineItems.isEmpty else { return [head + ["", "", "", ""]] }
        return invoice.lineItems.map { item in
            head + [guarded(item.description)]
                + [item.quantity, item.unitPrice, item.amount].map { $0?.literal ?? "" }
        }
    }

    /// A spreadsheet takes a cell that begins so for a formula; the text is a stranger's.
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
