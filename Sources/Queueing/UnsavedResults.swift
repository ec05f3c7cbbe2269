import Invoices
import Storage
import Synchronization

/// The ends of jobs that this process has tried to save in vain: each holds a reader's place until it is saved.
package final class UnsavedResults: Sendable {
    /// What has failed for so long is told to the operator; a database is away for a moment now and then.
    package static let patience = Duration.seconds(60)

    private struct Key: Hashable {
        let job: Job.ID
        let epoch: Int
    }

    private let failing = Mutex<[Key: ContinuousClock.Instant]>([:])

    package init() {}

    package var count: Int { failing.withLock { $0.count } }

    /// Since the first failed try of the one that has waited longest; nil when none waits.
    package var age: Duration? {
        failing.withLock { $0.values.min() }.map { ContinuousClock.now - $0 }
    }

    func failed(_ job: ClaimedJob, at time: ContinuousClock.Instant = .now) {
        failing.withLock { failing in
            let key = Key(job: job.id, epoch: job.epoch)
            failing[key] = failing[key] ?? time
        }
    }

    /// It was saved, or given up.
    func settled(_ job: ClaimedJob) {
        failing.withLock { $0[Key(job: job.id, epoch: job.epoch)] = nil }
    }
}
