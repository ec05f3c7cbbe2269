import Synchronization

/// Counts this process's attempts by outcome, for `/metrics`.
package final class QueueCounters: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case completed, failed, cancelled
        /// The claim was lost, so the result was dropped.
        case fenced
    }

    private let state = Mutex<[Outcome: Int]>([:])

    package init() {}

    package subscript(outcome: Outcome) -> Int { state.withLock { $0[outcome, default: 0] } }

    func count(_ outcome: Outcome) { state.withLock { $0[outcome, default: 0] += 1 } }
}
