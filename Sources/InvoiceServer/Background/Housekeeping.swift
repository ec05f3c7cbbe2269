import Invoices
import Logging
import Queueing
import Storage
import Synchronization

/// Removes expired data from time to time. Several machines may do it at once.
final class Housekeeping: Sendable {
    private let stores: Stores
    private let retention: Duration?
    private let log: Logger
    private let periodicThread = PeriodicThread()
    /// The last job whose metadata has been indexed; nil to start with the first.
    private let lastTaken = Mutex<Job.ID?>(nil)

    /// `retention` is nil if everything is kept.
    init(stores: Stores, retention: Duration?, log: Logger) {
        self.stores = stores
        self.retention = retention
        self.log = log
    }

    func start() throws {
        try periodicThread.start("housekeeping") { [self] in
            do {
                try round()
                let isBehind = try [takeMetadata(), stores.resultShapes.run() > 0].contains(true)
                return isBehind ? .seconds(1) : .seconds(600)
            } catch {
                log.warning("housekeeping failed", metadata: ["error": "\(error)"])
                return .seconds(60)
            }
        }
    }

    func stop() { periodicThread.stop() }

    /// Indexes a portion, so that a shutdown need not wait. True if some may be left.
    private func takeMetadata() throws -> Bool {
        let last = try stores.metadata.take(after: lastTaken.withLock { $0 })
        lastTaken.withLock { $0 = last }
        return last != nil
    }

    private func round() throws {
        let contents = try stores.garbageCollector.run()
        _ = try stores.idempotency.removeOld()
        _ = try stores.sessions.removeEnded()
        let removed = try retention.map { try stores.retention.purge(olderThan: $0) } ?? RetentionStore.Removed()
        guard contents > 0 || removed != RetentionStore.Removed() else { return }
        log.info(
            "removed expired jobs and documents",
            metadata: [
                "jobs": "\(removed.jobs)", "documents": "\(removed.documents)", "contents": "\(contents)",
            ])
    }
}
