import Foundation
import Invoices
import JSON
import MariaDB
import Storage
import Synchronization
import TestSupport
import Testing

/// Groups' counts against their jobs, through everything that can happen to them.
@Suite struct GroupTruthTests {
    @Test func `counts, totals and shares equal a recount after a thousand random deeds`() throws {
        let queue = MariaDBQueueUnderTest(try StoreFixture(), settings: QueueSettings(pricePerPage: Amount(cents: 7)))
        let groups = try (1...3).map { try queue.makeGroup(parallelJobs: $0, retryCount: 1) }
        let worker = try queue.register()
        var random = SystemRandomNumberGenerator()
        var claims: [ClaimedJob] = []
        var jobs: [Job.ID] = []
        for _ in 0..<1000 {
            try step(queue, groups, worker, &jobs, &claims, &random)
        }
        try Recount(queue.fixture).check()
    }

    @Test func `the same holds when many do it at once`() throws {
        let queue = MariaDBQueueUnderTest(try StoreFixture())
        let groups = try (1...3).map { try queue.makeGroup(parallelJobs: $0, retryCount: 1) }
        DispatchQueue.concurrentPerform(iterations: 6) { _ in
            do {
                let worker = try queue.register()
                var random = SystemRandomNumberGenerator()
                var claims: [ClaimedJob] = []
                var jobs: [Job.ID] = []
                for _ in 0..<80 { try step(queue, groups, worker, &jobs, &claims, &random) }
            } catch { Issue.record(error) }
        }
        try Recount(queue.fixture).check()
    }

    private func step(
        _ queue: MariaDBQueueUnderTest, _ groups: [Group.ID], _ worker: Int, _ jobs: inout [Job.ID],
        _ claims: inout [ClaimedJob], _ random: inout some RandomNumberGenerator
    ) throws {
        let store = queue.fixture.stores.jobs
        let account = queue.fixture.account
        let group = Bool.random(using: &random) ? groups.randomElement(using: &random) : nil
        let job = jobs.randomElement(using: &random)
        do {
            switch Int.random(in: 0..<14, using: &random) {
            case 0: jobs.append(try store.insert(queue.fixture.draft(group: group), of: account).id)
            case 1, 2: jobs.append(try queue.submit(group: group, priority: .medium))
            case 3: if let job { try queue.process(job) }
            case 4: if let job { try queue.cancel(job) }
            case 5: if let job, Int.random(in: 0..<3, using: &random) == 0 { try queue.delete(job) }
            case 6, 7, 8: claims += try queue.claim(upTo: 3, for: worker)
            case 9, 10: if let claim = claims.popLast() { _ = try queue.complete(claim, with: .sample()) }
            case 11:
                if let claim = claims.popLast() {
                    let kind = JobFailure.Kind.allCases.randomElement(using: &random) ?? .transient
                    _ = try queue.fail(claim, with: JobFailure(.internalError, "x", kind: kind))
                }
            case 12: if let claim = claims.popLast() { try queue.release(claim) }
            default:
                try queue.makeDue()
                _ = try queue.reap()
                if let job { _ = try store.update(job, to: queue.fixture.draft(group: group), of: account) }
            }
        } catch StorageError.wrongState, StorageError.notFound {}
    }
}

/// Compares every kept count with the rows that it counts.
private struct Recount {
    private let fixture: StoreFixture

    init(_ fixture: StoreFixture) { self.fixture = fixture }

    func check() throws {
        #expect(try differences() == [])
    }

    /// Each query finds what is wrong.
    private func differences() throws -> [String] {
        let checks = [
            "tally of jobs": """
            SELECT COUNT(*) FROM tally t WHERE slot < 6 AND count <>
            (SELECT COUNT(*) FROM job WHERE account_id = t.account_id AND status = t.slot)
            """,
            "tally of groups": """
            SELECT COUNT(*) FROM tally t WHERE slot BETWEEN 8 AND 12 AND count <>
            (SELECT COUNT(*) FROM job_group WHERE account_id = t.account_id AND status = t.slot - 8)
            """,
            "tally of pages": """
            SELECT COUNT(*) FROM tally t WHERE slot BETWEEN 24 AND 27 AND count <>
            (SELECT COUNT(*) FROM page WHERE account_id = t.account_id AND status = t.slot - 24)
            """,
            "shares": """
            SELECT COUNT(*) FROM account a WHERE ready <> (SELECT COUNT(*) FROM job WHERE account_id = a.id
            AND queue_state = 1) OR running <> (SELECT COUNT(*) FROM job WHERE account_id = a.id AND queue_state = 2)
            """,
            "group counts": """
            SELECT COUNT(*) FROM job_group g WHERE
            (created, queued, processing, completed, failed, cancelled, active) <>
            (SELECT COALESCE(SUM(status = 0), 0), COALESCE(SUM(status = 1), 0), COALESCE(SUM(status = 2), 0),
            COALESCE(SUM(status = 3), 0), COALESCE(SUM(status = 4), 0), COALESCE(SUM(status = 5), 0),
            COALESCE(SUM(queue_state IN (1, 2)), 0) FROM job WHERE group_id = g.id)
            """,
            "group sums": """
            SELECT COUNT(*) FROM job_group g WHERE (pages, processing_time, cost) <>
            (SELECT COALESCE(SUM(pages), 0), COALESCE(SUM(processing_time), 0), COALESCE(SUM(cost), 0)
            FROM job WHERE group_id = g.id AND status = 3)
            """,
            "limits": "SELECT COUNT(*) FROM job_group WHERE active > parallel_jobs",
            "overlooked": """
            SELECT COUNT(*) FROM job_group g WHERE active < parallel_jobs
            AND EXISTS (SELECT 1 FROM job WHERE group_id = g.id AND queue_state = 4)
            """,
        ]
        return try checks.compactMap { name, sql in
            let found = try fixture.stores.database.read { try $0.first(sql) { try $0.int() } } ?? -1
            return found == 0 ? nil : "\(name): \(found)"
        }.sorted()
    }
}
