import Invoices
import MariaDB
import Storage
import TestSupport
import Testing

/// Fetched documents: kept for a run's later attempts, wherever they run, and gone with the job.
@Suite struct DownloadStoreTests {
    private static let url = "https://example.com/invoice.pdf"
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private var stores: Stores { queue.fixture.stores }

    init() throws {
        queue = MariaDBQueueUnderTest(try StoreFixture())
        worker = try queue.register()
    }

    private func claim() throws -> ClaimedJob { try #require(try queue.claim(upTo: 1, for: worker).first) }

    private func keep(_ bytes: [UInt8], for job: ClaimedJob, url: String = url) throws {
        var rest = bytes[...]
        try stores.downloads.keep(url, of: job.id, epoch: job.epoch) {
            defer { rest = rest.dropFirst(300_000) }
            return rest.isEmpty ? nil : Array(rest.prefix(300_000))
        }
    }

    private func kept(_ job: Job.ID, url: String = url) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        return try stores.downloads.read(url, of: job) { bytes += $0 } ? bytes : nil
    }

    private func count(_ table: String) throws -> Int {
        try stores.database.read { try $0.first("SELECT COUNT(*) FROM `\(table)`") { try $0.int() } } ?? 0
    }

    /// Three chunks.
    private let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    @Test func `a later attempt reads what an earlier one fetched`() throws {
        let job = try queue.submit()
        let first = try claim()
        #expect(try kept(job) == nil)
        try keep(bytes, for: first)
        try queue.expireLease(of: worker)
        #expect(try queue.reap() == 1)
        #expect(try kept(job) == bytes)
        #expect(try kept(job, url: "https://example.com/other.pdf") == nil)
        let largest = try stores.database.read {
            try $0.first("SELECT MAX(LENGTH(bytes)) FROM content_chunk") { try $0.int() }
        }
        #expect(largest == 1 << 20)
    }

    @Test func `the same bytes of two jobs lie once`() throws {
        for _ in 1...2 { _ = try queue.submit() }
        for job in try queue.claim(upTo: 2, for: worker) { try keep(bytes, for: job) }
        #expect(try count("job_fetched") == 2)
        #expect(try count("content") == 1)
        #expect(try count("content_chunk") == 3)
    }

    @Test func `whose claim is over keeps nothing`() throws {
        let job = try queue.submit()
        let claim = try claim()
        try queue.delete(job)
        try keep(bytes, for: claim)
        for table in ["job_fetched", "content", "content_chunk"] { #expect(try count(table) == 0, "\(table)") }
    }

    @Test func `a slow attempt keeps nothing beside the one that took its job over`() throws {
        let job = try queue.submit()
        let slow = try claim()
        try queue.expireLease(of: worker)
        #expect(try queue.reap() == 1)
        try queue.makeDue()
        let present = try #require(try queue.claim(upTo: 1, for: queue.register()).first)
        #expect(present.id == slow.id && present.epoch > slow.epoch)
        try keep([1, 2, 3], for: slow)
        #expect(try kept(job) == nil)
        #expect(try count("content") == 0)
        try keep([4, 5], for: present)
        #expect(try kept(job) == [4, 5])
    }

    @Test func `an attempt that waits for its next try keeps nothing`() throws {
        let job = try queue.submit()
        let claim = try claim()
        _ = try queue.fail(claim, with: JobFailure(.documentUnreachable, "Away.", kind: .transient))
        try keep([1, 2, 3], for: claim)
        #expect(try kept(job) == nil)
    }

    @Test func `processing anew fetches anew, and a deleted job leaves nothing behind`() throws {
        let job = try queue.submit()
        let first = try claim()
        try keep(bytes, for: first)
        #expect(try queue.complete(first, with: .sample()) == .held)
        try queue.process(job)
        #expect(try kept(job) == nil)
        try keep([1, 2, 3], for: claim())
        try queue.delete(job)
        // The large one is left for the sweep, the small one is gone at once; so are the pages' pictures.
        #expect(try count("content") == 1)
        #expect(try stores.garbageCollector.run() == 1)
        for table in ["job_fetched", "content", "content_chunk"] { #expect(try count(table) == 0, "\(table)") }
    }

    @Test func `the sweep leaves what has come into use again, and what still comes in`() throws {
        let job = try queue.submit()
        try keep(bytes, for: claim())
        try queue.delete(job)
        _ = try queue.submit()
        try keep(bytes, for: claim())
        try stores.database.transaction { connection in
            try connection.run(
                "INSERT INTO content (id, created_at) VALUES (REPEAT('x', 12), UTC_TIMESTAMP(3))")
        }
        #expect(try stores.garbageCollector.run() == 0)
        #expect(try count("content") == 2)
    }
}
