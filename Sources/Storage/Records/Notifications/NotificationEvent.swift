/// The events of webhooks and mails (docs/contract.md section 7). Each is stored by its place here, so new ones go at the end.
package enum NotificationEvent: String, Sendable, CaseIterable {
    case jobCompleted = "job.completed"
    case jobFailed = "job.failed"
    case jobCancelled = "job.cancelled"
    case groupCompleted = "group.completed"
    case groupFailed = "group.failed"
    /// Sent when its owner asks for it, to see whether a webhook works; nobody asks for it beforehand.
    case webhookTest = "webhook.test"
    /// A person should look at the results of a job.
    case jobNeedsReview = "job.needsReview"
    /// A person confirmed them.
    case jobReviewed = "job.reviewed"

    package static let subscribable = allCases.filter { $0 != .webhookTest }

    /// This event's bit in a webhook's set.
    var bit: Int { 1 << stored }
}
