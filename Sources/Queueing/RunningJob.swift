package import Storage
import Synchronization

/// A claimed job while it runs here; any thread may end it, and the first reason counts.
package final class RunningJob: Sendable {
    package enum ClaimCompletion: Sendable, Equatable {
        /// A client wants it no more.
        case cancelled
        /// The claim is gone: whatever comes of the work must be dropped.
        case lost
        /// This process stops; the job goes back without having lost an attempt.
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

    /// A lost claim overrules the other endings: nothing may be written for it any more.
    package func end(_ ending: ClaimCompletion) {
        let actions = state.withLock { state in
            if state.ending == nil || ending == .lost { state.ending = ending }
            defer { state.actions = [] }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Runs `action` when the job is ended from outside, at once when it is already.
    package func onEnd(_ action: @escaping @Sendable () -> Void) {
        let isEnded = state.withLock { state in
            if state.ending == nil { state.actions.append(action) }
            return state.ending != nil
        }
        if isEnded { action() }
    }
}
