import Invoices
import JSON
import MariaDB
import Storage
import TestSupport
import Testing

/// A job's results through runs that bring none: each way in which a run can end, and a crash in between.
@Suite struct KeptResultsTests {
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private var stores: Stores { queue.fixture.stores }
    private var account: Account.ID { queue.fixture.account }
    private let encrypted = JobFailure(.documentEncrypted, "The PDF is encrypted.")

    init() throws {
        queue = MariaDBQueueUnderTest(try StoreFixture(), settings: QueueSettings(pricePerPage: Amount(cents: 12)))
        worker = try queue.register()
    }

    private func completed(group: Group.ID? = nil) throws -> Job.ID {
        let id = try queue.submit(group: group, priority: .medium)
        _ = try queue.complete(claim(), with: .sample(number: "R-7"))
        return id
    }

    private func claim() throws -> ClaimedJob { try #require(try queue.claim(upTo: 1, for: worker).first) }
    private func job(_ id: Job.ID) throws -> JobRecord { try stores.jobs.find(id, of: account) }

    private func number(_ id: Job.ID) throws -> String? {
        guard case .text(let text)? = try stores.jobs.results(id, of: account).extraction["invoice.number"]?.value
        else {
            return nil
        }
        return text
    }

    private func tally(_ slot: Int) throws -> Int? {
        try stores.database.read { connection in
            try connection.first("SELECT count FROM tally WHERE slot = ?", [.int(slot)]) { try $0.int() }
        }
    }

    /// The job is as it was when its results came, but for the error.
    private func expectKept(_ id: Job.ID, as before: JobRecord, _ code: String?) throws {
        let now = try job(id)
        #expect(now.status == .completed)
        #expect(try number(id) == "R-7")
        #expect(now.cost == before.cost && now.processingTime == before.processingTime)
        #expect(now.startedAt == before.startedAt && now.completedAt == before.completedAt)
        #expect(now.progress == JobProgress(percentage: 100, currentStep: nil))
        #expect(now.errorCode == nil && now.errorLog == nil)
        #expect(now.lastErrorCode == code)
        #expect((now.lastErrorAt != nil) == (code != nil))
        #expect(now.resultsTag == before.resultsTag)
        #expect(try tally(3) == 1, "jobs that are completed")
        for status in [1, 2, 4, 5] { #expect(try tally(status) == 0) }
        #expect(try queue.claim(upTo: 1, for: worker).isEmpty)
    }

    @Test func `while it waits and while it runs it shows what it has`() throws {
        let id = try completed()
        try queue.process(id)
        #expect(try job(id).status == .queued)
        #expect(try number(id) == "R-7")
        let claim = try claim()
        #expect(try job(id).status == .processing)
        #expect(try number(id) == "R-7")
        #expect(try stores.pages.readings(of: id, [1], of: account)[1]?.text != nil)
        let filter = try Filter.parse(JSONReader.read(#"{"extractedData.invoice.number": "R-7"}"#), of: .job)
        #expect(try stores.jobs.list(ListRequest(filter: filter), of: account).total == 1)
        _ = try queue.complete(claim, with: .sample(number: "R-8"))
        #expect(try number(id) == "R-8")
        #expect(try job(id).lastErrorAt == nil)
    }

    @Test func `a run that fails leaves the results`() throws {
        let id = try completed()
        let before = try job(id)
        try queue.process(id)
        #expect(try queue.fail(claim(), with: encrypted) == .held)
        try expectKept(id, as: before, "document_encrypted")
        #expect(try job(id).lastErrorMessage == "The PDF is encrypted.")
        #expect(try queue.outcomes(id) == [.failed])
    }

    @Test func `a run that is cancelled before it is claimed leaves the results`() throws {
        let id = try completed()
        let before = try job(id)
        try queue.process(id)
        try queue.cancel(id)
        try expectKept(id, as: before, "cancelled")
        #expect(throws: StorageError.wrongState(.completed)) { try queue.cancel(id) }
    }

    @Test func `a run that is cancelled while it runs leaves the results`() throws {
        let id = try completed()
        let before = try job(id)
        try queue.process(id)
        let claim = try claim()
        try queue.cancel(id)
        #expect(try job(id).status == .processing)
        #expect(try queue.cancelled(claim) == .held)
        try expectKept(id, as: before, "cancelled")
        // Said again because the first answer got lost.
        #expect(try queue.cancelled(claim) == .held)
        #expect(try queue.complete(claim, with: .sample(number: "R-9")) == .cancelled)
        try expectKept(id, as: before, "cancelled")
    }

    @Test func `a run that is tried again is not over yet`() throws {
        let id = try completed()
        let before = try job(id)
        try queue.process(id)
        let transient = JobFailure(.documentUnreachable, "No answer.", kind: .transient)
        for attempt in 1...3 {
            #expect(try queue.fail(claim(), with: transient) == .held)
            #expect(try job(id).status == (attempt < 3 ? .queued : .completed))
            #expect(try number(id) == "R-7")
            try queue.makeDue()
        }
        try expectKept(id, as: before, "document_unreachable")
    }

    @Test func `a process that dies leaves the job to another, with its results meanwhile`() throws {
        let id = try completed()
        try queue.process(id)
        let dead = try queue.register()
        let stale = try #require(try queue.claim(upTo: 1, for: dead).first)
        try queue.expireLease(of: dead)
        #expect(try queue.reap() == 1)
        #expect(try job(id).status == .queued)
        #expect(try number(id) == "R-7")
        // The dead one wakes up: it may neither fail the job nor bring results.
        #expect(try queue.fail(stale, with: encrypted) == .lost)
        #expect(try queue.complete(stale, with: .sample(number: "R-9")) == .lost)
        try queue.makeDue()
        _ = try queue.complete(claim(), with: .sample(number: "R-8"))
        #expect(try number(id) == "R-8")
    }

    @Test func `processes that die again and again leave the results`() throws {
        let id = try completed()
        let before = try job(id)
        try queue.process(id)
        for _ in 1...3 {
            let dying = try queue.register()
            let claim = try #require(try queue.claim(upTo: 1, for: dying).first)
            _ = try queue.tell(JobProgress(percentage: 95, currentStep: .saving), of: claim)
            try queue.expireLease(of: dying)
            _ = try queue.reap()
            try queue.makeDue()
        }
        try expectKept(id, as: before, "poison_document")
    }

    @Test func `a job that was asked to cancel when its process died is completed as before`() throws {
        let id = try completed()
        let before = try job(id)
        try queue.process(id)
        let dying = try queue.register()
        #expect(try queue.claim(upTo: 1, for: dying).count == 1)
        try queue.cancel(id)
        try queue.expireLease(of: dying)
        _ = try queue.reap()
        try expectKept(id, as: before, "cancelled")
    }

    @Test func `a later reading ends the error`() throws {
        let id = try completed()
        try queue.process(id)
        _ = try queue.fail(claim(), with: encrypted)
        try queue.process(id)
        #expect(try job(id).lastErrorCode == "document_encrypted")
        _ = try queue.complete(claim(), with: .sample(number: "R-8"))
        #expect(try job(id).lastErrorAt == nil && job(id).lastErrorCode == nil)
    }

    @Test func `a job without results fails and is cancelled as ever`() throws {
        let id = try queue.submit()
        _ = try queue.fail(claim(), with: encrypted)
        #expect(try job(id).status == .failed && job(id).lastErrorAt == nil)
        try queue.process(id)
        try queue.cancel(id)
        #expect(try job(id).status == .cancelled)
    }

    @Test func `its group counts it as completed, with its cost`() throws {
        let group = try queue.makeGroup(parallelJobs: 2, retryCount: 0)
        let id = try completed(group: group)
        let before = try stores.groups.find(group, of: account)
        try queue.process(id)
        _ = try queue.fail(claim(), with: encrypted)
        let after = try stores.groups.find(group, of: account)
        #expect(after.status == .completed)
        #expect(after.counts == before.counts)
        #expect(after.run == before.run + 1)
    }

    @Test func `an added page that cannot be read again stays among the results`() throws {
        let id = try completed()
        let pages = try stores.jobs.results(id, of: account).pages.map(\.text)
        try queue.process(id)
        _ = try queue.fail(claim(), with: encrypted.ofAddedPage(1))
        #expect(try stores.jobs.results(id, of: account).pages.map(\.text) == pages)
        #expect(try stores.pages.list(ListRequest(), of: account).elements.first?.errorLog != nil)
    }

    @Test func `results are stale once document or rules are others`() throws {
        let id = try completed()
        #expect(try !job(id).isStale)
        var draft = queue.fixture.draft("another number")
        try stores.jobs.update(id, to: draft, of: account)
        #expect(try !job(id).isStale, "neither was changed")
        draft.documentURL = "https://example.com/other.pdf"
        try stores.jobs.update(id, to: draft, of: account)
        #expect(try job(id).isStale)
        try queue.process(id)
        _ = try queue.complete(claim(), with: .sample())
        #expect(try !job(id).isStale)
        let record = try #require(try stores.templates.standard(of: account))
        var template = record.draft
        template.name = "Renamed"
        _ = try stores.templates.update(record.id, to: template, of: account)
        #expect(try !job(id).isStale, "a name reads nothing")
        template.template.languages = ["de"]
        _ = try stores.templates.update(record.id, to: template, of: account)
        #expect(try job(id).isStale)
    }

    @Test func `what changes while the document is read makes its results stale`() throws {
        let id = try queue.submit()
        let claim = try claim()
        let page = PageDraft(job: id, number: 2, url: "https://example.com/2.png")
        _ = try stores.pages.insert(page, of: account)
        _ = try queue.complete(claim, with: .sample())
        #expect(try job(id).isStale, "the added page was not read")
    }

    @Test func `a job whose upload is gone is not queued`() throws {
        var rest: [UInt8]? = [1, 2, 3]
        let document = try stores.documents.insert(.pdf, of: account) {
            defer { rest = nil }
            return rest
        }
        var draft = queue.fixture.draft()
        draft.documentURL = "document:\(document.id)"
        let id = try stores.jobs.insert(draft, of: account, queued: true).id
        _ = try queue.complete(claim(), with: .sample(number: "R-7"))
        let before = try job(id)
        try stores.documents.delete(document.id, of: account)
        #expect(throws: StorageError.documentGone) { try queue.process(id) }
        try expectKept(id, as: before, nil)
    }

    @Test func `what an older program saved over it is shown as the newest`() throws {
        let id = try completed()
        try queue.process(id)
        _ = try queue.fail(claim(), with: encrypted)
        try queue.process(id)
        let claim = try claim()
        let tag = try #require(try job(id).resultsTag)
        _ = try queue.complete(claim, with: .sample(number: "R-8"))
        // It knows neither of the columns that say what a result was read from.
        try stores.database.transaction { connection in
            try connection.run(
                "UPDATE job_result SET document_revision = NULL, template_id = NULL, rules_revision = NULL")
        }
        let now = try job(id)
        #expect(now.lastErrorAt == nil && !now.isStale && now.resultsTag != tag)
    }
}
