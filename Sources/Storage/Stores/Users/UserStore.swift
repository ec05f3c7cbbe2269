package import Invoices
import MariaDB
package import Secrets

/// Users of accounts; of a password only its hash is kept.
package struct UserStore: Sendable {
    let database: Database

    /// Of an account.
    package static let most = 1000

    private static let columns = "id, name, role, revision, created_at, updated_at, last_sign_in_at"

    /// Throws `duplicateUserName` and `tooManyUsers`.
    package func insert(_ draft: UserDraft, password: PasswordHash, of account: Account.ID) throws -> User {
        try UserStore.findingDuplicates {
            try database.writing { connection in
                try UserStore.checkRoom(of: account, on: connection)
                let id: User.ID = try connection.newID()
                try connection.run(
                    """
                    INSERT INTO user (id, account_id, name, role, password, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                    """,
                    [
                        id.value, account.value, .text(draft.name), .text(draft.role.rawValue), .text(password.text),
                    ])
                return try UserStore.find(id, of: account, on: connection)
            }
        }
    }

    /// Throws `notFound`.
    package func find(_ id: User.ID, of account: Account.ID) throws -> User {
        try database.reading { try UserStore.find(id, of: account, on: $0) }
    }

    package func find(name: String, of account: Account.ID) throws -> User? {
        try database.reading { connection in
            try connection.first(
                "SELECT \(UserStore.columns) FROM user WHERE account_id = ? AND name = ?",
                [account.value, .text(UserDraft.normal(name))], UserStore.user)
        }
    }

    /// By name.
    package func list(of account: Account.ID, limit: Int = most, offset: Int = 0) throws -> Listing<User> {
        try database.reading { connection in
            let users = try connection.rows(
                "SELECT \(UserStore.columns) FROM user WHERE account_id = ? ORDER BY name LIMIT ? OFFSET ?",
                [account.value, .int(limit), .int(offset)], UserStore.user)
            return Listing(elements: users, total: try UserStore.count(of: account, on: connection))
        }
    }

    /// Ends the user's sessions if the role changes or a password is given; without one he keeps the password he has.
    /// Throws `notFound`, `duplicateUserName`, or `preconditionFailed` when the revision is another one.
    package func update(
        _ id: User.ID, to draft: UserDraft, password: PasswordHash?, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> User {
        try UserStore.findingDuplicates {
            try database.writing { connection in
                let role = try UserStore.lock(id, of: account, ifRevision, on: connection)
                try connection.run(
                    """
                    UPDATE user SET name = ?, role = ?, password = COALESCE(?, password), revision = revision + 1,
                        updated_at = UTC_TIMESTAMP(3)
                    WHERE id = ? AND account_id = ?
                    """,
                    [
                        .text(draft.name), .text(draft.role.rawValue), .optional(password?.text), id.value,
                        account.value,
                    ])
                if role != draft.role || password != nil {
                    try UserStore.endSessions(of: id, account, on: connection)
                }
                return try UserStore.find(id, of: account, on: connection)
            }
        }
    }

    /// Ends the user's sessions, too. Throws as `update` does.
    package func delete(_ id: User.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        try database.writing { connection in
            _ = try UserStore.lock(id, of: account, ifRevision, on: connection)
            try UserStore.endSessions(of: id, account, on: connection)
            try connection.run("DELETE FROM user WHERE id = ? AND account_id = ?", [id.value, account.value])
        }
    }

    /// Deletes the users who have not signed in for so long, and returns how many they were.
    package func delete(unusedFor age: Duration, of account: Account.ID? = nil) throws -> Int {
        let found = try unused(for: age, of: account)
        for (user, account) in found { try delete(user, of: account) }
        return found.count
    }

    /// The users who have not signed in for so long, of one account or of all.
    package func unused(
        for age: Duration, of account: Account.ID? = nil
    ) throws -> [(user: User.ID, account: Account.ID)] {
        let owner = account.map { SQLPart(text: " AND account_id = ?", values: [$0.value]) } ?? SQLPart(text: "")
        return try database.reading { connection in
            try connection.rows(
                """
                SELECT id, account_id FROM user
                WHERE COALESCE(last_sign_in_at, created_at) < UTC_TIMESTAMP(3) - INTERVAL ? SECOND\(owner.text)
                """, [.int(Int(age.components.seconds))] + owner.values
            ) { (user: try $0.id(), account: try $0.id()) }
        }
    }

    // MARK: -

    private static func find(_ id: User.ID, of account: Account.ID, on connection: Connection) throws -> User {
        let found = try connection.first(
            "SELECT \(columns) FROM user WHERE id = ? AND account_id = ?", [id.value, account.value], user)
        guard let found else { throw StorageError.notFound }
        return found
    }

    /// The role that he has. Until the transaction's end nobody else changes him or signs him in.
    private static func lock(
        _ id: User.ID, of account: Account.ID, _ ifRevision: Int?, on connection: Connection
    ) throws -> Role? {
        let found = try connection.first(
            "SELECT revision, role FROM user WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value]
        ) { (revision: try $0.int(), role: Role(rawValue: try $0.text())) }
        try checkRevision(found?.revision, ifRevision)
        return found?.role
    }

    private static func endSessions(of user: User.ID, _ account: Account.ID, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM session WHERE user_id = ? AND account_id = ?", [user.value, account.value])
    }

    private static func checkRoom(of account: Account.ID, on connection: Connection) throws {
        guard try count(of: account, on: connection) < most else { throw StorageError.tooManyUsers }
    }

    private static func count(of account: Account.ID, on connection: Connection) throws -> Int {
        try connection.first("SELECT COUNT(*) FROM user WHERE account_id = ?", [account.value]) { try $0.int() } ?? 0
    }

    private static func findingDuplicates<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError where error.isDuplicate {
            throw StorageError.duplicateUserName
        }
    }

    private static func user(_ row: Row) throws -> User {
        let (id, name, role): (User.ID, String, String) = (try row.id(), try row.text(), try row.text())
        guard let role = Role(rawValue: role) else { throw StorageError.damaged("A user has an unknown role.") }
        return User(
            id: id, name: name, role: role, revision: try row.int(), createdAt: try row.timestamp(),
            updatedAt: try row.timestamp(), lastSignInAt: try row.optionalTimestamp())
    }
}
