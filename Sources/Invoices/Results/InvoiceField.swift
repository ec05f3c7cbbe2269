/// One field of an invoice, with all that the program knows of it.
///
/// The table of fields is in `InvoiceField+Table.swift`. From it come the names that templates, corrections and filters
/// may use, the shapes of results, of `read --jsonl` and of CSV, the columns that jobs are filtered by, the names that
/// imported templates use, and the checks of single values. The `fields` of a result have every field that was found,
/// and every field of the table can be corrected.
package struct InvoiceField: Sendable, Equatable {
    /// Where a field is shown besides the `fields` of a result.
    package struct Outputs: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        /// extractedData of jobs and results: null where nothing was found.
        package static let data = Outputs(rawValue: 1)
        /// CSV, under the field's name; columns are in the order of the table.
        package static let csv = Outputs(rawValue: 2)
        /// CSV, behind the columns of `csv`, which stay where they are: importers may count them.
        package static let csvEnd = Outputs(rawValue: 8)
        /// `fields` of `read --jsonl`, which programs that measure read: null where nothing was found.
        package static let line = Outputs(rawValue: 4)
    }

    /// A column of the table `job_result`; jobs are filtered by it.
    package struct Column: Sendable, Equatable {
        package let name: String
        /// Characters of a text that are kept; nil for amounts and dates.
        package let length: Int?

        init(_ name: String, length: Int? = nil) {
            self.name = name
            self.length = length
        }
    }

    /// What is said of a document without the field.
    package struct Absence: Sendable, Equatable {
        package let severity: Finding.Severity
        /// The subject of the sentence: "The total".
        package let subject: String
        /// Whether a receipt should have the field too.
        package let countsOnReceipts: Bool

        init(_ severity: Finding.Severity, _ subject: String, countsOnReceipts: Bool = true) {
            self.severity = severity
            self.subject = subject
            self.countsOnReceipts = countsOnReceipts
        }
    }

    /// The contract's name, e.g. `invoice.supplier.name`: the path in extractedData where that shows the field. A
    /// column's name is its path in the row, e.g. `unitPrice`.
    package let name: String
    package let kind: FieldKind
    /// Whether the field has its value without the sign that may be printed: its name says which way it counts, as in
    /// EN 16931.
    package let isUnsigned: Bool
    package let outputs: Outputs
    /// Nil for a field that no list is filtered by.
    package let column: Column?
    /// Nil for a field that a document may well lack.
    package let absence: Absence?
    /// What the field was called before all names were paths, e.g. `iban`. Requests may have it, stored results have it,
    /// and it stays the short name. Nil for most fields.
    package let formerName: String?
    /// Names that templates may use too; case, blanks and signs do not count.
    package let aliases: [String]
    /// The names that invoice2data gives it, the likelier ones first.
    package let imported: [String]

    init(
        _ name: String, _ kind: FieldKind, in outputs: Outputs = [.data, .csv, .line], isUnsigned: Bool = false,
        column: Column? = nil, absence: Absence? = nil, formerName: String? = nil, aliases: [String] = [],
        imported: [String] = []
    ) {
        self.name = name
        self.kind = kind
        self.isUnsigned = isUnsigned
        self.outputs = outputs
        self.column = column
        self.absence = absence
        self.formerName = formerName
        self.aliases = aliases
        self.imported = imported
    }

    /// As `read --jsonl` names it: `total`, `supplier.name`, `iban`.
    package var shortName: String { Self.shortName(of: name) }

    /// `total` for `invoice.amounts.total`, `iban` for `invoice.payment.iban`, `taxLines[0].net` for
    /// `invoice.taxLines[0].net`; names that the table does not have stay as they are.
    package static func shortName(of name: String) -> String {
        if let former = headerByName[name]?.formerName { return former }
        for prefix in ["invoice.amounts.", "invoice."] where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        return name
    }

    /// The field of that name, or the column that a cell such as `lineItems[2].amount` is in; nil for a name that the
    /// contract does not have.
    package static func named(_ name: String) -> InvoiceField? {
        if let field = headerByName[name] { return field }
        guard let place = FieldPlace(name), FieldPlace.indexes.contains(place.index) else { return nil }
        return place.table[column: place.column]
    }

    /// The fields that are in no table, by their names.
    static let headerByName = Dictionary(header.map { ($0.name, $0) }) { first, _ in first }

    /// Those that had another name, by it.
    static let headerByFormerName = Dictionary(
        header.compactMap { field in field.formerName.map { ($0, field) } }
    ) { first, _ in first }
}
