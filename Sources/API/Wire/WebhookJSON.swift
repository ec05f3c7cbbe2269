import Foundation
import Invoices
import JSON
import Storage

/// Webhooks and their deliveries as the contract writes them.
enum WebhookJSON {
    private static let secretPrefix = "whsec_"
    /// The standard's bounds.
    private static let secretBytes = 24...64
    private static let responseOnly: Set<String> = ["_id", "createdAt", "updatedAt"]

    /// Throws all faults together. `addressFault` checks URLs.
    static func draft(
        _ form: Form, addressFault: (String) -> Services.AddressFault?
    ) throws -> WebhookDraft {
        let url = form.required("url") { self.url(form, $0, addressFault) }
        let events = form.required("events") { form.choices($0, atMost: 20, NotificationEvent.self) }
        if let place = events?.firstIndex(of: .webhookTest) {
            form.noteElement(
                "events/\(place)", "not_allowed",
                "No webhook can subscribe to webhook.test. It is sent only when you ask for it.")
        }
        if let events, events.isEmpty { form.note("events", "too_short", "events must name at least one event.") }
        let secret = form.text("secret", in: 1...200)
        if let secret, !isSecret(secret) {
            form.note(
                "secret", "format",
                "secret must be whsec_ and the base64 of \(secretBytes.lowerBound) to \(secretBytes.upperBound) bytes.")
        }
        let isActive = form.flag("isActive") ?? true
        form.close(ignoring: responseOnly)
        try form.check()
        guard let url, let events else { throw APIError.internalError }
        return WebhookDraft(url: url, events: Set(events), secret: secret, isActive: isActive)
    }

    /// As the Standard Webhooks have them; their libraries decode it, so that another text would sign otherwise.
    private static func isSecret(_ text: String) -> Bool {
        guard text.hasPrefix(secretPrefix),
            let bytes = Data(base64Encoded: String(text.dropFirst(secretPrefix.count)))
        else { return false }
        return secretBytes.contains(bytes.count)
    }

    /// Refuses a URL here already, since nobody would see later why no message arrives.
    private static func url(
        _ form: Form, _ name: String, _ addressFault: (String) -> Services.AddressFault?
    ) -> String? {
        guard let url = form.text(name, in: 1...2048) else { return nil }
        guard ["https://", "http://"].contains(where: url.lowercased().hasPrefix) else {
            return form.fault(name, "format", "\(name) must begin with https:// or http://.")
        }
        switch addressFault(url) {
        case nil: return url
        case .unreadable(let what): return form.fault(name, "format", "\(name) is not a valid URL: \(what).")
        case .forbidden:
            return form.fault(
                name, "not_allowed",
                "\(name) must name a public host, at port 80 or 443. The operator can allow others by allow-hosts.")
        }
    }

    static func write(_ webhook: Webhook, secret: String? = nil, into json: inout JSONWriter) {
        json.member("_id", webhook.id.text)
        json.member("url", webhook.url)
        json.member(
            "events", strings: NotificationEvent.allCases.filter(webhook.events.contains).map(\.rawValue))
        json.member("isActive", webhook.isActive)
        if let secret { json.member("secret", secret) }
        json.member("createdAt", webhook.createdAt.text)
        json.member("updatedAt", webhook.updatedAt.text)
    }

    static func write(_ delivery: DeliveryRecord, into json: inout JSONWriter) {
        json.member("_id", delivery.id.text)
        json.member("eventId", delivery.eventID)
        json.member("event", delivery.event.rawValue)
        json.member("status", delivery.state.rawValue)
        json.member("attempts", delivery.tries)
        json.member("nextAttemptAt", delivery.dueAt?.text)
        json.member("detail", delivery.detail)
        json.member("createdAt", delivery.createdAt.text)
        json.member("updatedAt", delivery.updatedAt.text)
    }
}
