import Foundation
import Invoices
import Queueing
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
    private let reading: ReadingService<MariaDBJobQueue>?
    private let startedAt = ContinuousClock.now
    private let shared = Mutex(Shared())

    init(stores: Stores, reading: ReadingService<MariaDBJobQueue>?) {
        queue = QueueStore(database: stores.database)
        purgeLag = PurgeLagStore(database: stores.database)
        statistics = stores.statistics
        self.reading = reading
    }

    /// While the database is away, only the process's own metrics.
    func text() -> String { ofDatabase() + ofProcess() }

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

    private func ofProcess() -> String {
        var page = MetricsPage()
        if let reading {
            page.add(
                "ocr_invoice_attempts_total", "Attempts of this process by outcome.", .counter,
                QueueCounters.Outcome.allCases.map { ("outcome=\"\($0.rawValue)\"", reading.counters[$0]) })
            page.add("ocr_invoice_running", "Jobs that run in this process.", .gauge, [("", reading.runningJobs.count)])
            page.add(
                "ocr_invoice_lease_age_seconds", "Time since this process last renewed its lease.", .gauge,
                [("", reading.leaseAge)])
            Self.add(reading.unsaved, to: &page)
        }
        page.add(
            "ocr_invoice_uptime_seconds", "Time since this process started.", .gauge,
            [("", Int((ContinuousClock.now - startedAt).components.seconds))])
        page.add("ocr_invoice_resident_bytes", "Resident memory of this process.", .gauge, [("", Self.residentBytes)])
        return page.text
    }

    private static func add(_ unsaved: UnsavedResults, to page: inout MetricsPage) {
        page.add(
            "ocr_invoice_unsaved_results", "Outcomes of jobs that this process could not save yet.", .gauge,
            [("", unsaved.count)])
        page.add(
            "ocr_invoice_unsaved_result_age_seconds", "How long the oldest unsaved outcome has waited.", .gauge,
            [("", Int(unsaved.age?.components.seconds ?? 0))])
    }

    private static var residentBytes: Int {
        let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

/// Prometheus's text format.
struct MetricsPage {
    enum Kind: String { case gauge, counter }

    private(set) var text = ""

    /// `samples` are the labels, as written in the braces, and the value.
    mutating func add(_ name: String, _ help: String, _ kind: Kind, _ samples: [(labels: String, value: Int)]) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            text += sample.labels.isEmpty ? "\(name) \(sample.value)\n" : "\(name){\(sample.labels)} \(sample.value)\n"
        }
    }
}
