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

/// What a client says of a webhook.
package struct WebhookDraft: Sendable, Equatable {
    package var url: String
    package var events: Set<NotificationEvent>
    /// Nil: the one it has, or a new one.
    package var secret: String?
    package var isActive: Bool

    package init(url: String, events: Set<NotificationEvent>, secret: String? = nil, isActive: Bool = true) {
        self.url = url
        self.events = events
        self.secret = secret
        self.isActive = isActive
    }
}
