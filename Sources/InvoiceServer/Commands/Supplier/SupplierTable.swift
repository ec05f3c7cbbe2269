import Invoices
import Storage

/// Suppliers in a CSV file.
struct SupplierTable {
    private enum Column: String, CaseIterable {
        case name, externalId, vatNumber, taxNumber, registrationNumber, iban, domain, tradingNames, currency, dueDays
    }

    private let columns: [Column]
    private let rows: [CSVRow]

    /// Throws `CommandError` for a file without a line of names, or with a column of another name.
    init(_ text: String) throws {
        var rows = try CSVRow.read(text)
        guard !rows.isEmpty else { throw CommandError("The file is empty.") }
        columns = try rows.removeFirst().cells.map { cell in
            guard let column = Column.allCases.first(where: { $0.rawValue.lowercased() == cell.lowercased() }) else {
                throw CommandError(
                    "There is no column \(cell.prefix(64)). Possible: "
                        + Column.allCases.map(\.rawValue).joined(separator: ", ") + ".")
            }
            return column
        }
        guard columns.contains(.name) else { throw CommandError("The first line must name a column name.") }
        self.rows = rows
    }

    /// Throws `CommandError` with the number of the first line that has a fault.
    func drafts() throws -> [SupplierDraft] { try rows.map(draft) }

    private func draft(_ row: CSVRow) throws -> SupplierDraft {
        guard row.cells.count <= columns.count else {
            throw CommandError("Line \(row.line) has \(row.cells.count) cells, but there are \(columns.count) columns.")
        }
        let cells = Dictionary(zip(columns, row.cells)) { first, _ in first }.filter { !$0.value.isEmpty }
        guard let name = cells[.name], name.unicodeScalars.count <= 255 else {
            throw CommandError("Line \(row.line): name is missing, or longer than 255 characters.")
        }
        let dueDays = try cells[.dueDays].map { text in
            guard let days = Int(text), (0...3650).contains(days) else {
                throw CommandError("Line \(row.line): dueDays must be a number from 0 to 3650, not \(text.prefix(64)).")
            }
            return days
        }
        if let currency = cells[.currency], currency.count != 3 || !currency.allSatisfy(\.isUppercase) {
            throw CommandError("Line \(row.line): currency must be a code such as EUR, not \(currency.prefix(64)).")
        }
        if let id = cells[.externalId], id.unicodeScalars.count > 100 {
            throw CommandError("Line \(row.line): externalId is longer than 100 characters.")
        }
        return SupplierDraft(
            name: name, tradingNames: Self.values(cells[.tradingNames]), externalID: cells[.externalId],
            currency: cells[.currency], dueDays: dueDays, proofs: try proofs(cells, row.line))
    }

    private func proofs(_ cells: [Column: String], _ line: Int) throws -> [SupplierDraft.Proof] {
        try SupplierDraft.editableKinds.flatMap { kind -> [SupplierDraft.Proof] in
            let texts = Column(rawValue: kind.rawValue).map { Self.values(cells[$0]) } ?? []
            return try texts.map { text in
                guard let proof = SupplierDraft.Proof(entered: text, kind) else {
                    throw CommandError("Line \(line): \(text.prefix(64)) is not a valid \(kind.rawValue).")
                }
                return proof
            }
        }
    }

    private static func values(_ cell: String?) -> [String] {
        (cell ?? "").split(separator: "|").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }
}
