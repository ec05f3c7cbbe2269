import BuildInfo
import Foundation
import Invoices
import MariaDB
import Queueing
import Storage

/// The metrics of this process itself, which are there while the database is away, too.
struct ProcessMetrics: Sendable {
    /// Nil in a process without readers.
    var reading: ReadingService<MariaDBJobQueue>?
    var deliveries: DeliveryCounters?
    /// Nil in a process that serves no requests.
    var requests: RequestMetrics?
    /// The pools of connections, by the work they are for.
    var databases: [(pool: String, database: Database)] = []
    private let startedAt = ContinuousClock.now
    private let startedAtSeconds = Int(Date().timeIntervalSince1970)

    init() {}

    var text: String {
        var page = MetricsPage()
        page.add(
            "ocr_invoice_build_info", "The program's version and the revision of its source.", .gauge,
            [("version=\"\(BuildInfo.version)\",revision=\"\(BuildInfo.revision)\"", 1)])
        requests?.write(to: &page)
        if let reading { add(reading, to: &page) }
        addDeliveries(to: &page)
        addConnections(to: &page)
        page.add(
            "ocr_invoice_uptime_seconds", "Time since this process started.", .gauge,
            [("", Int((ContinuousClock.now - startedAt).components.seconds))])
        page.add(
            "process_start_time_seconds", "When this process started, in seconds since 1970.", .gauge,
            [("", startedAtSeconds)])
        page.add("ocr_invoice_resident_bytes", "Resident memory of this process.", .gauge, [("", Self.residentBytes)])
        return page.text
    }

    private func add(_ reading: ReadingService<MariaDBJobQueue>, to page: inout MetricsPage) {
        page.add(
            "ocr_invoice_attempts_total", "Attempts of this process by outcome.", .counter,
            QueueCounters.Outcome.allCases.map { ("outcome=\"\($0.rawValue)\"", reading.counters[$0]) })
        page.add(
            "ocr_invoice_attempt_errors_total", "Failed attempts of this process by code.", .counter,
            JobFailure.Code.allCases.map { ("code=\"\($0.rawValue)\"", reading.counters[$0]) })
        page.add("ocr_invoice_running", "Jobs that run in this process.", .gauge, [("", reading.runningJobs.count)])
        page.add(
            "ocr_invoice_lease_age_seconds", "Time since this process last renewed its lease.", .gauge,
            [("", reading.leaseAge)])
        page.add(
            "ocr_invoice_unsaved_results", "Outcomes of jobs that this process could not save yet.", .gauge,
            [("", reading.unsaved.count)])
        page.add(
            "ocr_invoice_unsaved_result_age_seconds", "How long the oldest unsaved outcome has waited.", .gauge,
            [("", Int(reading.unsaved.age?.components.seconds ?? 0))])
    }

    private func addDeliveries(to page: inout MetricsPage) {
        guard let deliveries else { return }
        page.add(
            "ocr_invoice_deliveries_total", "Attempts of this process to deliver webhooks and mails, by outcome.",
            .counter, DeliveryCounters.Outcome.allCases.map { ("outcome=\"\($0.rawValue)\"", deliveries[$0]) })
    }

    private func addConnections(to page: inout MetricsPage) {
        let pools = databases.map { (label: "pool=\"\($0.pool)\"", usage: $0.database.usage) }
        page.add(
            "ocr_invoice_database_connections", "Connections of this process to the database, by pool and state.",
            .gauge,
            pools.flatMap { pool in
                [("used", pool.usage.lent), ("idle", pool.usage.idle)].map { ("\(pool.label),state=\"\($0.0)\"", $0.1) }
            })
        page.add(
            "ocr_invoice_database_connections_limit", "How many connections a pool may have.", .gauge,
            pools.map { ($0.label, $0.usage.capacity) })
        page.add(
            "ocr_invoice_database_waiting", "Threads that wait for a connection to the database.", .gauge,
            pools.map { ($0.label, $0.usage.waiting) })
    }

    private static var residentBytes: Int {
        let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
