package import Invoices

/// One message to one receiver, on its way.
package struct Delivery: Sendable {
    package typealias ID = Invoices.ID<Delivery>

    package enum Receiver: Sendable, Hashable {
        case mail(String)
        /// The secret in clear; empty when it cannot be read.
        case webhook(url: String, secret: [UInt8])
    }

    /// Stored by its place here, so the list only grows at its end.
    package enum State: String, Sendable, CaseIterable {
        case pending, delivered, failed
        /// A mail on its way to its server, which nobody can take back. Clients see webhooks' deliveries only.
        case handedOver
    }

    /// What there is to say; of a group that is gone, or a job, only what the event itself holds.
    package struct Facts: Sendable, Equatable {
        package var job: Job.ID?
        package var jobNumber: String?
        package var errorCode: String?
        /// The job that failed or was cancelled has the results of an earlier run.
        package var resultsKept = false
        package var group: Group.ID?
        package var groupName: String?
        package var batchNumber: String?
        package var completed = 0
        package var failed = 0
        package var cancelled = 0
    }

    package let id: ID
    package let account: Account.ID
    /// Stable over all tries and receivers.
    package let eventID: String
    package let event: NotificationEvent
    /// The try that this is, from 1.
    package let attempt: Int
    package let createdAt: Timestamp
    package let receiver: Receiver
    package let facts: Facts
}
