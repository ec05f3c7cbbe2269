import Synchronization

/// This process's right to hold jobs: the worker's row in the database, and the time of its last renewal.
package final class Lease<Worker: Sendable>: Sendable {
    private struct State {
        var worker: Worker?
        var renewedAt = ContinuousClock.now
    }

    private let state = Mutex(State())

    package init() {}

    /// Nil while there is no lease; then nothing may be claimed.
    package var worker: Worker? { state.withLock { $0.worker } }

    /// Time since the last successful registration or heartbeat, by the local monotonic clock.
    package var age: Duration { state.withLock { ContinuousClock.now - $0.renewedAt } }

    /// `sentAt` is when the request was sent: the database's lease cannot have started earlier.
    func renew(_ worker: Worker, sentAt: ContinuousClock.Instant) {
        state.withLock { $0 = State(worker: worker, renewedAt: sentAt) }
    }

    /// Gives the worker's row up and returns it.
    @discardableResult
    func lose() -> Worker? {
        state.withLock { state in
            defer { state.worker = nil }
            return state.worker
        }
    }
}
