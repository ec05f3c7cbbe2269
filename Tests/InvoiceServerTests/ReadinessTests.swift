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
        let text = Metrics(stores: Stores(database: database), reading: nil).text()
        #expect(text.contains("ocr_invoice_database_up 0\n"))
        #expect(text.contains("# TYPE ocr_invoice_uptime_seconds gauge\n"))
        #expect(!text.contains("ocr_invoice_jobs{"))
    }

    @Test func `figures of the database are told while it answers`() throws {
        let text = Metrics(stores: try StoreFixture().stores, reading: nil).text()
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
