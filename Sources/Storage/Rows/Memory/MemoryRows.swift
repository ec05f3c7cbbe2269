import FieldExtraction
import Invoices
import MariaDB

/// What was learnt of each supplier, as it rests in the table.
enum MemoryRows {
    /// Nil where nothing was learnt.
    static func find(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws -> [UInt8]? {
        try connection.first(
            "SELECT memory FROM supplier_memory WHERE supplier_id = ? AND account_id = ?",
            [supplier.value, account.value]
        ) { try $0.optionalBytes() } ?? nil
    }

    /// Whether anything was learnt in the account; most accounts need no further question.
    static func exist(in account: Account.ID, on connection: Connection) throws -> Bool {
        try connection.first("SELECT 1 FROM supplier_memory WHERE account_id = ? LIMIT 1", [account.value]) {
            try $0.int()
        } != nil
    }

    /// Locks the supplier's row until the commit, so that no other process learns of it meanwhile. Nil where nothing was
    /// learnt.
    static func lock(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws -> [UInt8]? {
        try connection.run(
            """
            INSERT IGNORE INTO supplier_memory (supplier_id, account_id, documents, updated_at)
            VALUES (?, ?, 0, UTC_TIMESTAMP(3))
            """, [supplier.value, account.value])
        return try connection.first(
            "SELECT memory FROM supplier_memory WHERE supplier_id = ? AND account_id = ? FOR UPDATE",
            [supplier.value, account.value]
        ) { try $0.optionalBytes() } ?? nil
    }

    static func save(
        _ memory: [UInt8], documents: Int, of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws {
        try connection.run(
            """
            UPDATE supplier_memory SET memory = ?, documents = ?, updated_at = UTC_TIMESTAMP(3)
            WHERE supplier_id = ? AND account_id = ?
            """, [.utf8(memory), .int(documents), supplier.value, account.value])
    }

    static func delete(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM supplier_memory WHERE supplier_id = ? AND account_id = ?", [supplier.value, account.value])
    }
}
