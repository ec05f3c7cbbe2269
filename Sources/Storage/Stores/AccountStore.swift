package import Invoices
import MariaDB

/// Accounts: whose keys, jobs and documents there are.
package struct AccountStore: Sendable {
    let database: Database

    /// Makes an account with its default template "Any invoice"; nil when the name is taken.
    package func insert(name: String) throws -> Account.ID? {
        do {
            return try database.writing { connection in
                let id = try newID(on: connection)
                try connection.run(
                    "INSERT INTO account (id, name, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))",
                    [id.value, .text(name)])
                try insertTallies(of: id, on: connection)
                let standard = TemplateDraft(
                    name: "Any invoice", description: "Reads invoices of any layout without rules.", isDefault: true)
                _ = try TemplateStore.insert(standard, of: id, on: connection)
                return id
            }
        } catch let error as DatabaseError where error.isDuplicate {
            return nil
        }
    }

    /// One whose end, by which the account's words are known in the text index, no other account has.
    private func newID(on connection: Connection) throws -> Account.ID {
        while true {
            let id: Account.ID = try connection.newID()
            let isShared = try connection.first(
                "SELECT COUNT(*) FROM account WHERE RIGHT(id, 5) = RIGHT(?, 5)", [id.value]
            ) { try $0.int() > 0 }
            if isShared != true { return id }
        }
    }

    package func find(name: String) throws -> Account.ID? {
        try database.reading { connection in
            try connection.first("SELECT id FROM account WHERE name = ?", [.text(name)]) { try $0.id() }
        }
    }

    /// Names and ids, by name.
    package func list() throws -> [(id: Account.ID, name: String)] {
        try database.reading { connection in
            try connection.rows("SELECT id, name FROM account ORDER BY name") { (try $0.id(), try $0.text()) }
        }
    }

    /// How many jobs of the account may run at once on all machines; 0: no limit of its own.
    package func setMaximumRunning(_ count: Int, of account: Account.ID) throws {
        try database.writing { connection in
            let outcome = try connection.run(
                "UPDATE account SET maximum_running = ? WHERE id = ?", [.int(max(0, count)), account.value])
            guard outcome.affectedRows == 1 else { throw StorageError.notFound }
        }
    }

    /// The overall confidence from which on results of the account need no review, 0…1; nil: the standard one. Results that
    /// are there keep their state.
    package func setReviewThreshold(_ threshold: Double?, of account: Account.ID) throws {
        try database.writing { connection in
            try connection.run(
                """
                UPDATE account SET review_threshold = ?, settings_revision = settings_revision + 1 WHERE id = ?
                """, [.optional(threshold), account.value])
        }
    }

    package func reviewThreshold(of account: Account.ID) throws -> Double {
        try database.reading { connection in
            try connection.first("SELECT review_threshold FROM account WHERE id = ?", [account.value]) {
                try $0.optionalDouble()
            }
        }.flatMap { $0 } ?? ReviewRule.standardThreshold
    }

    /// Rows that exist are counted with plain updates: inserting them on demand would lock gaps.
    private func insertTallies(of account: Account.ID, on connection: Connection) throws {
        let rows = repeatElement("(?, ?)", count: Counters.allSlots.count).joined(separator: ", ")
        try connection.run(
            "INSERT INTO tally (account_id, slot) VALUES \(rows)",
            Counters.allSlots.flatMap { [account.value, .int($0)] })
    }
}
