import Invoices
import MariaDB

/// Templates as other rows refer to them; within a transaction.
enum TemplateRows {
    /// The template that a job or group names, or the account's default; held against deletion until the commit.
    static func use(_ id: Template.ID?, of account: Account.ID, on connection: Connection) throws -> Template.ID {
        let condition = id == nil ? "is_default = 1" : "id = ?"
        let found = try connection.first(
            "SELECT id, is_active FROM template WHERE account_id = ? AND \(condition) LOCK IN SHARE MODE",
            [account.value] + (id.map { [$0.value] } ?? [])
        ) { row -> (Template.ID, Bool) in (try row.id(), try row.flag()) }
        guard let (found, isActive) = found else { throw StorageError.unknownReference(.template) }
        guard isActive else { throw StorageError.inactiveTemplate }
        return found
    }
}
