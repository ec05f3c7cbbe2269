import Invoices
import Logging
import Queueing
import Storage
import Synchronization

/// Warns the operator if an open transaction keeps the database from purging old rows.
final class PurgeLagMonitor: Sendable {
    private let store: PurgeLagStore
    private let log: Logger
    private let alarm = Mutex(PurgeLagAlarm())
    private let periodicThread = PeriodicThread()

    init(store: PurgeLagStore, log: Logger) {
        self.store = store
        self.log = log
    }

    func start() throws {
        try periodicThread.start("strain watch") { [self] in
            do {
                say(try store.read())
            } catch {
                log.debug("purge lag not read", metadata: ["error": "\(error)"])
            }
            return .seconds(15)
        }
    }

    func stop() { periodicThread.stop() }

    private func say(_ purgeLag: PurgeLag) {
        let metadata: Logger.Metadata = [
            "history": "\(purgeLag.history)",
            "oldestTransactionSeconds": "\(purgeLag.oldestTransaction.map { "\($0.components.seconds)" } ?? "unknown")",
        ]
        switch alarm.withLock({ $0.word(on: purgeLag, at: .now) }) {
        case .strained: log.warning("an open transaction keeps the database from purging old rows", metadata: metadata)
        case .relieved: log.notice("the database purges old rows again", metadata: metadata)
        case nil: break
        }
    }
}
