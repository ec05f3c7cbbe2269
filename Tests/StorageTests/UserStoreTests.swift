import Invoices
import MariaDB
import Secrets
import Storage
import TestSupport
import Testing

/// Users, and who is signed in.
@Suite struct UserStoreTests {
    private static let password = "correct horse battery"

    private let fixture: StoreFixture
    private let user: User
    private var users: UserStore { fixture.stores.users }
    private var sessions: SessionStore { fixture.stores.sessions }
    private var account: Account.ID { fixture.account }

    init() throws {
        fixture = try StoreFixture()
        user = try fixture.stores.users.insert(
            UserDraft(name: "Zoë", role: .reviewer), password: PasswordHash(of: Self.password), of: fixture.account)
    }

    private func signIn(
        to account: String = "acme", _ name: String = "Zoë", _ password: String = password
    ) throws -> Session? {
        try sessions.signIn(to: account, name: name, password: password)
    }

    private func count(_ table: String) throws -> Int? {
        try fixture.stores.database.read { try $0.first("SELECT COUNT(*) FROM \(table)") { try $0.int() } }
    }

    /// Makes all sessions older.
    private func age(_ column: String, hours: Int) throws {
        try fixture.stores.database.transaction { connection in
            try connection.run("UPDATE session SET \(column) = \(column) - INTERVAL ? HOUR", [.int(hours)])
        }
    }

    @Test func `the right password signs in, and nothing else does`() throws {
        let session = try #require(try signIn())
        #expect(session.account == account && session.user == user.id && session.role == .reviewer)
        #expect(session.caller.scopes == Role.reviewer.scopes && session.caller.principal == .user(user.id))
        #expect(try signIn("Zoe\u{308}") != nil, "the same letters as other code points")
        for (account, name, password) in [
            ("acme", "Zoë", "correct horse"), ("acme", "zoë", Self.password), ("acme", "nobody", Self.password),
            ("other", "Zoë", Self.password), ("", "", ""),
        ] {
            #expect(try signIn(to: account, name, password) == nil, "\(account) \(name) \(password)")
        }
        #expect(try users.find(user.id, of: account).lastSignInAt != nil)
    }

    @Test func `each sign-in has a new token, of which the table holds the hash alone`() throws {
        let tokens = try (0..<2).map { _ in try #require(try signIn()).token }
        #expect(tokens[0] != tokens[1])
        #expect(tokens[0].text.count == 64)
        let stored = try fixture.stores.database.read { connection in
            try connection.rows("SELECT token_hash FROM session") { try $0.bytes() }
        }
        #expect(stored.count == 2 && !stored.contains { $0.hex == tokens[0].text })
        let password = try fixture.stores.database.read { connection in
            try connection.first("SELECT password FROM user") { try $0.text() }
        }
        #expect(password?.hasPrefix("$scrypt$") == true && password?.contains(Self.password) == false)
    }

    @Test func `the second token belongs to its session alone`() throws {
        let (first, second) = try (#require(try signIn()).token, #require(try signIn()).token)
        #expect(try first.isCSRFToken(first.csrfToken()))
        #expect(try !first.isCSRFToken(second.csrfToken()))
        #expect(try !first.isCSRFToken("") && !first.isCSRFToken(first.text))
        #expect(try SessionToken(first.text)?.csrfToken() == first.csrfToken())
        for text in ["", "00", first.text + "0", first.text.uppercased(), String(repeating: "é", count: 32)] {
            #expect(SessionToken(text) == nil, "\(text)")
        }
    }

    @Test func `a session ends after eight idle hours`() throws {
        let session = try #require(try signIn())
        try age("last_used_at", hours: 7)
        #expect(try sessions.find(session.token) != nil)
        try age("last_used_at", hours: 7)
        #expect(try sessions.find(session.token) != nil, "its use was noted in between")
        try age("last_used_at", hours: 8)
        #expect(try sessions.find(session.token) == nil)
        #expect(try count("session") == 1)
        #expect(try sessions.removeEnded() == 1)
        #expect(try count("session") == 0)
    }

    @Test func `a session ends after seven days, however much it is used`() throws {
        let session = try #require(try signIn())
        try age("created_at", hours: 7 * 24 - 1)
        #expect(try sessions.find(session.token) != nil)
        try age("created_at", hours: 1)
        #expect(try sessions.find(session.token) == nil)
        #expect(try sessions.removeEnded() == 1)
    }

    @Test func `a new password or role ends all sessions, a new name none`() throws {
        func update(_ name: String, _ role: Role, _ password: PasswordHash? = nil) throws -> Bool {
            let session = try #require(try signIn("Zoë") ?? signIn("Zoë", "another horse"))
            _ = try users.update(user.id, to: UserDraft(name: name, role: role), password: password, of: account)
            return try sessions.find(session.token) != nil
        }
        #expect(try update("Zoë", .admin) == false)
        #expect(try update("Zoë", .admin))
        #expect(try update("Zoë", .admin, PasswordHash(of: "another horse")) == false)
        #expect(try signIn() == nil, "the old password counts no more")
        #expect(try update("Zara", .admin))
        #expect(try count("session") == 1)
        try users.delete(user.id, of: account)
        #expect(try count("session") == 0)
    }

    @Test func `signing out ends one session and leaves the others`() throws {
        let (first, second) = try (#require(try signIn()).token, #require(try signIn()).token)
        try sessions.end(first)
        #expect(try sessions.find(first) == nil)
        #expect(try sessions.find(second) != nil)
    }

    @Test func `a name is there once in an account, and another account's user does not exist`() throws {
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        let draft = UserDraft(name: "Zoe\u{308}", role: .admin)
        let password = try PasswordHash(of: "their own password")
        #expect(throws: StorageError.duplicateUserName) { try users.insert(draft, password: password, of: account) }
        let theirs = try users.insert(draft, password: password, of: other)
        #expect(try signIn(to: "other", "Zoë", "their own password")?.account == other)
        #expect(throws: StorageError.notFound) { try users.find(theirs.id, of: account) }
        #expect(throws: StorageError.notFound) {
            try users.update(theirs.id, to: draft, password: nil, of: account)
        }
        #expect(throws: StorageError.notFound) { try users.delete(theirs.id, of: account) }
        #expect(try users.list(of: account).elements.map(\.id) == [user.id])
        #expect(throws: StorageError.preconditionFailed(revision: 1)) {
            try users.delete(theirs.id, of: other, ifRevision: 2)
        }
    }

    @Test func `a deleted account's sessions and users are gone`() throws {
        let session = try #require(try signIn())
        try fixture.stores.accounts.delete(account)
        #expect(try sessions.find(session.token) == nil)
        #expect(try count("session") == 0 && count("user") == 0)
    }

    @Test func `only users who have not signed in for that time are deleted`() throws {
        _ = try users.insert(
            UserDraft(name: "idle", role: .reader), password: PasswordHash(of: Self.password), of: account)
        try fixture.stores.database.transaction { connection in
            try connection.run("UPDATE user SET created_at = created_at - INTERVAL 31 DAY")
        }
        _ = try signIn()
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        let month = Duration.seconds(30 * 86_400)
        #expect(try users.unused(for: month, of: other).isEmpty)
        #expect(try users.delete(unusedFor: month, of: other) == 0)
        #expect(try users.delete(unusedFor: month) == 1)
        #expect(try users.list(of: account).elements.map(\.name) == ["Zoë"])
    }
}
