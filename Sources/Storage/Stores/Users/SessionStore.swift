import Invoices
import MariaDB
package import Secrets

/// Who is signed in. A session ends after `Session.longestIdle`, after `Session.longest`, and when its user's password or
/// role changes.
package struct SessionStore: Sendable {
    /// Seconds between two notes of a session's use.
    private static let stampInterval = 60

    let database: Database

    /// What is compared with a given password.
    private struct Candidate {
        let account: Account.ID
        let user: User.ID
        let password: String
    }

    /// Signs a user in with a new token. Nil if the account, name or password is wrong, after the same work. Computes for
    /// about a tenth of a second.
    package func signIn(to account: String, name: String, password: String) throws -> Session? {
        let candidate = try candidate(account, UserDraft.normal(name))
        let stored = candidate.flatMap { PasswordHash(stored: $0.password) }
        guard try (stored ?? .ofNobody).matches(password), let candidate else { return nil }
        let token = try SessionToken.random()
        return try begin(token, for: candidate) ? find(token) : nil
    }

    /// Gives the session's user another password, ends all his sessions and begins a new one, also in the browser that
    /// asks: whoever knew a token of his has nothing. Nil if `current` is wrong. Computes for about two tenths of a second.
    package func changePassword(of session: Session, from current: String, to new: PasswordHash) throws -> Session? {
        guard let candidate = try candidate(session), let stored = PasswordHash(stored: candidate.password),
            try stored.matches(current)
        else { return nil }
        let token = try SessionToken.random()
        return try replacePassword(of: candidate, with: new, beginning: token) ? find(token) : nil
    }

    /// The session of the token; nil where it has ended or there is none. Notes that it was used.
    package func find(_ token: SessionToken) throws -> Session? {
        let hash = try token.hash()
        let found = try database.reading { connection in
            try connection.first(
                """
                SELECT session.account_id, session.user_id, u.name, u.role,
                    session.last_used_at < UTC_TIMESTAMP(3) - INTERVAL \(SessionStore.stampInterval) SECOND
                FROM session JOIN user u ON u.id = session.user_id AND u.account_id = session.account_id
                WHERE session.token_hash = ? AND \(SessionStore.isLive)
                """, [.bytes(hash)]
            ) { (session: try SessionStore.session(token, $0), wantsStamp: try $0.flag()) }
        }
        guard let found else { return nil }
        if found.wantsStamp { try stamp(hash) }
        return found.session
    }

    /// Signs out.
    package func end(_ token: SessionToken) throws {
        let hash = try token.hash()
        try database.writing { try $0.run("DELETE FROM session WHERE token_hash = ?", [.bytes(hash)]) }
    }

    /// Removes sessions that have ended by themselves, at most a thousand. Call now and then.
    package func removeEnded() throws -> Int {
        try database.writing { connection in
            try connection.run("DELETE FROM session WHERE NOT (\(SessionStore.isLive)) LIMIT 1000").affectedRows
        }
    }

    // MARK: -

    private static let isLive = """
        session.created_at > UTC_TIMESTAMP(3) - INTERVAL \(Session.longest.components.seconds) SECOND
        AND session.last_used_at > UTC_TIMESTAMP(3) - INTERVAL \(Session.longestIdle.components.seconds) SECOND
        """

    private func candidate(_ account: String, _ name: String) throws -> Candidate? {
        try database.reading { connection in
            try connection.first(
                """
                SELECT u.account_id, u.id, u.password FROM user u JOIN account a ON a.id = u.account_id
                WHERE a.name = ? AND u.name = ?
                """, [.text(account), .text(name)]
            ) { Candidate(account: try $0.id(), user: try $0.id(), password: try $0.text()) }
        }
    }

    private func candidate(_ session: Session) throws -> Candidate? {
        try database.reading { connection in
            try connection.first(
                "SELECT account_id, id, password FROM user WHERE id = ? AND account_id = ?",
                [session.user.value, session.account.value]
            ) { Candidate(account: try $0.id(), user: try $0.id(), password: try $0.text()) }
        }
    }

    /// False if somebody else changed the password or deleted the user meanwhile.
    private func replacePassword(
        of candidate: Candidate, with new: PasswordHash, beginning token: SessionToken
    ) throws -> Bool {
        let hash = try token.hash()
        return try database.writing { connection in
            let isUnchanged =
                try connection.run(
                    """
                    UPDATE user SET password = ?, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
                    WHERE id = ? AND account_id = ? AND password = ?
                    """,
                    [
                        .text(new.text), candidate.user.value, candidate.account.value, .text(candidate.password),
                    ]
                ).affectedRows == 1
            guard isUnchanged else { return false }
            try connection.run(
                "DELETE FROM session WHERE user_id = ? AND account_id = ?",
                [candidate.user.value, candidate.account.value])
            try SessionStore.insert(hash, of: candidate, on: connection)
            return true
        }
    }

    private static func insert(_ hash: [UInt8], of candidate: Candidate, on connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO session (token_hash, account_id, user_id, created_at, last_used_at)
            VALUES (?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            """, [.bytes(hash), candidate.account.value, candidate.user.value])
    }

    /// False if the password was changed or the user deleted meanwhile: such a change ends all sessions, also this one.
    private func begin(_ token: SessionToken, for candidate: Candidate) throws -> Bool {
        let hash = try token.hash()
        return try database.writing { connection in
            let isUnchanged =
                try connection.run(
                    "UPDATE user SET last_sign_in_at = UTC_TIMESTAMP(3) WHERE id = ? AND account_id = ? AND password = ?",
                    [candidate.user.value, candidate.account.value, .text(candidate.password)]
                ).affectedRows == 1
            guard isUnchanged else { return false }
            try SessionStore.insert(hash, of: candidate, on: connection)
            return true
        }
    }

    private func stamp(_ hash: [UInt8]) throws {
        try database.writing { connection in
            try connection.run(
                "UPDATE session SET last_used_at = UTC_TIMESTAMP(3) WHERE token_hash = ?", [.bytes(hash)])
        }
    }

    private static func session(_ token: SessionToken, _ row: Row) throws -> Session {
        let (account, user): (Account.ID, User.ID) = (try row.id(), try row.id())
        let (name, role) = (try row.text(), try row.text())
        guard let role = Role(rawValue: role) else { throw StorageError.damaged("A user has an unknown role.") }
        return Session(token: token, account: account, user: user, name: name, role: role)
    }
}
