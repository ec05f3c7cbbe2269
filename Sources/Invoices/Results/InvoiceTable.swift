/// Rows of an invoice that have the same columns; a cell's name is `lineItems[2].amount`. A list of plain values has one
/// column without a name; `invoice.notes[0]` is its first value.
package struct InvoiceTable: Sendable, Equatable {
    /// The contract's name: the path in extractedData where that shows the table.
    package let name: String
    package let columns: [InvoiceField]
    /// What it was called before all names were paths; nil for most tables.
    let formerName: String?
    /// What the names of its cells begin with.
    let prefix: String
    private let columnByName: [String: InvoiceField]

    init(_ name: String, formerName: String? = nil, columns: [InvoiceField]) {
        self.name = name
        self.formerName = formerName
        self.columns = columns
        prefix = name + "["
        columnByName = Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
    }

    /// A list of plain values.
    init(_ name: String, valuesOf kind: FieldKind) {
        self.init(name, columns: [InvoiceField("", kind, in: .data)])
    }

    /// The column of a list of plain values; nil for rows of several cells.
    package var plainColumn: InvoiceField? { columnByName[""] }

    /// Nil for a column that the contract does not have; a template may have others of its own among the line items.
    package subscript(column name: String) -> InvoiceField? { columnByName[name] }

    /// The name of a cell; rows are counted from 0.
    package func cell(_ row: Int, _ column: InvoiceField) -> String {
        column.name.isEmpty ? "\(name)[\(row)]" : "\(name)[\(row)].\(column.name)"
    }

    package static func == (one: InvoiceTable, other: InvoiceTable) -> Bool { one.name == other.name }
}
