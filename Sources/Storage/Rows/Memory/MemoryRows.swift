import Invoices
import MariaDB

/// What was learnt of each supplier, as it rests in the table.
enum MemoryRows {
    struct State: Sendable {
        /// As JSON; nil where nothing was learnt.
        var memory: [UInt8]?
        /// Raised by each change.
        var revision = 0
    }

    /// Nil where nothing was learnt.
    static func find(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws -> [UInt8]? {
        try state(of: supplier, account, on: connection).memory
    }

    static func state(
        of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws -> State {
        try connection.first(
            "SELECT memory, revision FROM supplier_memory WHERE supplier_id = ? AND account_id = ?",
            [supplier.value, account.value]
        ) { State(memory: try $0.optionalBytes(), revision: try $0.int()) } ?? State()
    }

    /// Whether anything was learnt in the account; most accounts need no further question.
    static func exist(in account: Account.ID, on connection: Connection) throws -> Bool {
        try connection.first("SELECT 1 FROM supplier_memory WHERE account_id = ? LIMIT 1", [account.value]) {
            try $0.int()
        } != nil
    }

    /// Locks the supplier's row until the commit. Returns its revision; nil where there is no such supplier any more.
    static func lock(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws -> Int? {
        try connection.run(
            """
            INSERT IGNORE INTO supplier_memory (supplier_id, account_id, documents, updated_at)
            VALUES (?, ?, 0, UTC_TIMESTAMP(3))
            """, [supplier.value, account.value])
        return try connection.first(
            "SELECT revision FROM supplier_memory WHERE supplier_id = ? AND account_id = ? FOR UPDATE",
            [supplier.value, account.value]
        ) { try $0.int() }
    }

    static func save(
        _ memory: [UInt8], documents: Int, of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws {
        try connection.run(
            """
            UPDATE supplier_memory SET memory = ?, documents = ?, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE supplier_id = ? AND account_id = ?
            """, [.utf8(memory), .int(documents), supplier.value, account.value])
    }

    /// The row stays, so that whoever learns meanwhile sees the change.
    static func empty(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            """
            UPDATE supplier_memory SET memory = NULL, documents = 0, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE supplier_id = ? AND account_id = ?
            """, [supplier.value, account.value])
    }
}
