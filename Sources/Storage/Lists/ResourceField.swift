/// One field of a resource that a list can be sorted or filtered by; the table of them is shared by router, SQL and openapi.
package struct ResourceField: Sendable {
    package enum Kind: Sendable, Equatable {
        case text
        case number
        case time
        case date
        case flag
        case id
        /// The names, in the order of the numbers that the store keeps, from 0.
        case choice([String])
        /// A list of texts: equality means that it contains the text.
        case texts
        /// Several choices, or texts, of rows that `column` selects up to the value: equality means that one is equal.
        case anyChoice([String])
        case anyText
        /// Any JSON value below a name, as in `metadata.a.b`.
        case json
    }

    /// The contract's name, e.g. `extractedData.invoice.number`; for `json` the part before the first dot.
    package let name: String
    package let kind: Kind
    package let isSortable: Bool
    /// The column or expression, known and constant: the only text of a filter that reaches SQL.
    let column: String
    /// What stands behind ORDER BY, as an index has it; the id settles the rest.
    let order: [String]
    /// No two rows of an account share a value, so that nothing else is needed to settle the order.
    let isUnique: Bool
    /// The table that must be joined besides the resource's own.
    let join: Join

    enum Join: Sendable { case none, detail, result, supplier, proposedSupplier }

    init(
        _ name: String, _ kind: Kind, _ column: String, sortable: Bool = true, unique: Bool = false,
        order: [String]? = nil, join: Join = .none
    ) {
        self.name = name
        self.kind = kind
        self.column = column
        isSortable = sortable
        isUnique = unique
        self.order = order ?? [column]
        self.join = join
    }
}
