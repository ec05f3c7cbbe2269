import FieldExtraction
import Invoices
import Secrets
import Storage
import TestSupport
import Testing

/// Who waits for reviews is told of each job that needs one, and of each that was reviewed.
@Suite struct ReviewEventTests {
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private let outbox: NotificationStore
    private var stores: Stores { queue.fixture.stores }
    private var account: Account.ID { queue.fixture.account }

    init() throws {
        queue = MariaDBQueueUnderTest(try StoreFixture())
        worker = try queue.register()
        let sealer = try Sealer(key: [UInt8](repeating: 7, count: 32))
        outbox = NotificationStore(database: queue.fixture.stores.database, sealer: sealer)
        let draft = WebhookDraft(url: "https://erp.example/hook", events: [.jobNeedsReview, .jobReviewed])
        _ = try WebhookStore(database: queue.fixture.stores.database, sealer: sealer)
            .insert(draft, of: queue.fixture.account)
    }

    private func complete() throws {
        let claimed = try #require(try queue.claim(upTo: 1, for: worker).first)
        _ = try queue.complete(claimed, with: .sample())
    }

    private func review(_ job: Job.ID, confirms: Bool) throws {
        var data = ReviewedData()
        data.values["invoice.number"] = ReviewedData.Given(value: .text("R-8"), text: "R-8")
        let act = ReviewAct(data: data, confirms: confirms, isForced: true)
        try stores.reviews.review(job, act, ifTag: stores.reviews.basis(of: job, account).tag, of: account)
    }

    /// Since it was last asked.
    private func told() throws -> [NotificationEvent] { try outbox.claim(upTo: 10).map(\.event) }

    @Test func `each reading that needs a review is told, and each confirmation`() throws {
        let job = try queue.submit()
        try complete()
        #expect(try told() == [.jobNeedsReview])
        try review(job, confirms: false)
        #expect(try told().isEmpty, "it needs one as before")
        try review(job, confirms: true)
        #expect(try told() == [.jobReviewed])
        try queue.process(job)
        try complete()
        // The bytes of this job are not known: it is another document for all that the server knows.
        #expect(try told() == [.jobNeedsReview])
    }

    @Test func `nobody is told of results that need none`() throws {
        try stores.accounts.setReviewThreshold(0, of: account)
        _ = try queue.submit()
        try complete()
        #expect(try told().isEmpty)
    }
}
