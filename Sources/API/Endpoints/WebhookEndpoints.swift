import Foundation
import Invoices
import JSON
import Storage

/// `/ocr-invoice-webhook`
struct WebhookEndpoints: Sendable {
    let services: Services

    func list(_ call: Call) throws -> Response {
        let (limit, offset) = try call.window()
        let found = try store().list(of: call.account, limit: limit, offset: offset)
        return Envelope.list(found.webhooks, total: found.total) { WebhookJSON.write($1, into: &$0) }
    }

    /// Only this response has the secret.
    func create(_ call: Call) throws -> Response {
        let made = try store().insert(draft(call), of: call.account)
        return Envelope.item(201) { WebhookJSON.write(made.webhook, secret: made.secret, into: &$0) }.with(
            "ETag", Call.tag(made.webhook.revision)
        )
        .with("Location", services.link(call, path(made.webhook.id)))
    }

    func get(_ call: Call) throws -> Response { try item(store().find(call.id(), of: call.account)) }

    func update(_ call: Call) throws -> Response {
        let id: Webhook.ID = try call.id()
        let draft = try draft(call)
        return try item(store().update(id, to: draft, of: call.account, ifRevision: expectedRevision(of: id, call)))
    }

    func delete(_ call: Call) throws -> Response {
        let id: Webhook.ID = try call.id()
        try store().delete(id, of: call.account, ifRevision: expectedRevision(of: id, call))
        return Envelope.message("OCR invoice webhook deleted successfully")
    }

    /// 202: the message is sent like all others, and the deliveries show its outcome.
    func test(_ call: Call) throws -> Response {
        try call.nothing()
        let id: Webhook.ID = try call.id()
        let delivery = try store().test(id, of: call.account)
        return Envelope.item(202) { WebhookJSON.write(delivery, into: &$0) }
    }

    /// 202: the message is sent again like a new one, with the same `webhook-id`.
    func resend(_ call: Call) throws -> Response {
        let id: Webhook.ID = try call.id()
        let form = try call.form()
        let named = form.required("delivery") { form.id($0, of: Delivery.self) }
        form.close()
        try form.check()
        guard let named else { throw APIError.internalError }
        guard let delivery = try store().resend(named, of: id, call.account) else {
            throw APIError.validation([
                .init(
                    pointer: "/delivery", code: "unknown_reference",
                    detail: "This webhook has no delivery \(named). Its deliveries are listed at …/deliveries.")
            ])
        }
        return Envelope.item(202) { WebhookJSON.write(delivery, into: &$0) }
    }

    /// The delivery of an earlier request's message.
    func tested(_ call: Call) throws -> Response {
        let delivery = try store().delivery(call.id(), of: call.account)
        return Envelope.item(202) { WebhookJSON.write(delivery, into: &$0) }
    }

    func deliveries(_ call: Call) throws -> Response {
        let (limit, offset) = try call.window()
        let found = try store().deliveries(of: call.id(), call.account, limit: limit, offset: offset)
        return Envelope.list(found.deliveries, total: found.total) { WebhookJSON.write($1, into: &$0) }
    }

    // MARK: -

    private func store() throws -> WebhookStore {
        if let webhooks = services.webhooks { return webhooks }
        throw APIError.unavailable(
            "webhooks_not_available",
            "This server has no secret-key, so it cannot store a webhook's secret. Ask its operator to set one.")
    }

    private func draft(_ call: Call) throws -> WebhookDraft {
        try WebhookJSON.draft(call.form(), addressFault: services.addressFault)
    }

    private func item(_ webhook: Webhook) -> Response {
        Envelope.item { WebhookJSON.write(webhook, into: &$0) }.with("ETag", Call.tag(webhook.revision))
    }

    private func path(_ id: Webhook.ID) -> String { "/ocr-invoice-webhook/\(id)" }

    private func expectedRevision(of id: Webhook.ID, _ call: Call) throws -> Int? {
        try call.expectedRevision { try store().find(id, of: call.account).revision }
    }
}
