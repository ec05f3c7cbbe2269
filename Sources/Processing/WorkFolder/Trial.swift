import Synchronization

/// What a costly trial found, tried again at most once in so long; whoever asks in between, or while it runs, is told what
/// was found last.
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
    ///   - first: What holds before anything was tried.
    ///   - stuck: What holds while a trial has run for longer than `patience`: a disk that does not answer.
    ///   - attempt: Is given the last finding, for a trial that finds out nothing new.
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

    /// Tries, on the caller's thread, unless it was tried a short while ago or somebody else is at it.
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
