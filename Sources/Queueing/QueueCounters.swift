package import Invoices
import Synchronization

/// Counts this process's attempts by outcome, and the failed ones by code, for `/metrics`.
package final class QueueCounters: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case completed, failed, cancelled
        /// The claim was lost, so the result was dropped.
        case fenced
    }

    private let codes = Mutex<[JobFailure.Code: Int]>([:])
    private let state = Mutex<[Outcome: Int]>([:])

    package init() {}

    package subscript(outcome: Outcome) -> Int { state.withLock { $0[outcome, default: 0] } }

    /// How many attempts failed with that code.
    package subscript(code: JobFailure.Code) -> Int { codes.withLock { $0[code, default: 0] } }

    func count(_ code: JobFailure.Code) { codes.withLock { $0[code, default: 0] += 1 } }

    func count(_ outcome: Outcome) { state.withLock { $0[outcome, default: 0] += 1 } }
}
