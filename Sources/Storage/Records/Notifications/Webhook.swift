package import Invoices

/// Whom an account wants to be told of its events.
package struct Webhook: Sendable {
    package typealias ID = Invoices.ID<Webhook>

    package let id: ID
    package let url: String
    package let events: Set<NotificationEvent>
    package let isActive: Bool
    package let revision: Int
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}
