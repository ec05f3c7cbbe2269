import FieldExtraction
import Invoices
import TestSupport
import Testing

@testable import Storage

/// What is counted of documents over time.
@Suite struct StatisticsTests {
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private var stores: Stores { queue.fixture.stores }
    private var account: Account.ID { queue.fixture.account }

    init() throws {
        queue = MariaDBQueueUnderTest(try StoreFixture(), settings: QueueSettings(pricePerPage: Amount(cents: 12)))
        worker = try queue.register()
    }

    private func claim() throws -> ClaimedJob { try #require(try queue.claim(upTo: 1, for: worker).first) }

    private func read() throws -> Job.ID {
        let job = try queue.submit()
        _ = try queue.complete(claim(), with: .sample(pages: 2))
        return job
    }

    private func correct(_ job: Job.ID, _ number: String, confirms: Bool) throws {
        var data = ReviewedData()
        data.values["invoice.number"] = ReviewedData.Given(value: .text(number), text: number)
        let act = ReviewAct(data: data, confirms: confirms, isForced: true)
        try stores.reviews.review(job, act, ifTag: stores.reviews.basis(of: job, account).tag, of: account)
    }

    private func counts(_ division: StatisticsRequest.Division = .day) throws -> StatisticsCounts? {
        let entries = try stores.statistics.list(StatisticsRequest(by: division), of: account)
        guard !entries.isEmpty else { return nil }
        // The hour may end while a test runs.
        return entries.reduce(into: StatisticsCounts()) { $0.add($1.counts) }
    }

    @Test func `readings, failures and reviews are counted once each`() throws {
        #expect(try counts() == nil)
        let job = try read()
        try correct(job, "R-8", confirms: false)
        try correct(job, "R-9", confirms: true)
        _ = try queue.submit()
        _ = try queue.fail(claim(), with: JobFailure(.documentEncrypted, "The PDF is encrypted."))
        for division in StatisticsRequest.Division.allCases {
            let counts = try #require(try counts(division))
            #expect(counts.documents == 1 && counts.pages == 2 && counts.failures == 1)
            #expect(counts.withoutReview == 0 && counts.reviewed == 1)
            #expect(counts.correctedFields == 2 && counts.foundWrongLater == 0)
            #expect(counts.cost == Amount(cents: 24))
        }
        let totals = try stores.statistics.totals()
        #expect(totals[.documents] == 1 && totals[.reviewed] == 1 && totals[.correctedFields] == 2)
        #expect(totals[.failures] == 1)
    }

    @Test func `what needed no review and was wrong is counted once`() throws {
        try stores.accounts.setReviewThreshold(0, of: account)
        let job = try read()
        #expect(try stores.jobs.find(job, of: account).review?.state == .notNeeded)
        for number in ["R-8", "R-9"] { try correct(job, number, confirms: false) }
        let counts = try #require(try counts())
        #expect(counts.withoutReview == 1 && counts.foundWrongLater == 1 && counts.correctedFields == 2)
    }

    @Test func `another account sees nothing of it`() throws {
        _ = try read()
        let other = try #require(try stores.accounts.insert(name: "other"))
        #expect(try stores.statistics.list(StatisticsRequest(by: .day), of: other).isEmpty)
    }
}
