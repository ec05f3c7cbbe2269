import Invoices

/// The columns of CSV that the table of fields puts in one place of a row.
struct CSVColumns {
    /// Of the invoice.
    let header: [InvoiceField]
    /// Of a line item.
    let items: [InvoiceField]

    init(_ output: InvoiceField.Outputs) {
        header = InvoiceField.header.filter { $0.outputs.contains(output) }
        items = InvoiceField.lineItems.columns.filter { $0.outputs.contains(output) }
    }

    var itemNames: [String] { items.map { "lineItem.\($0.name)" } }
    var names: [String] { header.map(\.name) + itemNames }
}
