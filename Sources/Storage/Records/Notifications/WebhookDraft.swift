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
