import Invoices
import JSON
import MariaDB

/// Reads and writes suppliers as rows.
enum SupplierRows {
    static let columns = """
        r.id, r.account_id, r.name, r.trading_names, r.external_id, r.currency, r.due_days, r.metadata, r.is_confirmed,
        r.merged_into, r.revision, r.created_at, r.updated_at
        """

    static func find(
        _ id: Supplier.ID, of account: Account.ID, on connection: Connection
    ) throws -> SupplierRecord {
        let record = try connection.first(
            "SELECT \(columns) FROM supplier r WHERE r.id = ? AND r.account_id = ?", [id.value, account.value], record)
        guard let record else { throw StorageError.notFound }
        return try whole(record, on: connection)
    }

    /// With its proofs and with what was merged into it.
    static func whole(_ record: SupplierRecord, on connection: Connection) throws -> SupplierRecord {
        var record = record
        record.draft.proofs = try ProofRows.all(of: record.id, record.account, on: connection).map {
            SupplierDraft.Proof($0.proof, isConfirmed: $0.isConfirmed)
        }
        record.merged = try connection.rows(
            "SELECT id FROM supplier WHERE root_id = ? AND account_id = ? AND merged_into IS NOT NULL ORDER BY id",
            [record.id.value, record.account.value]
        ) { try $0.id() }
        return record
    }

    static func record(_ row: Row) throws -> SupplierRecord {
        SupplierRecord(
            id: try row.id(), account: try row.id(),
            draft: SupplierDraft(
                name: try row.text(), tradingNames: try GroupRows.strings(row), externalID: try row.optionalText(),
                currency: try row.optionalText(), dueDays: try row.optionalInt(), metadata: try row.optionalBytes()),
            isConfirmed: try row.flag(), mergedInto: try row.optionalID(), revision: try row.int(),
            createdAt: try row.timestamp(), updatedAt: try row.timestamp())
    }

    /// Locked until the commit by a transaction that makes a supplier or confirms a proof.
    static func lockGate(of account: Account.ID, on connection: Connection) throws {
        let lock = "SELECT 1 FROM supplier_gate WHERE account_id = ? FOR UPDATE"
        if try connection.first(lock, [account.value], { try $0.int() }) != nil { return }
        try connection.run("INSERT IGNORE INTO supplier_gate (account_id) VALUES (?)", [account.value])
        _ = try connection.first(lock, [account.value]) { try $0.int() }
    }

    /// The row's columns; its proofs are written by `ProofRows`.
    static func insert(
        _ draft: SupplierDraft, isConfirmed: Bool, of account: Account.ID, on connection: Connection
    ) throws -> Supplier.ID {
        let id: Supplier.ID = try connection.newID()
        let columns = self.columns(of: draft)
        try connection.run(
            """
            INSERT INTO supplier (id, account_id, root_id, is_confirmed, created_at, updated_at,
                \(columns.map(\.0).joined(separator: ", ")))
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), \(placeholders(columns.count)))
            """, [id.value, account.value, id.value, .flag(isConfirmed)] + columns.map(\.1))
        try SearchText.put(id, supplier: draft, of: account, on: connection)
        return id
    }

    static func columns(of draft: SupplierDraft) -> [(String, Value)] {
        [
            ("name", .cut(draft.name, to: 255)),
            ("trading_names", .utf8(JSONWriter.write { $0.array(draft.tradingNames) { $0.value($1) } })),
            ("external_id", .optional(draft.externalID)), ("currency", .optional(draft.currency)),
            ("due_days", .optional(draft.dueDays)), ("metadata", .utf8(draft.metadata)),
        ]
    }
}
