import Foundation
import Invoices
import Storage
import Synchronization
import TestSupport
import Testing

/// What was acknowledged is there after the database was killed, and what was ambiguous can be asked again.
@Suite struct DurabilityTests {
    private struct Counters {
        var acknowledged: [Job.ID] = []
        var completed: [Job.ID] = []
        var unanswered = 0
    }

    @Test func `nothing acknowledged is lost when the database is killed in mid-load`() throws {
        let server = try PrivateMariaDB()
        let queue = MariaDBQueueUnderTest(try StoreFixture(on: server, connections: 12))
        let counters = Mutex(Counters())
        let end = Date(timeIntervalSinceNow: 6)
        let killer = Thread {
            for _ in 0..<3 {
                Thread.sleep(forTimeInterval: 1.2)
                server.killHard()
                do { try server.start() } catch { Issue.record(error) }
            }
        }
        killer.start()
        DispatchQueue.concurrentPerform(iterations: 6) { number in
            while Date() < end { number < 3 ? submit(queue, counters) : work(queue, counters, until: end) }
        }
        while !killer.isFinished { Thread.sleep(forTimeInterval: 0.01) }
        try settle(queue)
        let result = counters.withLock { $0 }
        #expect(result.acknowledged.count > 20)
        for id in result.acknowledged { #expect(try queue.status(id) == .completed, "\(id)") }
        #expect(result.completed.count == Set(result.completed).count)
        try expectTruth(queue, result)
    }

    private func submit(_ queue: MariaDBQueueUnderTest, _ counters: borrowing Mutex<Counters>) {
        do {
            let id = try queue.submit()
            counters.withLock { $0.acknowledged.append(id) }
        } catch { counters.withLock { $0.unanswered += 1 } }
    }

    /// One process's life: it goes on with its claims as long as its lease lets it, as the workers do.
    private func work(_ queue: MariaDBQueueUnderTest, _ counters: borrowing Mutex<Counters>, until end: Date) {
        guard let worker = try? queue.register() else { return }
        while Date() < end {
            guard let claims = try? queue.claim(upTo: 2, for: worker) else { continue }
            for claim in claims {
                // Finishing is tried again until it is answered: the result must not be lost.
                while true {
                    do {
                        let state = try queue.complete(claim, with: .sample())
                        if state == .held { counters.withLock { $0.completed.append(claim.id) } }
                        break
                    } catch { Thread.sleep(forTimeInterval: 0.05) }
                }
            }
        }
        while (try? queue.deregister(worker)) == nil { Thread.sleep(forTimeInterval: 0.05) }
    }

    private func settle(_ queue: MariaDBQueueUnderTest) throws {
        let worker = try queue.register()
        for _ in 0..<1000 {
            _ = try queue.reap()
            try queue.makeDue()
            let claims = try queue.claim(upTo: 50, for: worker)
            if claims.isEmpty { return }
            for claim in claims { #expect(try queue.complete(claim, with: .sample()) == .held) }
        }
    }

    /// No job is half there, and the counts are those of the rows.
    private func expectTruth(_ queue: MariaDBQueueUnderTest, _ result: Counters) throws {
        func count(_ sql: String) throws -> Int {
            try queue.fixture.stores.database.read { try $0.first(sql) { try $0.int() } } ?? -1
        }
        #expect(try count("SELECT COUNT(*) FROM job WHERE status <> 3") == 0)
        #expect(
            try count("SELECT COUNT(*) FROM job j LEFT JOIN job_result r ON r.job_id = j.id WHERE r.job_id IS NULL")
                == 0)
        #expect(
            try count("SELECT COUNT(*) FROM job j LEFT JOIN job_detail d ON d.job_id = j.id WHERE d.job_id IS NULL")
                == 0)
        let jobs = try count("SELECT COUNT(*) FROM job")
        #expect(try count("SELECT count FROM tally WHERE slot = 3") == jobs)
        #expect(try count("SELECT COUNT(*) FROM page") == jobs)
        #expect(try count("SELECT ready + running FROM account") == 0)
        let extra = jobs - result.acknowledged.count
        #expect((0...result.unanswered).contains(extra))
    }
}

/// Keys of idempotent requests.
@Suite struct IdempotencyTests {
    private let fixture: StoreFixture
    private var store: IdempotencyStore { fixture.stores.idempotency }
    private let hash = [UInt8](repeating: 1, count: 32)

    init() throws { fixture = try StoreFixture() }

    private func begin(
        _ key: String = "k", hash: [UInt8]? = nil, of account: Account.ID? = nil
    ) throws -> IdempotencyStore.Finding {
        try store.begin(
            key, requestHash: hash ?? self.hash, of: account ?? fixture.account, collection: "/ocr-invoice-job")
    }

    private func fresh(
        _ key: String = "k", hash: [UInt8]? = nil, of account: Account.ID? = nil
    ) throws -> IdempotentRequest {
        let finding = try begin(key, hash: hash, of: account)
        guard case .fresh(let once) = finding else {
            Issue.record("\(finding)")
            throw StorageError.notFound
        }
        return once
    }

    private func insert(_ number: String, under once: IdempotentRequest) throws -> Job.ID {
        try IdempotentRequest.$current.withValue(once) {
            try fixture.stores.jobs.insert(fixture.draft(number), of: fixture.account).id
        }
    }

    @Test func `of two hundred at once one is fresh`() throws {
        let findings = Mutex<[IdempotencyStore.Finding]>([])
        DispatchQueue.concurrentPerform(iterations: 200) { _ in
            do {
                let finding = try begin()
                findings.withLock { $0.append(finding) }
            } catch { Issue.record(error) }
        }
        let all = findings.withLock { $0 }
        #expect(all.count { $0 == .running } == 199)
        #expect(all.count { if case .fresh = $0 { true } else { false } } == 1)
    }

    @Test func `what was done is remembered, another body refused, a failure forgotten`() throws {
        try store.finish(try fresh(), status: 200)
        #expect(try begin() == .done(status: 200, resource: ""))
        let other = [UInt8](repeating: 2, count: 32)
        #expect(try begin(hash: other) == .otherBody)
        try store.forget(try fresh("l"))
        _ = try fresh("l", hash: other)
    }

    @Test func `a deed is noted with its COMMIT, and a failure after it does not forget it`() throws {
        let once = try fresh()
        let job = try insert("N-1", under: once)
        try store.forget(once)
        #expect(try begin() == .done(status: 201, resource: "/ocr-invoice-job/\(job)"))
    }

    private func now() throws -> Int64? {
        try fixture.stores.database.read { try $0.first("SELECT UTC_TIMESTAMP(3)") { try $0.time() } }
    }

    @Test func `a request whose key was taken over because it was thought dead does nothing`() throws {
        let slow = try fresh()
        // In life a minute lies between the two requests; here it must be a millisecond at least.
        let begun = try now()
        while try now() == begun {}
        try fixture.stores.database.transaction {
            try $0.run("UPDATE idempotency SET created_at = created_at - INTERVAL 61 SECOND")
        }
        let second = try fresh()
        #expect(throws: StorageError.unavailable) { try insert("N-1", under: slow) }
        try store.forget(slow)
        #expect(try begin() == .running)
        _ = try insert("N-1", under: second)
    }

    @Test func `another account's key is another key`() throws {
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        _ = try (fresh(), fresh(of: other))
    }
}

/// Templates and groups as clients change them.
@Suite struct TemplateAndGroupTests {
    private let fixture: StoreFixture
    private var stores: Stores { fixture.stores }
    private var account: Account.ID { fixture.account }

    init() throws { fixture = try StoreFixture() }

    @Test func `a template comes back with every rule and setting`() throws {
        let rule = FieldRule(
            name: "invoice.number", kind: .number, isRequired: true, pattern: #"No\. (?<value>\d+) "x""#,
            coordinates: Box(x: 0.25, y: 0.5, width: 0.125, height: 0.0625), page: -1,
            limits: FieldRule.Limits(minLength: 1, maxLength: 20, format: "dd.MM.yyyy"))
        let template = Template(
            documentKind: .receipt, fields: [rule, FieldRule(name: "b")],
            lineItems: LineItemRule(
                isEnabled: false, headerRow: 2, dataStartRow: 3,
                columns: [.init(name: "amount", index: 1, kind: .amount)]),
            preprocessing: PreprocessingSettings(
                imageEnhancement: false, deskew: false, denoising: false, binarization: true, resolutionDPI: 600),
            postprocessing: PostprocessingSettings(
                spellCheck: true, confidenceThreshold: 0.25,
                validationRules: [.init(field: "a", rule: "required", message: "m")]),
            supportedFormats: [.pdf, .jpeg], languages: ["de", "eng"])
        let draft = TemplateDraft(
            name: "T", description: "d", version: "2", template: template, isActive: false, createdBy: "c",
            lastModifiedBy: "m", metadata: Array(#"{"x": 1.0}"#.utf8))
        let id = try stores.templates.insert(draft, of: account).id
        #expect(try stores.templates.find(id, of: account).draft == draft)
    }

    @Test func `a new account has one active default template, and a new default unsets it`() throws {
        let first = try #require(try stores.templates.standard(of: account))
        #expect(first.draft.name == "Any invoice")
        #expect(first.draft.isActive)
        #expect(first.draft.template == .anyInvoice)
        let second = try stores.templates.insert(TemplateDraft(name: "mine", isDefault: true), of: account)
        #expect(try stores.templates.standard(of: account)?.id == second.id)
        #expect(try stores.templates.find(first.id, of: account).draft.isDefault == false)
        #expect(try stores.templates.list(ListRequest(), of: account).total == 2)
    }

    @Test func `a template that a job or group names stays`() throws {
        let template = try stores.templates.insert(TemplateDraft(name: "mine"), of: account)
        let group = try stores.groups.insert(GroupDraft(name: "g", template: template.id), of: account)
        #expect(throws: StorageError.inUse) { try stores.templates.delete(template.id, of: account) }
        try stores.groups.delete(group.id, of: account)
        var draft = fixture.draft()
        draft.template = template.id
        let job = try stores.jobs.insert(draft, of: account)
        #expect(throws: StorageError.inUse) { try stores.templates.delete(template.id, of: account) }
        try stores.jobs.delete(job.id, of: account)
        try stores.templates.delete(template.id, of: account)
        #expect(throws: StorageError.notFound) { try stores.templates.find(template.id, of: account) }
    }

    @Test func `a group comes back as it was stored, and hands down template and priority`() throws {
        let template = try stores.templates.insert(TemplateDraft(name: "mine"), of: account).id
        let draft = GroupDraft(
            name: "g", description: "d", batchNumber: "B-1", template: template, priority: .high,
            processing: .init(parallelJobs: 5, retryCount: 0, timeoutMinutes: 7),
            notifications: .init(onCompletion: true, onFailure: false, recipients: ["a@example.com"]), createdBy: "c",
            assignedTo: "x", tags: ["t", "ü"], metadata: Array("{}".utf8))
        let id = try stores.groups.insert(draft, of: account).id
        #expect(try stores.groups.find(id, of: account).draft == draft)
        let job = try stores.jobs.insert(fixture.draft(group: id), of: account)
        #expect(job.template == template)
        #expect(job.priority == .high)
    }

    @Test func `a group is processed, cancelled and deleted with its jobs`() throws {
        let id = try fixture.group(parallelJobs: 2)
        for _ in 0..<5 { _ = try stores.jobs.insert(fixture.draft(group: id), of: account) }
        #expect(throws: StorageError.inUse) { try stores.groups.delete(id, of: account) }
        let running = try stores.groups.process(id, of: account)
        #expect(running.status == .processing)
        #expect(running.run == 1)
        #expect(running.counts.queued == 5)
        let ended = try stores.groups.cancel(id, of: account)
        #expect(ended.status == .cancelled)
        #expect(ended.completedAt != nil)
        #expect(ended.counts.cancelled == 5)
        #expect(try stores.groups.members(of: id, of: account, limit: 1).total == 5)
        #expect(try stores.groups.members(of: id, of: account, limit: 2, offset: 4).elements.count == 1)
        #expect(try stores.groups.process(id, of: account).run == 2)
        try stores.groups.delete(id, of: account, withJobs: true)
        #expect(throws: StorageError.notFound) { try stores.groups.find(id, of: account) }
        #expect(try stores.jobs.list(ListRequest(), of: account).total == 0)
    }
}
