import Foundation
import Invoices
import JSON
import MariaDB
import Storage
import Synchronization
import TestSupport
import Testing

/// What the queue in MariaDB leaves in the tables.
@Suite struct StoredQueueTests {
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private var stores: Stores { queue.fixture.stores }
    private var account: Account.ID { queue.fixture.account }

    init() throws {
        queue = MariaDBQueueUnderTest(try StoreFixture(), settings: QueueSettings(pricePerPage: Amount(cents: 12)))
        worker = try queue.register()
    }

    private func complete(_ reading: ReadResult) throws -> Job.ID {
        let id = try queue.submit()
        #expect(try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: reading) == .held)
        return id
    }

    @Test func `a completed job shows its results in the contract's shape`() throws {
        let id = try complete(.sample(number: "R-7", pages: 2))
        let job = try stores.jobs.find(id, of: account)
        #expect(job.status == .completed)
        #expect(job.cost == Amount(cents: 24))
        #expect(job.processingTime != nil)
        #expect(job.startedAt != nil)
        #expect(job.completedAt != nil)
        #expect(job.progress == JobProgress(percentage: 100, currentStep: nil))
        let summary = try #require(job.result)
        #expect(summary.document == ReadResult.sample(pages: 2).document)
        let data = try JSONReader.read(Array(summary.extractedData))
        #expect(data["invoice"]?["number"]?.string == "R-7")
        #expect(data["invoice"]?["amounts"]?["total"]?.number == "1471.6")
        #expect(data["invoice"]?["dueDate"]?.isNull == true)
        #expect(try JSONReader.read(Array(summary.confidence))["fields"]?["invoice.number"]?.double == 0.9)
        #expect(try JSONReader.read(Array(summary.validation))["isValid"]?.bool == true)
        let results = try stores.jobs.results(id, of: account)
        #expect(results.extraction == ReadResult.sample(number: "R-7").extraction)
        #expect(results.pages.map(\.number) == [1, 2])
        #expect(results.pages[0].text == "Invoice R-7 Größe")
    }

    @Test func `pages come back with every word, and with their picture`() throws {
        let reading = ReadResult.sample(pages: 3)
        let id = try complete(reading)
        let pages = try stores.pages.pages(of: id, of: account)
        #expect(pages.map(\.lines) == reading.pages.map(\.page.lines))
        let listed = try stores.pages.list(ListRequest(), of: account)
        #expect(listed.total == 3)
        let page = try #require(listed.elements.first { $0.draft.number == 2 })
        #expect(page.hasImage)
        #expect(try stores.pages.image(page.id, of: account) == [0xFF, 0xD8, 2])
        #expect(try stores.pages.lines(page.id, of: account) == reading.pages[1].page.lines)
    }

    @Test func `a second reading keeps pages' ids and corrections, and drops what is gone`() throws {
        let id = try complete(.sample(number: "R-7", pages: 3))
        let before = try stores.pages.list(ListRequest(), of: account).elements
        let first = try #require(before.first { $0.draft.number == 1 })
        var draft = first.draft
        draft.annotations = Array(
            #"[{"type":"correction","field":"invoice.number","text":"R-8"},{"type":"comment","text":"x"}]"#.utf8)
        _ = try stores.pages.update(first.id, to: draft, of: account)
        func number() throws -> String? {
            let summary = try #require(try stores.jobs.find(id, of: account).result)
            return try JSONReader.read(Array(summary.extractedData))["invoice"]?["number"]?.string
        }
        #expect(try number() == "R-8")
        try queue.process(id)
        #expect(try number() == "R-8")
        _ = try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: .sample(number: "R-9", pages: 2))
        #expect(try number() == "R-8")
        let field = try #require(try stores.jobs.results(id, of: account).extraction["invoice.number"])
        #expect(field.source == .correction)
        let after = try stores.pages.list(ListRequest(), of: account)
        #expect(after.total == 2)
        #expect(Set(after.elements.map(\.id)).isSubset(of: Set(before.map(\.id))))
        draft.annotations = nil
        _ = try stores.pages.update(first.id, to: draft, of: account)
        #expect(try number() == "R-9")
    }

    @Test func `a correction lowers its template's accuracy`() throws {
        _ = try complete(.sample())
        let template = try #require(try stores.templates.standard(of: account))
        #expect(template.accuracy.average == 1)
        let page = try #require(try stores.pages.list(ListRequest(), of: account).elements.first)
        var draft = page.draft
        draft.annotations = Array(#"[{"type":"correction","field":"invoice.number","text":"R-8"}]"#.utf8)
        _ = try stores.pages.update(page.id, to: draft, of: account)
        let accuracy = try #require(try stores.templates.standard(of: account)).accuracy
        #expect(accuracy.fields["invoice.number"] == 0)
        #expect(accuracy.fields["invoice.date"] == 1)
        try queue.delete(page.draft.job)
        #expect(try stores.templates.standard(of: account)?.accuracy == TemplateAccuracy())
    }

    @Test func `a deleted job leaves nothing behind`() throws {
        let id = try complete(.sample(pages: 2))
        try queue.delete(id)
        for table in [
            "job", "job_detail", "job_result", "job_attempt", "job_accuracy", "page", "page_detail", "page_words",
            "content", "content_chunk",
        ] {
            #expect(try count("SELECT COUNT(*) FROM \(table)") == 0, "\(table) is not empty")
        }
        #expect(try count("SELECT COUNT(*) FROM search_text WHERE job_id IS NOT NULL") == 0)
    }

    @Test func `a failed job says why`() throws {
        let id = try queue.submit()
        let failure = JobFailure(.documentEncrypted, "The PDF is encrypted. Save it without a password.")
        _ = try queue.fail(queue.claim(upTo: 1, for: worker)[0], with: failure)
        let job = try stores.jobs.find(id, of: account)
        #expect(job.errorCode == "document_encrypted")
        #expect(job.errorLog == failure.message)
        #expect(job.completedAt != nil)
        #expect(try stores.jobs.item(id, of: account).attempts.first?.errorCode == "document_encrypted")
        try queue.process(id)
        let anew = try stores.jobs.find(id, of: account)
        #expect(anew.errorCode == nil)
        #expect(anew.errorLog == nil)
    }

    @Test func `a failure told in characters of many accents is cut to its column`() throws {
        let id = try queue.submit()
        let accents = String(repeating: "e" + String(repeating: "\u{301}", count: 9), count: 999)
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        _ = try queue.fail(claim, with: JobFailure(.documentDamaged, accents, kind: .permanent))
        let job = try stores.jobs.find(id, of: account)
        #expect(job.status == .failed && job.errorLog?.unicodeScalars.count == 1000)
    }

    @Test func `an account's limit holds over all processes`() throws {
        try stores.accounts.setMaximumRunning(2, of: account)
        for _ in 0..<6 { _ = try queue.submit() }
        let claimed = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let jobs = try queue.claim(upTo: 2, for: queue.register())
                claimed.withLock { $0 += jobs.count }
            } catch { Issue.record(error) }
        }
        #expect(claimed.withLock { $0 } == 2)
    }

    @Test func `a limit in all holds over all processes`() throws {
        let limited = MariaDBQueueUnderTest(queue.fixture, settings: QueueSettings(maximumRunning: 3))
        for _ in 0..<8 { _ = try queue.submit() }
        let claimed = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let jobs = try limited.claim(upTo: 2, for: limited.register())
                claimed.withLock { $0 += jobs.count }
            } catch { Issue.record(error) }
        }
        #expect(claimed.withLock { $0 } == 3)
    }

    @Test func `a single job of one account does not wait for another's hundred`() throws {
        for _ in 0..<100 { _ = try queue.submit() }
        for claim in try queue.claim(upTo: 5, for: worker) { _ = try queue.complete(claim, with: .sample()) }
        let other = try #require(try stores.accounts.insert(name: "other"))
        let single = try stores.jobs.insert(queue.fixture.draft(), of: other, queued: true).id
        let next = try queue.claim(upTo: 2, for: worker).map(\.id)
        #expect(next.contains(single))
        #expect(next.count == 2)
    }

    @Test func `an account that comes back after a rest takes turns with the others`() throws {
        for _ in 0..<6 { _ = try queue.submit() }
        try stores.database.transaction { try $0.run("UPDATE account SET work_done = 1000000") }
        let other = try #require(try stores.accounts.insert(name: "rested"))
        for _ in 0..<6 { _ = try stores.jobs.insert(queue.fixture.draft(), of: other, queued: true) }
        let claims = try (0..<4).flatMap { _ in try queue.claim(upTo: 1, for: worker) }
        #expect(claims.count == 4)
        #expect(claims.count { $0.account == other } == 2)
    }

    @Test func `no group's timeout is longer than the operator allows`() throws {
        let settings = QueueSettings(longestTimeout: .seconds(600))
        let limited = MariaDBQueueUnderTest(queue.fixture, settings: settings)
        let group = try queue.makeGroup(parallelJobs: 2, retryCount: 0)
        var draft = try stores.groups.find(group, of: account).draft
        for (minutes, seconds) in [(7, 420), (60, 600)] {
            draft.processing.timeoutMinutes = minutes
            _ = try stores.groups.update(group, to: draft, of: account)
            _ = try queue.submit(group: group, priority: .medium)
            let claim = try #require(try limited.claim(upTo: 1, for: limited.register()).first)
            #expect(claim.timeout == .seconds(seconds))
        }
    }

    @Test func `a lowered parallelJobs holds jobs back, a raised one lets them run`() throws {
        let group = try queue.makeGroup(parallelJobs: 3, retryCount: 0)
        for _ in 0..<6 { _ = try queue.submit(group: group, priority: .medium) }
        func set(_ parallelJobs: Int) throws {
            var draft = try stores.groups.find(group, of: account).draft
            draft.processing.parallelJobs = parallelJobs
            _ = try stores.groups.update(group, to: draft, of: account)
        }
        try set(1)
        #expect(try queue.claim(upTo: 9, for: worker).count == 1)
        try set(4)
        #expect(try queue.claim(upTo: 9, for: worker).count == 3)
    }

    private func count(_ sql: String) throws -> Int? {
        try stores.database.read { try $0.first(sql) { try $0.int() } }
    }
}
