import Invoices
import MariaDB
import Secrets
import TestSupport
import Testing

@testable import Storage

/// Keys that the program before this one made.
@Suite struct FormerKeyTests {
    /// The last migration before there were users.
    private static let lastMigration = 30

    private let settings: ConnectionSettings
    private let account = Account.ID(seconds: 1_700_000_000, random: 7)

    init() throws {
        settings = try PrivateMariaDB.shared.get().newSchema()
        _ = try Migrations(settings).apply(upTo: Self.lastMigration)
        try Connection(settings).run(
            "INSERT INTO account (id, name, created_at) VALUES (?, 'acme', UTC_TIMESTAMP(3))", [account.value])
    }

    /// The text of a key with these scopes, as they are stored; nil: without a list.
    private func insert(_ scopes: String?) throws -> String {
        let key = try APIKeyText.random()
        try Connection(settings).run(
            """
            INSERT INTO api_key (id, account_id, name, secret_hash, scopes, created_at)
            VALUES (?, ?, 'old', ?, ?, UTC_TIMESTAMP(3))
            """, [.text(key.id), account.value, .bytes(try key.hash()), .optional(scopes)])
        return key.text
    }

    @Test func `a key from before there were suppliers and administrators keeps the scopes it had`() throws {
        let texts = try [insert(nil), insert("jobs:read metrics:read")]
        _ = try Migrations(settings).apply()
        let keys = Stores(database: Database(settings)).keys
        let callers = try texts.map { try #require(try keys.caller(bearing: $0)) }
        #expect(callers[0].scopes == [.jobsRead, .jobsWrite, .templatesWrite, .webhooksRead, .webhooksWrite])
        #expect(callers[1].scopes == [.jobsRead, .metricsRead])
        let new = try keys.insert(for: account, name: "new")
        #expect(new.record.scopes == Scope.ofAccount && new.record.scopes.contains(.admin))
        #expect(try keys.caller(bearing: new.text)?.may(.metricsRead) == false)
    }

    @Test func `a scope of a newer program allows nothing here`() throws {
        let text = try insert("jobs:read times:travel")
        _ = try Migrations(settings).apply()
        #expect(try Stores(database: Database(settings)).keys.caller(bearing: text)?.scopes == [.jobsRead])
    }
}
