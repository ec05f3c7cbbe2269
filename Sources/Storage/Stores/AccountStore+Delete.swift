package import Invoices
import MariaDB

extension AccountStore {
    /// Deletes the account with all it owns: keys, sessions and users first, so that nothing new comes in; then jobs in any state, whose
    /// workers find their claims lost; then documents and the rest. Done again, it goes on where it was interrupted.
    package func delete(_ account: Account.ID) throws {
        try database.writing { connection in
            for table in ["api_key", "session", "user"] {
                try connection.run("DELETE FROM \(table) WHERE account_id = ?", [account.value])
            }
        }
        let retention = RetentionStore(database: database)
        _ = try retention.removeJobs("account_id = ?", [account.value])
        _ = try retention.removeDocuments("account_id = ?", [account.value])
        _ = try ContentGarbageCollector(database: database).run()
        try database.writing { connection in
            try removeDetails(of: account, on: connection)
            for table in try ownedTables(on: connection) {
                try connection.run("DELETE FROM `\(table)` WHERE account_id = ?", [account.value])
            }
            try connection.run("DELETE FROM account WHERE id = ?", [account.value])
        }
    }

    /// Rows that know their owner through another row only.
    private func removeDetails(of account: Account.ID, on connection: Connection) throws {
        for (detail, column, owner) in [
            ("group_detail", "group_id", "job_group"), ("search_text", "id", "job_group"),
            ("search_text", "id", "template"), ("search_text", "id", "supplier"),
            ("template_accuracy", "template_id", "template"),
        ] {
            try connection.run(
                "DELETE d FROM \(detail) d JOIN \(owner) o ON o.id = d.\(column) WHERE o.account_id = ?",
                [account.value])
        }
    }

    /// Asked of the schema, so that no table that is added later is forgotten.
    private func ownedTables(on connection: Connection) throws -> [String] {
        try connection.rows(
            """
            SELECT TABLE_NAME FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = 'account_id' ORDER BY TABLE_NAME
            """
        ) { try $0.text() }
    }
}
