import API
import BuildInfo
import Invoices
import MariaDB
import Storage
import Synchronization
import TestSupport
import Testing

@testable import InvoiceServer
@testable import Queueing

/// What `/health/ready`, `/metrics` and `check` say of the database and of what waits for it.
struct ReadinessTests {
    @Test func `an answer is asked for once and remembered, however many ask`() {
        let asked = Mutex(0)
        let remembered = CachedAnswer(for: .seconds(3600)) {
            asked.withLock { count in
                count += 1
                return count
            }
        }
        #expect((0..<5).map { _ in remembered.answer } == [1, 1, 1, 1, 1])
        let forgetful = CachedAnswer(for: .zero) { asked.withLock { $0 } }
        #expect(forgetful.answer == 1)
        asked.withLock { $0 = 7 }
        #expect(forgetful.answer == 7)
    }

    @Test func `a result that has waited for a minute makes the process not ready`() {
        let unsaved = UnsavedResults()
        #expect(Readiness.problem(of: unsaved) == nil)
        unsaved.failed(.waiting, at: .now - .seconds(30))
        #expect(Readiness.problem(of: unsaved) == nil)
        unsaved.settled(.waiting)
        unsaved.failed(.waiting, at: .now - .seconds(61))
        #expect(Readiness.problem(of: unsaved)?.contains("saved") == true)
        unsaved.settled(.waiting)
        #expect(Readiness.problem(of: unsaved) == nil)
    }

    @Test func `of several database servers the used one is named, and why others are not`() {
        let refused = ServerList.Refusal(server: "db1:3306", reason: "1290: read_only is set")
        let status = ServerList.Status(used: "db2:3306", refused: [refused])
        let fine = Readiness.part(ofDatabase: nil, status)
        #expect(fine.problem == nil && fine.detail == "db2:3306 is used")
        #expect(fine.warning == "db2:3306 is used; db1:3306 was refused (1290: read_only is set)")
        let broken = Readiness.part(ofDatabase: .readOnly, status).problem
        #expect(broken?.hasSuffix("replica. db1:3306 was refused (1290: read_only is set).") == true)
        let single = Readiness.part(ofDatabase: nil, nil)
        #expect(single.problem == nil && single.warning == nil && single.detail == nil)
    }

    @Test func `check says what a packet must hold`() {
        guard case .missing(let text) = Probe.packets(of: 1 << 20) else {
            Issue.record("1 MiB is too little.")
            return
        }
        #expect(text.contains("1024 KiB") && text.contains("4M"))
        guard case .fine = Probe.packets(of: Stores.leastPacket) else {
            Issue.record("The least that works is enough.")
            return
        }
    }

    @Test func `figures of the process are told while the database is away`() {
        let settings = ConnectionSettings(socket: "/nowhere/s", user: "nobody")
        let database = Database(settings, connections: 1, patience: .milliseconds(10))
        let text = Metrics(stores: Stores(database: database), process: ProcessMetrics()).text()
        #expect(text.contains("ocr_invoice_database_up 0\n"))
        #expect(text.contains("# TYPE ocr_invoice_uptime_seconds gauge\n"))
        #expect(!text.contains("ocr_invoice_jobs{"))
    }

    @Test func `requests are counted by route and status, never by id`() {
        let requests = RequestMetrics()
        var found = Response(status: 200)
        found.route = ("GET", "/ocr-invoice-job/{id}")
        for duration in [0, 0, 750] { requests.note(found, took: .milliseconds(duration)) }
        found.status = 404
        requests.note(found, took: .seconds(60))
        for _ in 0..<2 { requests.note(Response(status: 404), took: .zero) }
        var page = MetricsPage()
        requests.write(to: &page)
        let labels = #"method="GET",route="/ocr-invoice-job/{id}""#
        for line in [
            "ocr_invoice_http_requests_total{\(labels),status=\"200\"} 3",
            "ocr_invoice_http_requests_total{\(labels),status=\"404\"} 1",
            #"ocr_invoice_http_requests_total{method="other",route="none",status="404"} 2"#,
            "ocr_invoice_http_request_seconds_bucket{\(labels),le=\"0.005\"} 2",
            "ocr_invoice_http_request_seconds_bucket{\(labels),le=\"0.5\"} 2",
            "ocr_invoice_http_request_seconds_bucket{\(labels),le=\"2.5\"} 3",
            "ocr_invoice_http_request_seconds_bucket{\(labels),le=\"+Inf\"} 4",
            "ocr_invoice_http_request_seconds_sum{\(labels)} 60.75",
            "ocr_invoice_http_request_seconds_count{\(labels)} 4",
        ] {
            #expect(page.text.split(separator: "\n").contains(Substring(line)), "\(line) is not in:\n\(page.text)")
        }
    }

    @Test func `the process tells its version and its connections`() throws {
        let database = try StoreFixture().stores.database
        var made = ProcessMetrics()
        made.databases = [(pool: "work", database: database)]
        let process = made
        let used = try database.read { _ in process.text }
        #expect(used.contains("ocr_invoice_database_connections{pool=\"work\",state=\"used\"} 1\n"))
        #expect(process.text.contains("ocr_invoice_database_connections{pool=\"work\",state=\"used\"} 0\n"))
        #expect(process.text.contains("ocr_invoice_database_waiting{pool=\"work\"} 0\n"))
        #expect(used.contains("ocr_invoice_build_info{version=\"\(BuildInfo.version)\",revision=\""))
    }

    @Test func `figures of the database are told while it answers`() throws {
        let text = Metrics(stores: try StoreFixture().stores, process: ProcessMetrics()).text()
        #expect(text.contains("ocr_invoice_database_up 1\n"))
        #expect(text.contains("ocr_invoice_jobs{status=\"queued\"} 0\n"))
    }
}

extension ClaimedJob {
    fileprivate static let waiting = ClaimedJob(
        id: Job.ID(seconds: 1, random: 1), account: Account.ID(seconds: 1, random: 1), group: nil, epoch: 1,
        attempt: 1, priority: .medium, documentName: "a", documentURL: "document:0", documentType: nil,
        template: .anyInvoice, timeout: .seconds(60))
}
