import Invoices
import MariaDB
import Storage
import TestSupport
import Testing

/// When a group will be done, as the store guesses it.
@Suite struct GroupPaceTests {
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private let group: Group.ID
    private var fixture: StoreFixture { queue.fixture }

    init() throws {
        queue = MariaDBQueueUnderTest(try StoreFixture())
        worker = try queue.register()
        group = try queue.makeGroup(parallelJobs: 1, retryCount: 1)
    }

    private func submit(_ type: DocumentType, group: Group.ID?) throws {
        var bytes: [UInt8]? = Array("\(type)".utf8)
        let document = try fixture.stores.documents.insert(type, of: fixture.account) {
            defer { bytes = nil }
            return bytes
        }
        var draft = fixture.draft(group: group)
        draft.documentURL = "document:\(document.id)"
        _ = try fixture.stores.jobs.insert(draft, of: fixture.account, queued: true)
    }

    private func finish(_ count: Int) throws {
        for _ in 0..<count {
            #expect(try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: .sample()) == .held)
        }
    }

    private func change(_ statement: String) throws {
        try fixture.stores.database.transaction { try $0.run(statement) }
    }

    /// Seconds from now, by the database's clock.
    private func secondsLeft() throws -> Double? {
        guard let end = try fixture.stores.groups.find(group, of: fixture.account).estimatedCompletionTime else {
            return nil
        }
        let now = try fixture.stores.database.read { try $0.first("SELECT UTC_TIMESTAMP(3)") { try $0.time() } } ?? 0
        return Double((end.milliseconds - now)) / 1000
    }

    private func expect(_ seconds: ClosedRange<Double>) throws {
        let left = try #require(try secondsLeft())
        #expect(seconds.contains(left), "\(left)")
    }

    @Test func `a run that pauses half of the time will do so on`() throws {
        for _ in 0..<4 { _ = try queue.submit(group: group, priority: .medium) }
        #expect(try secondsLeft() == nil)
        try finish(1)
        try change("UPDATE job_group SET started_at = UTC_TIMESTAMP(3) - INTERVAL 20 SECOND")
        try change("UPDATE job SET processing_time = 10000 WHERE status = 3")
        try expect(58...63)
        let listed = try fixture.stores.groups.list(ListRequest(), of: fixture.account)
        #expect(listed.elements.first?.estimatedCompletionTime != nil)
    }

    @Test func `pictures that wait behind PDFs count as pictures`() throws {
        for type in [DocumentType.pdf, .png, .png, .png] { try submit(type, group: group) }
        try finish(2)
        try change("UPDATE job_group SET started_at = UTC_TIMESTAMP(3) - INTERVAL 31 SECOND")
        try change(
            """
            UPDATE job r JOIN job_detail d ON d.job_id = r.id JOIN document c ON c.id = d.document_id
            SET r.processing_time = IF(c.type = 0, 1000, 30000) WHERE r.status = 3
            """)
        try expect(59...64)
    }

    @Test func `what the account's other jobs took is known before the first of a group has ended`() throws {
        try submit(.png, group: nil)
        try finish(1)
        try change("UPDATE job SET processing_time = 20000 WHERE status = 3")
        for _ in 0..<3 { try submit(.png, group: group) }
        #expect(try queue.claim(upTo: 1, for: worker).count == 1)
        try change("UPDATE job_group SET started_at = UTC_TIMESTAMP(3) - INTERVAL 5 SECOND")
        try change("UPDATE job_attempt SET started_at = UTC_TIMESTAMP(3) - INTERVAL 5 SECOND WHERE outcome = 'running'")
        try expect(53...57)
    }

    @Test func `what another account's jobs took says nothing of a group`() throws {
        try submit(.png, group: nil)
        try finish(1)
        try change("UPDATE job SET processing_time = 20000, account_id = REPEAT('x', 12) WHERE status = 3")
        for _ in 0..<3 { try submit(.png, group: group) }
        #expect(try queue.claim(upTo: 1, for: worker).count == 1)
        try change("UPDATE job_group SET started_at = UTC_TIMESTAMP(3) - INTERVAL 5 SECOND")
        #expect(try secondsLeft() == nil)
    }

    @Test func `a run does not end before its last waiting job is due`() throws {
        for _ in 0..<2 { _ = try queue.submit(group: group, priority: .medium) }
        try finish(1)
        try change("UPDATE job_group SET started_at = UTC_TIMESTAMP(3) - INTERVAL 10 SECOND")
        try change("UPDATE job SET processing_time = 1000 WHERE status = 3")
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        _ = try queue.fail(claim, with: JobFailure(.documentUnreachable, "Away.", kind: .transient))
        try change("UPDATE job SET run_at = UTC_TIMESTAMP(3) + INTERVAL 300 SECOND WHERE queue_state = 3")
        try expect(298...301)
    }
}
