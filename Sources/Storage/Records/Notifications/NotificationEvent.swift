/// What is told to others (docs/contract.md section 7); stored by its place here, so the list only grows at its end.
package enum NotificationEvent: String, Sendable, CaseIterable {
    case jobCompleted = "job.completed"
    case jobFailed = "job.failed"
    case jobCancelled = "job.cancelled"
    case groupCompleted = "group.completed"
    case groupFailed = "group.failed"
    /// Sent when its owner asks for it, to see whether a webhook works; nobody asks for it beforehand.
    case webhookTest = "webhook.test"

    package static let subscribable = allCases.filter { $0 != .webhookTest }

    /// This event's bit in a webhook's set.
    var bit: Int { 1 << stored }
}
