import Invoices
import MariaDB
import Secrets
import Storage
import TestSupport
import Testing

/// What is removed when its time is over, and what an account leaves behind.
@Suite struct RetentionTests {
    private let fixture: StoreFixture
    private var stores: Stores { fixture.stores }
    private var account: Account.ID { fixture.account }

    init() throws { fixture = try StoreFixture() }

    private func upload(_ text: String, of account: Account.ID) throws -> StoredDocument.ID {
        var rest: [UInt8]? = Array(text.utf8)
        return try stores.documents.insert(.pdf, of: account) {
            defer { rest = nil }
            return rest
        }.id
    }

    /// A job of an uploaded document, cancelled.
    private func endedJob(_ text: String, of account: Account.ID) throws -> (job: Job.ID, document: StoredDocument.ID) {
        let document = try upload(text, of: account)
        var draft = fixture.draft()
        draft.documentURL = "document:\(document)"
        let job = try stores.jobs.insert(draft, of: account).id
        _ = try stores.jobs.cancel(job, of: account)
        return (job, document)
    }

    private func age(_ table: String, days: Int) throws {
        let columns = table == "job" ? ["created_at", "updated_at", "completed_at"] : ["created_at"]
        try stores.database.transaction { connection in
            for column in columns {
                try connection.run("UPDATE \(table) SET \(column) = \(column) - INTERVAL ? DAY", [.int(days)])
            }
            // The id carries the time as well.
            for (child, key) in table == "job" ? [("job_detail", "job_id"), ("search_text", "job_id")] : [] {
                try connection.run("UPDATE \(child) SET \(key) = CONCAT(UNHEX('00000001'), SUBSTRING(\(key), 5))")
            }
            if table == "document" {
                try connection.run(
                    "UPDATE job_detail SET document_id = CONCAT(UNHEX('00000001'), SUBSTRING(document_id, 5))")
            }
            try connection.run("UPDATE \(table) SET id = CONCAT(UNHEX('00000001'), SUBSTRING(id, 5))")
        }
    }

    private func count(_ table: String) throws -> Int {
        try stores.database.read { try $0.first("SELECT COUNT(*) FROM `\(table)`") { try $0.int() } } ?? 0
    }

    @Test func `an ended job goes with its document when it is old enough`() throws {
        _ = try endedJob("old", of: account)
        try age("job", days: 31)
        try age("document", days: 31)
        #expect(try stores.retention.purge(olderThan: .seconds(32 * 86_400)) == .init(jobs: 0, documents: 0))
        #expect(try stores.retention.count(olderThan: .seconds(32 * 86_400)) == .init(jobs: 0, documents: 0))
        #expect(try stores.retention.count(olderThan: .seconds(30 * 86_400)) == .init(jobs: 1, documents: 1))
        #expect(try stores.retention.purge(olderThan: .seconds(30 * 86_400)) == .init(jobs: 1, documents: 1))
        #expect(try stores.jobs.list(ListRequest(), of: account).total == 0)
        for table in ["job", "job_detail", "document", "content", "content_chunk"] {
            #expect(try count(table) == 0, "\(table)")
        }
    }

    @Test func `a history goes with its purged job, and a deleted job's after the retention's time`() throws {
        let (job, _) = try endedJob("read", of: account)
        try stores.history.noteExport(of: job, account, as: "csv")
        let (gone, _) = try endedJob("deleted", of: account)
        try stores.jobs.delete(gone, of: account)
        #expect(try stores.retention.purge(olderThan: .seconds(86_400)) == .init(jobs: 0, documents: 0))
        #expect(try stores.history.list(of: gone, account, limit: 10).total == 1, "its deletion is not old yet")
        try stores.database.transaction { connection in
            try connection.run("UPDATE job_history SET at = at - INTERVAL 31 DAY")
        }
        _ = try stores.retention.purge(olderThan: .seconds(30 * 86_400))
        #expect(throws: StorageError.notFound) { try stores.history.list(of: gone, account, limit: 10) }
        #expect(try stores.history.list(of: job, account, limit: 10).total == 1, "its job is still there")
        try stores.database.transaction { connection in
            try connection.run("UPDATE job_history SET job_id = CONCAT(UNHEX('00000001'), SUBSTRING(job_id, 5))")
        }
        try age("job", days: 31)
        _ = try stores.retention.purge(olderThan: .seconds(30 * 86_400))
        #expect(try count("job_history") == 0)
    }

    @Test func `what has not ended stays, with its document`() throws {
        let document = try upload("needed", of: account)
        var draft = fixture.draft()
        draft.documentURL = "document:\(document)"
        _ = try stores.jobs.insert(draft, of: account, queued: true)
        try age("job", days: 400)
        try age("document", days: 400)
        #expect(try stores.retention.count(olderThan: .seconds(86_400)) == .init(jobs: 0, documents: 0))
        #expect(try stores.retention.purge(olderThan: .seconds(86_400)) == .init(jobs: 0, documents: 0))
        #expect(try count("document") == 1)
    }

    @Test func `purging one account leaves another's alone`() throws {
        let other = try #require(try stores.accounts.insert(name: "other"))
        _ = try endedJob("mine", of: account)
        _ = try endedJob("theirs", of: other)
        try age("job", days: 31)
        try age("document", days: 31)
        #expect(try stores.retention.count(olderThan: .seconds(86_400), of: account) == .init(jobs: 1, documents: 1))
        #expect(try stores.retention.count(olderThan: .seconds(86_400)) == .init(jobs: 2, documents: 2))
        #expect(try stores.retention.purge(olderThan: .seconds(86_400), of: account) == .init(jobs: 1, documents: 1))
        #expect(try stores.jobs.list(ListRequest(), of: other).total == 1)
        #expect(try count("document") == 1)
    }

    @Test func `a deleted account leaves no row behind, and another's bytes stay`() throws {
        let tables = try stores.database.read { connection in
            try connection.rows("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()") {
                try $0.text()
            }
        }
        _ = try endedJob("the same bytes", of: account)
        let before = try tables.map(count)
        let other = try #require(try stores.accounts.insert(name: "other"))
        let key = try stores.keys.insert(for: other, name: "key")
        let password = try PasswordHash(of: "correct horse")
        _ = try stores.users.insert(UserDraft(name: "anna", role: .admin), password: password, of: other)
        #expect(try stores.sessions.signIn(to: "other", name: "anna", password: "correct horse") != nil)
        _ = try endedJob("the same bytes", of: other)
        _ = try upload("bytes of its own", of: other)
        _ = try stores.jobs.insert(fixture.draft("queued"), of: other, queued: true)
        let template = try #require(try stores.templates.standard(of: other)?.id)
        _ = try stores.groups.insert(GroupDraft(name: "batch", template: template), of: other)
        _ = try stores.idempotency.begin(
            "k", requestHash: [UInt8](repeating: 1, count: 32), of: other, collection: "/ocr-invoice-job")
        try stores.accounts.delete(other)
        #expect(try stores.keys.caller(bearing: key.text) == nil)
        for (table, count) in zip(tables, try tables.map(count)) {
            #expect(count == before[tables.firstIndex(of: table) ?? 0], "\(table)")
        }
        #expect(try stores.jobs.list(ListRequest(), of: account).total == 1)
    }
}
