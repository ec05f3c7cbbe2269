package import Invoices

/// One attempt at a job, for the job's item.
package struct AttemptRecord: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case running, completed, failed, retried, crashed, rescued, released, cancelled
    }

    /// From 1.
    package let number: Int
    package let startedAt: Timestamp
    package let completedAt: Timestamp?
    package let outcome: Outcome
    package let errorCode: String?
    package let detail: String?
}
