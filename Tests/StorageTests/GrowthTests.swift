import Foundation
import Invoices
import JSON
import MariaDB
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// What lists and claims cost at many jobs: `OCR_INVOICE_GROWTH=1000000 swift test --filter GrowthTests` prints a table.
/// By default ten thousand, which holds the statements to their indexes.
@Suite(.serialized) struct GrowthTests {
    private static let size = ProcessInfo.processInfo.environment["OCR_INVOICE_GROWTH"].flatMap { Int($0) } ?? 10_000

    private let fixture: StoreFixture
    private let group: Group.ID
    private var jobs: JobStore { fixture.stores.jobs }
    private var account: Account.ID { fixture.account }

    init() throws {
        let server = try PrivateMariaDB(bufferPool: GrowthTests.size > 100_000 ? "2G" : "64M")
        fixture = try StoreFixture(on: server)
        group = try fixture.group(parallelJobs: 64)
        try fill(GrowthTests.size)
    }

    @Test func `lists, totals, searches and claims stay quick`() throws {
        let size = GrowthTests.size
        var table: [(String, Double)] = []
        func measure(_ name: String, _ body: () throws -> Void) throws {
            try body()
            let clock = ContinuousClock()
            let times = try (0..<7).map { _ in try clock.measure(body) }.sorted()
            table.append((name, times[3] / .milliseconds(1)))
        }
        func list(_ filter: String? = nil, search: String? = nil, sort: String = "createdAt", offset: Int = 0) throws {
            let request = ListRequest(
                offset: offset, sort: try SortField.parse(sort, of: .job),
                filter: try filter.map { try Filter.parse(JSONReader.read($0), of: .job) }, search: search)
            let found = try jobs.list(request, of: account)
            #expect(!found.elements.isEmpty)
        }
        let some = try #require(try jobs.list(ListRequest(offset: 77), of: account).elements.last)
        try measure("get") { _ = try jobs.find(some.id, of: account) }
        try measure("first page") { try list() }
        try measure("last page") { try list(offset: size - 20) }
        try measure("middle page") { try list(offset: size / 2) }
        try measure("by jobNumber, first page") { try list(sort: "jobNumber") }
        try measure("status = failed") { try list(#"{"status": "failed"}"#) }
        try measure("group") { try list(#"{"group": "\#(group)"}"#) }
        try measure("jobNumber =") { try list(#"{"jobNumber": "J-4711"}"#) }
        try measure("invoice number =") { try list(#"{"extractedData.invoice.number": "R-4711"}"#) }
        try measure("metadata.n = 7") { try list(#"{"metadata.n": 7}"#) }
        try measure("reviews") { try list(#"{"review.state": "needed"}"#, sort: "review.priority") }
        try measure("search, few hits") { try list(search: "rare0004711") }
        try measure("search by number") { try list(search: "J-4711") }
        try measure("search, a tenth hits") { try list(search: "frequent") }
        try measure("sort by documentName") { try list(sort: "documentName") }
        let queue = MariaDBQueueUnderTest(fixture)
        let worker = try queue.register()
        for _ in 0..<30 { _ = try queue.submit() }
        try measure("claim of 3") {
            let claimed = try queue.claim(upTo: 3, for: worker).count
            #expect(claimed == 3)
        }
        for (name, milliseconds) in table {
            print("growth \(size): \(name): \(String(format: "%.2f", milliseconds)) ms")
        }
        for (name, milliseconds) in table where !name.hasPrefix("sort") { #expect(milliseconds < 2000, "\(name)") }
    }

    @Test func `claims by several pollers are quick and none is double`() throws {
        let queue = MariaDBQueueUnderTest(fixture)
        let clock = ContinuousClock()
        let number = 600
        DispatchQueue.concurrentPerform(iterations: 6) { _ in
            do { for _ in 0..<number / 6 { _ = try queue.submit() } } catch { Issue.record(error) }
        }
        let taken = Mutex<[Job.ID]>([])
        let longest = Mutex(Duration.zero)
        let time = clock.measure {
            DispatchQueue.concurrentPerform(iterations: 6) { _ in
                do {
                    let worker = try queue.register()
                    while taken.withLock({ $0.count }) < number {
                        let start = clock.now
                        let claims = try queue.claim(upTo: 4, for: worker)
                        let lasted = clock.now - start
                        longest.withLock { $0 = max($0, lasted) }
                        taken.withLock { $0 += claims.map(\.id) }
                    }
                } catch { Issue.record(error) }
            }
        }
        let all = taken.withLock { $0 }
        #expect(all.count == number)
        #expect(Set(all).count == number)
        print(
            "growth \(GrowthTests.size): \(Int(Double(number) / (time / .seconds(1)))) claims/s by 6 pollers,",
            "longest \(longest.withLock { $0 } / .milliseconds(1)) ms")
    }

    /// Completed and failed jobs by the statement, as a year leaves them.
    private func fill(_ size: Int) throws {
        let connection = try Connection(fixture.settings)
        try connection.runPlain("SET max_statement_time = 0, innodb_lock_wait_timeout = 600")
        let template = try #require(try fixture.stores.templates.standard(of: account)?.id)
        let (a, t, g) = ("x'\(account)'", "x'\(template)'", "x'\(group)'")
        let code = SearchText.body("x", of: account).dropLast()
        let id = "UNHEX(CONCAT('63', LPAD(HEX(seq), 22, '0')))"
        let statements = [
            """
            INSERT INTO job (id, account_id, group_id, template_id, number, document_name, status, priority, created_at,
                updated_at, started_at, completed_at, processing_time, pages, cost, review_state, review_priority)
            SELECT \(id), \(a), IF(seq % 100 = 0, \(g), NULL), \(t), CONCAT('J-', seq), CONCAT('scan ', seq * 7919 % 1000003),
                IF(seq % 50 = 0, 4, 3), seq % 4, '2025-01-01' + INTERVAL seq SECOND, '2025-01-01' + INTERVAL seq SECOND,
                '2025-01-01' + INTERVAL seq SECOND, '2025-01-01' + INTERVAL seq SECOND, 900, 1, 0.01,
                IF(seq % 10 = 1, 1, 0), IF(seq % 10 = 1, seq * 7919 % 30011, NULL)
            FROM seq_1_to_\(size)
            """,
            """
            INSERT INTO job_detail (job_id, document_url, metadata)
            SELECT \(id), 'https://example.com/a.pdf', CONCAT('{"n": ', seq % 1000, '}') FROM seq_1_to_\(size)
            """,
            """
            INSERT INTO job_result (job_id, account_id, epoch, document_pages, document_size, document_format,
                invoice_number, total, is_valid, confidence, extracted_data, confidence_json, validation, fields, findings)
            SELECT \(id), \(a), 1, 1, 1000, 0, CONCAT('R-', seq), seq / 100, 1, 0.9, REPEAT('x', 500), '{}', '{}', '[]', '[]'
            FROM seq_1_to_\(size)
            """,
            """
            INSERT INTO search_text (id, job_id, body)
            SELECT \(id), \(id), CONCAT('\(code)scan \(code)rare', LPAD(seq, 7, '0'), IF(seq % 10 = 0, ' \(code)frequent', ''))
            FROM seq_1_to_\(size)
            """,
            "UPDATE tally SET count = (SELECT COUNT(*) FROM job WHERE account_id = \(a) AND status = slot)"
                + " WHERE account_id = \(a) AND slot < 6",
            """
            UPDATE job_group SET completed = (SELECT COUNT(*) FROM job WHERE group_id = \(g) AND status = 3),
                failed = (SELECT COUNT(*) FROM job WHERE group_id = \(g) AND status = 4) WHERE id = \(g)
            """,
        ]
        for statement in statements { try connection.runPlain(statement) }
        try connection.runPlain("ANALYZE TABLE job, job_detail, job_result, search_text")
    }
}
