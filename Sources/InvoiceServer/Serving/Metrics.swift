import Invoices
import Storage
import Synchronization

/// The server's metrics for Prometheus.
final class Metrics: Sendable {
    private struct Shared {
        var text = ""
        var readAt: ContinuousClock.Instant?
    }

    /// The database is asked at most once in this time, however often the metrics are read.
    private static let freshness = Duration.seconds(10)

    private let queue: QueueStore
    private let purgeLag: PurgeLagStore
    private let statistics: StatisticsStore
    private let process: ProcessMetrics
    private let shared = Mutex(Shared())

    init(stores: Stores, process: ProcessMetrics) {
        queue = QueueStore(database: stores.database)
        purgeLag = PurgeLagStore(database: stores.database)
        statistics = stores.statistics
        self.process = process
    }

    /// While the database is away, only the process's own metrics.
    func text() -> String { ofDatabase() + process.text }

    private func ofDatabase() -> String {
        let known = shared.withLock { shared in
            shared.readAt.map { ContinuousClock.now - $0 < Self.freshness } == true ? shared.text : nil
        }
        if let known { return known }
        var page = MetricsPage()
        let figures = try? readDatabase()
        page.add(
            "ocr_invoice_database_up", "1 if the database answers, else 0.", .gauge, [("", figures == nil ? 0 : 1)])
        let text = page.text + (figures ?? "")
        shared.withLock { $0 = Shared(text: text, readAt: .now) }
        return text
    }

    private func readDatabase() throws -> String {
        let counts = try queue.counts()
        var page = MetricsPage()
        page.add(
            "ocr_invoice_jobs", "Jobs by status.", .gauge,
            JobStatus.allCases.map { status in
                ("status=\"\(status.rawValue)\"", counts[status, default: 0])
            })
        page.add(
            "ocr_invoice_jobs_waiting", "Jobs that wait for their next attempt.", .gauge, [("", try queue.waiting())])
        page.add(
            "ocr_invoice_longest_wait_seconds", "How long the oldest queued job has waited.", .gauge,
            [("", try queue.longestWait())])
        page.add(
            "ocr_invoice_processes", "Processes with a valid lease.", .gauge,
            [("", try queue.processes().count { !$0.isDead })])
        let duplicates = try queue.duplicates()
        page.add(
            "ocr_invoice_duplicates", "Jobs whose invoice an earlier job has too, by what is the same.", .gauge,
            JobLink.Kind.allCases.filter(\.isDuplicate).map { kind in
                ("kind=\"\(kind.rawValue)\"", duplicates[kind, default: 0])
            })
        try addStrain(to: &page)
        try addTotals(to: &page)
        return page.text
    }

    private func addTotals(to page: inout MetricsPage) throws {
        let totals = try statistics.totals()
        for (total, name, help) in [
            (StatisticsCounts.Total.documents, "documents", "Readings of documents that brought results."),
            (.pages, "pages", "Pages of these documents."),
            (.withoutReview, "without_review", "Readings whose results needed no review."),
            (.reviewed, "reviewed", "Confirmations of results by people."),
            (.correctedFields, "corrected_fields", "Fields that people gave another value."),
            (.foundWrongLater, "found_wrong_later", "Readings that needed no review and were corrected later."),
            (.failures, "failures", "Runs that failed."),
        ] {
            page.add("ocr_invoice_\(name)_total", help, .counter, [("", totals[total, default: 0])])
        }
    }

    private func addStrain(to page: inout MetricsPage) throws {
        let purgeLag = try purgeLag.read()
        page.add(
            "ocr_invoice_database_history", "Transactions whose old rows the database has not removed yet.", .gauge,
            [("", purgeLag.history)])
        guard let oldest = purgeLag.oldestTransaction else { return }
        page.add(
            "ocr_invoice_database_oldest_transaction_seconds", "How long the oldest transaction has been open.",
            .gauge, [("", Int(oldest.components.seconds))])
    }
}
