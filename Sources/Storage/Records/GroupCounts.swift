package import Invoices

/// The jobs of a group by status, and what its completed jobs add up to.
package struct GroupCounts: Sendable, Equatable {
    package var created = 0
    package var queued = 0
    package var processing = 0
    package var completed = 0
    package var failed = 0
    package var cancelled = 0
    /// Sums over the completed jobs.
    package var pages = 0
    /// Milliseconds.
    package var processingTime = 0
    package var cost = Amount(cents: 0)

    package init() {}

    package var pending: Int { created + queued + processing }
    package var total: Int { pending + completed + failed + cancelled }

    package subscript(status: JobStatus) -> Int {
        get {
            switch status {
            case .created: created
            case .queued: queued
            case .processing: processing
            case .completed: completed
            case .failed: failed
            case .cancelled: cancelled
            }
        }
        set {
            switch status {
            case .created: created = newValue
            case .queued: queued = newValue
            case .processing: processing = newValue
            case .completed: completed = newValue
            case .failed: failed = newValue
            case .cancelled: cancelled = newValue
            }
        }
    }

    /// The first rule that fits, in the contract's order.
    package var status: GroupStatus {
        if queued + processing > 0 { return .processing }
        if created > 0 || total == 0 { return .created }
        if completed > 0 { return .completed }
        return failed > 0 ? .failed : .cancelled
    }
}
