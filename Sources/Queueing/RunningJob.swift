package import Storage
import Synchronization

/// A claimed job while it runs here. Any thread may end it; the first reason is kept.
package final class RunningJob: Sendable {
    package enum ClaimCompletion: Sendable, Equatable {
        /// A client cancelled it.
        case cancelled
        /// The claim is lost, so the result must be dropped.
        case lost
        /// This process stops. The job is queued again without losing an attempt.
        case shutdown
    }

    private struct State {
        var ending: ClaimCompletion?
        var actions: [@Sendable () -> Void] = []
    }

    package let job: ClaimedJob
    private let state = Mutex(State())

    init(_ job: ClaimedJob) {
        self.job = job
    }

    package var ending: ClaimCompletion? { state.withLock { $0.ending } }

    /// A lost claim overrides the other reasons: nothing may be written for it any more.
    package func end(_ ending: ClaimCompletion) {
        let actions = state.withLock { state in
            if state.ending == nil || ending == .lost { state.ending = ending }
            defer { state.actions = [] }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Runs `action` when the job is ended from outside, or at once if it already was.
    package func onEnd(_ action: @escaping @Sendable () -> Void) {
        let isEnded = state.withLock { state in
            if state.ending == nil { state.actions.append(action) }
            return state.ending != nil
        }
        if isEnded { action() }
    }
}
