import Synchronization

/// This process's right to hold jobs: the worker's row in the database, and when it last answered.
package final class Lease<Worker: Sendable>: Sendable {
    private struct State {
        var worker: Worker?
        var renewedAt = ContinuousClock.now
    }

    private let state = Mutex(State())

    package init() {}

    /// Nil while there is none: nothing may be claimed.
    package var worker: Worker? { state.withLock { $0.worker } }

    /// Since the last successful registration or beat, by the local monotonic clock.
    package var age: Duration { state.withLock { ContinuousClock.now - $0.renewedAt } }

    /// `sentAt` is when the request left: the database's lease cannot have begun earlier.
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
