import Invoices
import MariaDB

/// Removes suppliers; within a transaction.
enum SupplierRemoval {
    /// Throws `inUse` while jobs name the supplier, unless they are to be kept without one.
    static func free(
        _ id: Supplier.ID, of account: Account.ID, keepingJobs: Bool, on connection: Connection
    ) throws {
        for column in ["supplier_id", "proposed_supplier_id"] {
            if keepingJobs {
                try connection.run(
                    "UPDATE job_result SET \(column) = NULL, supplier_evidence = 0 WHERE \(column) = ? AND account_id = ?",
                    [id.value, account.value])
                continue
            }
            let user = try connection.first(
                "SELECT 1 FROM job_result WHERE \(column) = ? AND account_id = ? LIMIT 1", [id.value, account.value]
            ) { try $0.int() }
            guard user == nil else { throw StorageError.inUse }
        }
    }

    static func remove(_ id: Supplier.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM supplier_proof WHERE supplier_id = ? AND account_id = ?", [id.value, account.value])
        try SearchText.remove(id.value, on: connection)
        try connection.run("DELETE FROM supplier WHERE id = ? AND account_id = ?", [id.value, account.value])
    }

    /// Those that were not changed for so long, that no job names and that nobody entered into its own books; so many at
    /// most. Returns how many there were.
    static func purge(_ seconds: Int, _ owner: SQLPart, upTo limit: Int, on connection: Connection) throws -> Int {
        let found = try connection.rows(
            """
            SELECT id, account_id FROM supplier WHERE updated_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND\(owner.text)
            AND external_id IS NULL AND merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM supplier m WHERE m.root_id = supplier.id AND m.id <> supplier.id)
            AND NOT EXISTS (SELECT 1 FROM job_result x WHERE x.supplier_id = supplier.id)
            AND NOT EXISTS (SELECT 1 FROM job_result x WHERE x.proposed_supplier_id = supplier.id)
            ORDER BY id LIMIT ? FOR UPDATE
            """, [.int(seconds)] + owner.values + [.int(limit)]
        ) { row -> (id: Supplier.ID, account: Account.ID) in (try row.id(), try row.id()) }
        var counters = Counters()
        for supplier in found {
            try remove(supplier.id, of: supplier.account, on: connection)
            counters.add(-1, to: Counters.suppliers, of: supplier.account)
        }
        try counters.write(on: connection)
        return found.count
    }
}
