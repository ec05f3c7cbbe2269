import Synchronization

/// Counts this process's attempts to deliver webhooks and mails by outcome, for `/metrics`.
package final class DeliveryCounters: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case delivered
        /// It is tried again later.
        case failed
        /// It is not tried again.
        case givenUp = "given_up"
        /// The connection broke while a mail was sent: it may have arrived, and is not sent again.
        case uncertain
    }

    private let counts = Mutex<[Outcome: Int]>([:])

    package init() {}

    package subscript(outcome: Outcome) -> Int { counts.withLock { $0[outcome, default: 0] } }

    func count(_ outcome: Outcome) { counts.withLock { $0[outcome, default: 0] += 1 } }
}
