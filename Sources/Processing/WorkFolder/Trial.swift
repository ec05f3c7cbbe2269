import Synchronization

/// The result of a costly trial, which is repeated at most once in a given time. In between, and while it runs, callers
/// get the last result.
package final class Trial<Finding: Sendable>: Sendable {
    private struct State {
        var finding: Finding
        var triedAt: ContinuousClock.Instant?
        var runsSince: ContinuousClock.Instant?
    }

    private let state: Mutex<State>
    private let freshness: Duration
    private let patience: Duration
    private let stuck: Finding
    private let attempt: @Sendable (Finding) -> Finding

    /// - Parameters:
    ///   - first: The result before the first trial.
    ///   - stuck: The result while a trial takes longer than `patience`, e.g. on a disk that does not answer.
    ///   - attempt: The trial; it gets the last result, to return it if it finds out nothing new.
    package init(
        every freshness: Duration, first: Finding, stuck: Finding, patience: Duration = .seconds(10),
        attempt: @escaping @Sendable (Finding) -> Finding
    ) {
        state = Mutex(State(finding: first))
        self.freshness = freshness
        self.patience = patience
        self.stuck = stuck
        self.attempt = attempt
    }

    /// Tries on the caller's thread, unless the last trial was a short time ago or another thread is trying.
    package var finding: Finding {
        let now = ContinuousClock.now
        let (known, isOurs) = state.withLock { state -> (Finding, Bool) in
            if let since = state.runsSince { return (now - since > patience ? stuck : state.finding, false) }
            if let triedAt = state.triedAt, now - triedAt < freshness { return (state.finding, false) }
            state.runsSince = now
            return (state.finding, true)
        }
        guard isOurs else { return known }
        let found = attempt(known)
        state.withLock { $0 = State(finding: found, triedAt: .now) }
        return found
    }
}
