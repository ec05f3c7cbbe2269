import Invoices
import JSON
import MariaDB
import Secrets
import Storage
import TestSupport
import Testing

/// What each store refuses to another account by itself, whether or not an endpoint has looked before.
@Suite struct AccountGuardTests {
    private let queue: MariaDBQueueUnderTest
    private let other: Account.ID
    private var stores: Stores { queue.fixture.stores }
    private var account: Account.ID { queue.fixture.account }

    init() throws {
        let fixture = try StoreFixture()
        queue = MariaDBQueueUnderTest(fixture)
        other = try #require(try fixture.stores.accounts.insert(name: "other"))
    }

    private func completed(group: Group.ID? = nil) throws -> Job.ID {
        let id = try queue.submit(group: group, priority: .medium)
        let claim = try #require(try queue.claim(upTo: 1, for: queue.register()).first)
        #expect(try queue.complete(claim, with: .sample()) == .held)
        return id
    }

    private func upload(_ text: String, of account: Account.ID) throws -> StoredDocument.ID {
        var rest: [UInt8]? = Array(text.utf8)
        return try stores.documents.insert(.pdf, of: account) {
            defer { rest = nil }
            return rest
        }.id
    }

    @Test func `another account's page does not exist, nor do its words, fields and picture`() throws {
        let job = try completed()
        let page = try #require(try stores.pages.list(ListRequest(), of: account).elements.first)
        #expect(try !stores.pages.lines(page.id, of: account).isEmpty)
        #expect(try stores.pages.readings(of: job, [1], of: account)[1]?.fields.isEmpty == false)
        #expect(throws: StorageError.notFound) { try stores.pages.find(page.id, of: other) }
        #expect(throws: StorageError.notFound) { try stores.pages.update(page.id, to: page.draft, of: other) }
        #expect(throws: StorageError.notFound) { try stores.pages.delete(page.id, of: other) }
        #expect(throws: StorageError.notFound) { try stores.pages.pages(of: job, of: other) }
        #expect(try stores.pages.lines(page.id, of: other).isEmpty)
        #expect(try stores.pages.readings(of: job, [1], of: other).isEmpty)
        #expect(try stores.pages.image(page.id, of: other) == nil)
    }

    @Test func `no page is added to another account's job, and none of another account's document`() throws {
        let job = try queue.submit()
        let page = PageDraft(job: job, number: 2, url: "https://a.example/2.png")
        #expect(throws: StorageError.unknownReference(.job)) { try stores.pages.insert(page, of: other) }
        let foreign = PageDraft(job: job, number: 2, url: "document:\(try upload("theirs", of: other))")
        #expect(throws: StorageError.unknownReference(.document)) { try stores.pages.insert(foreign, of: account) }
        let own = try stores.pages.insert(page, of: account)
        #expect(throws: StorageError.unknownReference(.document)) {
            try stores.pages.update(own.id, to: foreign, of: account)
        }
    }

    @Test func `another account's job has neither a history nor fields to correct`() throws {
        let job = try completed()
        #expect(try stores.history.list(of: job, account, limit: 10).total == 1)
        #expect(throws: StorageError.notFound) { try stores.history.list(of: job, other, limit: 10) }
        try stores.jobs.delete(job, of: account)
        #expect(throws: StorageError.notFound) { try stores.history.list(of: job, other, limit: 10) }
        // One that the other account has some history of, too.
        try stores.history.noteExport(of: job, other, as: "csv")
        #expect(try stores.history.list(of: job, other, limit: 10).elements.map(\.action) == [.exported])
        let mine = try completed()
        #expect(try stores.pages.correctionContext(of: mine, besides: nil, of: other)?.rows == nil)
        #expect(try stores.pages.correctionContext(of: mine, besides: nil, of: account)?.rows != nil)
    }

    @Test func `another account's template does not exist, and its default stays what it is`() throws {
        let template = try #require(try stores.templates.standard(of: account))
        #expect(throws: StorageError.notFound) { try stores.templates.find(template.id, of: other) }
        #expect(throws: StorageError.notFound) {
            try stores.templates.update(template.id, to: template.draft, of: other)
        }
        #expect(throws: StorageError.notFound) { try stores.templates.delete(template.id, of: other) }
        let theirs = try stores.templates.insert(TemplateDraft(name: "theirs", isDefault: true), of: other)
        #expect(try stores.templates.standard(of: other)?.id == theirs.id)
        #expect(try stores.templates.standard(of: account)?.id == template.id)
        #expect(try stores.templates.find(template.id, of: account).revision == template.revision)
    }

    @Test func `another account's group does not exist, nor do its jobs and their results`() throws {
        let group = try queue.makeGroup(parallelJobs: 1, retryCount: 0)
        _ = try completed(group: group)
        let draft = try stores.groups.find(group, of: account).draft
        #expect(throws: StorageError.notFound) { try stores.groups.find(group, of: other) }
        #expect(throws: StorageError.notFound) { try stores.groups.update(group, to: draft, of: other) }
        #expect(throws: StorageError.notFound) { try stores.groups.members(of: group, of: other, limit: 10) }
        #expect(throws: StorageError.notFound) { try stores.groups.process(group, of: other) }
        #expect(throws: StorageError.notFound) { try stores.groups.cancel(group, of: other) }
        #expect(throws: StorageError.notFound) { try stores.groups.delete(group, of: other, withJobs: true) }
        var results = 0
        try stores.groups.eachResult(of: group, of: account) { _ in results += 1 }
        try stores.groups.eachResult(of: group, of: other) { _ in results += 100 }
        #expect(results == 1)
    }

    @Test func `the kept total of another account's group is nobody else's`() throws {
        let group = try queue.makeGroup(parallelJobs: 1, retryCount: 0)
        _ = try queue.submit(group: group, priority: .medium)
        let filter = try Filter.parse(JSONReader.read(#"{"group": "\#(group)"}"#), of: .job)
        #expect(try stores.jobs.list(ListRequest(filter: filter), of: account).total == 1)
        #expect(try stores.jobs.list(ListRequest(filter: filter), of: other).total == 0)
    }

    @Test func `another account's metadata is not found by its value`() throws {
        var draft = queue.fixture.draft()
        draft.metadata = Array(#"{"order": 17}"#.utf8)
        _ = try stores.jobs.insert(draft, of: account)
        let filter = try Filter.parse(JSONReader.read(#"{"metadata.order": 17}"#), of: .job)
        for request in [
            ListRequest(filter: filter), ListRequest(sort: try .parse("jobNumber", of: .job), filter: filter),
        ] {
            #expect(try stores.jobs.list(request, of: account).total == 1)
            let found = try stores.jobs.list(request, of: other)
            #expect(found.total == 0 && found.elements.isEmpty)
        }
    }

    @Test func `another account's deliveries are not shown`() throws {
        let sealer = try Sealer(key: [UInt8](repeating: 7, count: 32))
        let webhooks = WebhookStore(database: stores.database, sealer: sealer)
        let draft = WebhookDraft(url: "https://a.example", events: [.jobFailed])
        let webhook = try webhooks.insert(draft, of: account).webhook
        let delivery = try webhooks.test(webhook.id, of: account)
        #expect(try webhooks.delivery(delivery.id, of: account).id == delivery.id)
        #expect(throws: StorageError.notFound) { try webhooks.delivery(delivery.id, of: other) }
        #expect(throws: StorageError.notFound) { try webhooks.test(webhook.id, of: other) }
        #expect(throws: StorageError.notFound) { try webhooks.update(webhook.id, to: draft, of: other) }
        #expect(throws: StorageError.notFound) { try webhooks.deliveries(of: webhook.id, other, limit: 9, offset: 0) }
        #expect(try webhooks.list(of: other, limit: 9, offset: 0).total == 0)
    }

    @Test func `an account that has sent its mails of a day does not use up another's`() throws {
        let outbox = NotificationStore(database: stores.database, sealer: nil)
        func send(_ count: Int, hoursAgo hours: Int) throws {
            try stores.database.transaction { connection in
                for number in 0..<count {
                    try connection.run(
                        """
                        INSERT INTO delivery (id, account_id, event_id, event, recipient, target, state, due_at, created_at,
                            updated_at)
                        VALUES (?, ?, 'e', 3, 'a@b.example', ?, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL ? HOUR,
                            UTC_TIMESTAMP(3))
                        """,
                        [
                            .bytes(Array("\(1000 + number)-\(10 + hours)-0000".utf8)), .bytes(account.bytes),
                            .text("\(number) \(hours)"), .int(hours),
                        ])
                }
            }
        }
        try send(NotificationStore.mailsADay, hoursAgo: 25)
        try send(NotificationStore.mailsADay - 1, hoursAgo: 23)
        #expect(try !outbox.mailIsUsedUp(for: account))
        try send(1, hoursAgo: 1)
        #expect(try outbox.mailIsUsedUp(for: account))
        #expect(try !outbox.mailIsUsedUp(for: other))
    }
}
