import Invoices
import Storage
import Synchronization

/// Outcomes of jobs that this process could not save yet. Each holds a reader's place until it is saved.
package final class UnsavedResults: Sendable {
    /// After this time metrics and readiness report it. Before, the database may just be away for a moment.
    package static let patience = Duration.seconds(60)

    private struct Key: Hashable {
        let job: Job.ID
        let epoch: Int
    }

    private let failing = Mutex<[Key: ContinuousClock.Instant]>([:])

    package init() {}

    package var count: Int { failing.withLock { $0.count } }

    /// The time since the oldest outcome first failed to be saved; nil if there is none.
    package var age: Duration? {
        failing.withLock { $0.values.min() }.map { ContinuousClock.now - $0 }
    }

    func failed(_ job: ClaimedJob, at time: ContinuousClock.Instant = .now) {
        failing.withLock { failing in
            let key = Key(job: job.id, epoch: job.epoch)
            failing[key] = failing[key] ?? time
        }
    }

    /// Removes an outcome that was saved or given up.
    func settled(_ job: ClaimedJob) {
        failing.withLock { $0[Key(job: job.id, epoch: job.epoch)] = nil }
    }
}
