import Foundation
import Invoices
import JSON
import MariaDB
import Secrets
import Storage
import Synchronization
import TestSupport
import Testing

/// What is told to others: once for each event and receiver, and only what became true.
@Suite struct NotificationTests {
    private let fixture: StoreFixture
    private let queue: MariaDBJobQueue
    private let webhooks: WebhookStore
    private let outbox: NotificationStore

    init() throws {
        fixture = try StoreFixture()
        queue = MariaDBJobQueue(database: fixture.stores.database)
        let sealer = try Sealer(key: [UInt8](repeating: 7, count: 32))
        webhooks = WebhookStore(database: fixture.stores.database, sealer: sealer)
        outbox = NotificationStore(database: fixture.stores.database, sealer: sealer)
    }

    private func listen(to events: Set<NotificationEvent>) throws -> Webhook {
        try webhooks.insert(
            WebhookDraft(url: "https://erp.example/hook", events: events, secret: "a secret of our own"),
            of: fixture.account
        ).webhook
    }

    private func finishOne() throws {
        let worker = try queue.register(host: "here", processID: 1)
        let job = try #require(try queue.claim(upTo: 1, for: worker).first)
        #expect(try queue.complete(job, with: .sample()) == .held)
    }

    private func group(recipients: [String], onCompletion: Bool, onFailure: Bool = true) throws -> Group.ID {
        let template = try #require(try fixture.stores.templates.standard(of: fixture.account)).id
        var draft = GroupDraft(name: "March", template: template)
        draft.notifications = GroupDraft.Notifications(
            onCompletion: onCompletion, onFailure: onFailure, recipients: recipients)
        return try fixture.stores.groups.insert(draft, of: fixture.account).id
    }

    @Test func `a webhook hears of the events it asked for, with its secret at hand`() throws {
        _ = try listen(to: [.jobCompleted])
        _ = try listen(to: [.jobFailed])
        let id = try fixture.queued()
        try finishOne()
        let due = try outbox.claim(upTo: 10)
        #expect(due.count == 1)
        let delivery = try #require(due.first)
        #expect(delivery.event == .jobCompleted && delivery.facts.job == id && delivery.attempt == 1)
        #expect(
            delivery.receiver == .webhook(url: "https://erp.example/hook", secret: Array("a secret of our own".utf8)))
    }

    @Test func `an account has no more webhooks than may be told of one event, and another has its own`() throws {
        for _ in 0..<WebhookStore.most { _ = try listen(to: [.jobCompleted]) }
        #expect(throws: StorageError.tooManyWebhooks) { try listen(to: [.jobCompleted]) }
        let draft = WebhookDraft(url: "https://erp.example/hook", events: [.jobFailed])
        let other = try #require(try fixture.stores.accounts.insert(name: "somebody else"))
        _ = try webhooks.insert(draft, of: other)
    }

    @Test func `the failed jobs of a group are named, the first ones first`() throws {
        let group = try group(recipients: ["a@example.com"], onCompletion: false)
        var jobs: [Job.ID] = []
        for name in ["one.pdf", "two.pdf", "three.pdf"] {
            var draft = fixture.draft()
            draft.documentName = name
            draft.group = group
            jobs.append(try fixture.stores.jobs.insert(draft, of: fixture.account, queued: true).id)
        }
        let worker = try queue.register(host: "here", processID: 1)
        for job in try queue.claim(upTo: 3, for: worker) {
            _ = try queue.fail(job, with: JobFailure(.documentDamaged, "It is damaged."))
        }
        let failed = try outbox.failedJobs(of: group, limit: 2)
        #expect(failed.map(\.documentName) == ["one.pdf", "two.pdf"])
        #expect(failed.map(\.id) == Array(jobs.prefix(2)))
        #expect(failed.map(\.errorLog) == ["It is damaged.", "It is damaged."])
    }

    @Test func `what one process has taken, another does not get`() throws {
        _ = try listen(to: [.jobCompleted])
        _ = try fixture.queued()
        try finishOne()
        #expect(try outbox.claim(upTo: 10).count == 1)
        #expect(try outbox.claim(upTo: 10).isEmpty)
    }

    @Test func `a failed delivery is due again, a delivered one never`() throws {
        let webhook = try listen(to: [.jobCompleted])
        _ = try fixture.queued()
        try finishOne()
        let first = try #require(try outbox.claim(upTo: 1).first)
        try outbox.failed(first, detail: "The receiver answered 500.", retryIn: .zero)
        let second = try #require(try outbox.claim(upTo: 1).first)
        #expect(second.attempt == 2 && second.eventID == first.eventID && second.body == first.body)
        try outbox.delivered(second)
        #expect(try outbox.claim(upTo: 1).isEmpty)
        let told = try webhooks.deliveries(of: webhook.id, fixture.account, limit: 10, offset: 0)
        #expect(told.total == 1 && told.deliveries.first?.state == .delivered && told.deliveries.first?.tries == 2)
    }

    @Test func `a group's run ends with one mail to each recipient`() throws {
        let group = try group(recipients: ["a@b.example", "c@d.example", "a@b.example"], onCompletion: true)
        _ = try fixture.queued(group: group)
        try finishOne()
        let due = try outbox.claim(upTo: 10)
        #expect(Set(due.map(\.receiver)) == [.mail("a@b.example"), .mail("c@d.example")])
        #expect(due.allSatisfy { $0.event == .groupCompleted && $0.facts.completed == 1 })
        #expect(Set(due.map(\.eventID)) == ["group-\(group)-1"])
    }

    private func mail() throws -> Delivery {
        _ = try fixture.queued(group: try group(recipients: ["a@b.example"], onCompletion: true))
        try finishOne()
        return try #require(try outbox.claim(upTo: 10).first)
    }

    private func pass(_ change: String) throws {
        try fixture.stores.database.transaction { try $0.run("UPDATE \(change)") }
    }

    private let long = "delivery SET due_at = due_at - INTERVAL 1 HOUR"

    @Test func `a mail that was leaving when its process died is never sent again`() throws {
        let mail = try mail()
        #expect(try outbox.handOver(mail))
        try pass(long)
        #expect(try outbox.claim(upTo: 10).isEmpty)
        let state = try fixture.stores.database.read {
            try $0.first("SELECT state, detail FROM delivery") { (try $0.int(), try $0.text()) }
        }
        #expect(state?.0 == 2 && state?.1.contains("may have arrived") == true)
    }

    @Test func `a mail leaves once though a stopped process wakes up with it`() throws {
        let first = try mail()
        try pass(long)
        let second = try #require(try outbox.claim(upTo: 10).first)
        #expect(second.attempt == 2)
        #expect(try !outbox.handOver(first), "before the later try as well as after it")
        #expect(try outbox.handOver(second))
        #expect(try !outbox.handOver(first))
        #expect(try !outbox.handOver(second))
    }

    @Test func `a try that was overtaken by another ends nothing`() throws {
        _ = try listen(to: [.jobCompleted])
        _ = try fixture.queued()
        try finishOne()
        let first = try #require(try outbox.claim(upTo: 1).first)
        try pass(long)
        let second = try #require(try outbox.claim(upTo: 1).first)
        try outbox.delivered(first)
        try outbox.failed(first, detail: "late", retryIn: nil)
        let state = try fixture.stores.database.read { try $0.first("SELECT state FROM delivery") { try $0.int() } }
        #expect(state == 0, "the second try is still under way")
        try outbox.failed(second, detail: "500", retryIn: .zero)
        #expect(try outbox.claim(upTo: 1).first?.attempt == 3)
    }

    @Test func `of two who know one revision of a webhook only one changes it`() throws {
        let webhook = try listen(to: [.jobCompleted])
        for round in 1...20 {
            let won = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 4) { turn in
                let draft = WebhookDraft(url: "https://erp.example/\(turn)", events: [.jobFailed])
                do {
                    _ = try webhooks.update(webhook.id, to: draft, of: fixture.account, ifRevision: round)
                    won.withLock { $0 += 1 }
                } catch StorageError.preconditionFailed(round + 1) {
                } catch { Issue.record(error) }
            }
            #expect(won.withLock { $0 } == 1)
        }
        #expect(throws: StorageError.preconditionFailed(revision: 21)) {
            try webhooks.delete(webhook.id, of: fixture.account, ifRevision: 20)
        }
        try webhooks.delete(webhook.id, of: fixture.account, ifRevision: 21)
    }

    @Test func `a mail that its server refused for now is tried again`() throws {
        let mail = try mail()
        #expect(try outbox.handOver(mail))
        try outbox.failed(mail, detail: "451", retryIn: .zero)
        let again = try #require(try outbox.claim(upTo: 10).first)
        #expect(again.attempt == 2)
        #expect(try outbox.handOver(again))
        try outbox.delivered(again)
        try pass(long)
        #expect(try outbox.claim(upTo: 10).isEmpty)
    }

    @Test func `a slow try that fails does not put off the one that came after it`() throws {
        _ = try listen(to: [.jobCompleted])
        _ = try fixture.queued()
        try finishOne()
        let slow = try #require(try outbox.claim(upTo: 1).first)
        try pass(long)
        let second = try #require(try outbox.claim(upTo: 1).first)
        try outbox.failed(slow, detail: "late", retryIn: .zero)
        #expect(try outbox.claim(upTo: 1).isEmpty)
        try outbox.failed(second, detail: "500", retryIn: .zero)
        #expect(try outbox.claim(upTo: 1).map(\.attempt) == [3])
    }

    @Test func `a webhook that failed for five days is switched off, unless it took something meanwhile`() throws {
        let webhook = try listen(to: [.jobCancelled])
        func tell(taken: Bool) throws {
            _ = try webhooks.test(webhook.id, of: fixture.account)
            let delivery = try #require(try outbox.claim(upTo: 1).first)
            #expect(delivery.event == .webhookTest)
            if taken { try outbox.delivered(delivery) } else { try outbox.failed(delivery, detail: "", retryIn: .zero) }
        }
        func isActive() throws -> Bool { try webhooks.find(webhook.id, of: fixture.account).isActive }
        let days = "webhook SET failing_since = failing_since - INTERVAL 121 HOUR"
        try tell(taken: false)
        try pass(days)
        try pass("delivery SET state = 1")
        try tell(taken: true)
        try tell(taken: false)
        #expect(try isActive())
        try pass(days)
        try pass("delivery SET state = 1")
        try tell(taken: false)
        #expect(try !isActive())
        #expect(try outbox.claim(upTo: 10).isEmpty)
        let draft = WebhookDraft(url: webhook.url, events: webhook.events)
        _ = try webhooks.update(webhook.id, to: draft, of: fixture.account)
        try tell(taken: false)
        #expect(try isActive())
    }

    @Test func `a group that wants to hear of failures only does not hear of a good end`() throws {
        let group = try group(recipients: ["a@b.example"], onCompletion: false)
        _ = try fixture.queued(group: group)
        try finishOne()
        #expect(try outbox.claim(upTo: 10).isEmpty)
    }

    @Test func `a job cancelled before it ran is told, too`() throws {
        _ = try listen(to: [.jobCancelled])
        let id = try fixture.queued()
        _ = try fixture.stores.jobs.cancel(id, of: fixture.account)
        #expect(try outbox.claim(upTo: 10).map(\.event) == [.jobCancelled])
    }

    @Test func `the event of a run that left the results says so`() throws {
        _ = try listen(to: [.jobFailed, .jobCancelled])
        let id = try fixture.queued()
        try finishOne()
        _ = try fixture.stores.jobs.process(id, of: fixture.account)
        let worker = try queue.register(host: "here", processID: 1)
        let job = try #require(try queue.claim(upTo: 1, for: worker).first)
        _ = try queue.fail(job, with: JobFailure(.documentEncrypted, "The PDF is encrypted."))
        let kept = try JSONReader.read(#require(try outbox.claim(upTo: 10).first).body)["data"]
        #expect(kept?["resultsKept"]?.bool == true && kept?["errorCode"]?.string == "document_encrypted")
        let other = try fixture.queued()
        _ = try fixture.stores.jobs.cancel(other, of: fixture.account)
        let lost = try JSONReader.read(#require(try outbox.claim(upTo: 10).first).body)["data"]
        #expect(lost?["resultsKept"]?.bool == false)
    }

    @Test func `another account's webhook neither hears nor is seen`() throws {
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        let foreign = try webhooks.insert(
            WebhookDraft(url: "https://a.example", events: Set(NotificationEvent.allCases)), of: other
        ).webhook
        _ = try fixture.queued()
        try finishOne()
        #expect(try outbox.claim(upTo: 10).isEmpty)
        #expect(throws: StorageError.notFound) { try webhooks.find(foreign.id, of: fixture.account) }
        #expect(throws: StorageError.notFound) { try webhooks.delete(foreign.id, of: fixture.account) }
    }

    @Test func `a key that was changed leaves no message unsigned, and holds up nobody`() throws {
        _ = try listen(to: [.jobCompleted])
        _ = try fixture.queued()
        try finishOne()
        let changed = NotificationStore(
            database: fixture.stores.database, sealer: try Sealer(key: [UInt8](repeating: 8, count: 32)))
        #expect(try changed.claim(upTo: 1).first?.receiver == .webhook(url: "https://erp.example/hook", secret: []))
    }
}
