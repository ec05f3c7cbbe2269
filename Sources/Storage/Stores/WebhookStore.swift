import Foundation
package import Invoices
package import MariaDB
package import Secrets

/// Webhooks of accounts; their secrets rest encrypted.
package struct WebhookStore: Sendable {
    private static let columns = "id, url, events, is_active, revision, created_at, updated_at"

    private static let deliveryColumns = """
        id, event_id, event, state, tries, IF(state = \(Delivery.State.pending.sql), due_at, NULL), created_at, \
        updated_at, detail
        """

    /// Of an account: each is written to in the transaction that ends a job, which others wait for.
    package static let most = 100

    private let database: Database
    private let sealer: Sealer

    package init(database: Database, sealer: Sealer) {
        self.database = database
        self.sealer = sealer
    }

    /// Returns the webhook and its secret, which is shown this once; throws `tooManyWebhooks`.
    package func insert(_ draft: WebhookDraft, of account: Account.ID) throws -> (webhook: Webhook, secret: String) {
        let secret = try draft.secret ?? "whsec_" + Data(randomBytes(24)).base64EncodedString()
        let sealer = sealer
        let id = try database.writing { connection in
            try Self.checkRoom(of: account, on: connection)
            let id: Webhook.ID = try connection.newID()
            try connection.run(
                """
                INSERT INTO webhook (id, account_id, url, events, secret, is_active, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """,
                [
                    id.value, account.value, .text(draft.url), .int(Self.bits(draft.events)),
                    .bytes(try sealer.seal(Array(secret.utf8), context: id.bytes)), .flag(draft.isActive),
                ])
            try IdempotentRequest.note(.made, id, on: connection)
            return id
        }
        return (try find(id, of: account), secret)
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Webhook.ID, of account: Account.ID) throws -> Webhook {
        try database.reading { try Self.find(id, of: account, on: $0) }
    }

    private static func find(_ id: Webhook.ID, of account: Account.ID, on connection: Connection) throws -> Webhook {
        let found = try connection.first(
            "SELECT \(columns) FROM webhook WHERE id = ? AND account_id = ?", [id.value, account.value],
            Webhook.init)
        guard let found else { throw StorageError.notFound }
        return found
    }

    /// Until the transaction's end nobody else changes it, so that of two who know one revision only one writes.
    private static func lock(
        _ id: Webhook.ID, of account: Account.ID, _ ifRevision: Int?, on connection: Connection
    ) throws {
        let revision = try connection.first(
            "SELECT revision FROM webhook WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value]
        ) { try $0.int() }
        try checkRevision(revision, ifRevision)
    }

    package func list(of account: Account.ID, limit: Int, offset: Int) throws -> (webhooks: [Webhook], total: Int) {
        try database.reading { connection in
            let webhooks = try connection.rows(
                """
                SELECT \(Self.columns) FROM webhook WHERE account_id = ? ORDER BY created_at DESC, id DESC
                LIMIT ? OFFSET ?
                """, [account.value, .int(limit), .int(offset)], Webhook.init)
            let total = try connection.first("SELECT COUNT(*) FROM webhook WHERE account_id = ?", [account.value]) {
                try $0.int()
            }
            return (webhooks, total ?? 0)
        }
    }

    /// Throws `notFound`, or `preconditionFailed` when the revision is another one.
    package func update(
        _ id: Webhook.ID, to draft: WebhookDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> Webhook {
        let sealed = try draft.secret.map { try sealer.seal(Array($0.utf8), context: id.bytes) }
        return try database.writing { connection in
            try Self.lock(id, of: account, ifRevision, on: connection)
            try connection.run(
                """
                UPDATE webhook SET url = ?, events = ?, secret = COALESCE(?, secret), is_active = ?,
                    failing_since = NULL, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
                WHERE id = ? AND account_id = ?
                """,
                [
                    .text(draft.url), .int(Self.bits(draft.events)), sealed.map { .bytes($0) } ?? .null,
                    .flag(draft.isActive), id.value, account.value,
                ])
            return try Self.find(id, of: account, on: connection)
        }
    }

    /// Throws `notFound`; what was still to be sent is given up.
    package func delete(_ id: Webhook.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        try database.writing { connection in
            try Self.lock(id, of: account, ifRevision, on: connection)
            try connection.run("DELETE FROM webhook WHERE id = ? AND account_id = ?", [id.value, account.value])
            try connection.run(
                """
                UPDATE delivery SET state = \(Delivery.State.failed.sql), detail = 'The webhook was deleted.' \
                WHERE webhook_id = ? AND state = \(Delivery.State.pending.sql)
                """, [id.value])
        }
    }

    /// A message to this webhook alone, also to one that is switched off; it goes the way of all messages.
    package func test(_ id: Webhook.ID, of account: Account.ID) throws -> DeliveryRecord {
        _ = try find(id, of: account)
        return try database.writing { connection in
            let delivery: Delivery.ID = try connection.newID()
            try connection.run(
                """
                INSERT INTO delivery (id, account_id, event_id, event, webhook_id, target, due_at, created_at,
                    updated_at)
                VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """,
                [
                    delivery.value, account.value, .text("test-\(delivery)"), .choice(NotificationEvent.webhookTest),
                    id.value, .text(id.text),
                ])
            try IdempotentRequest.note(.queued, delivery, on: connection)
            return try Self.find(delivery, of: account, on: connection)
        }
    }

    /// Sends a message again that was delivered or given up, with all its tries; one that waits goes on waiting.
    /// Returns nil if the webhook has no such delivery; throws `notFound` if there is no such webhook.
    package func resend(
        _ delivery: Delivery.ID, of id: Webhook.ID, _ account: Account.ID
    ) throws -> DeliveryRecord? {
        _ = try find(id, of: account)
        return try database.writing { connection in
            let isThere = try connection.first(
                "SELECT id FROM delivery WHERE id = ? AND webhook_id = ? AND account_id = ? FOR UPDATE",
                [delivery.value, id.value, account.value]
            ) { try $0.bytes() }
            guard isThere != nil else { return nil }
            try connection.run(
                """
                UPDATE delivery SET state = \(Delivery.State.pending.sql), tries = 0, due_at = UTC_TIMESTAMP(3), \
                detail = NULL, updated_at = UTC_TIMESTAMP(3)
                WHERE id = ? AND account_id = ? AND state IN (\([Delivery.State.delivered, .failed].sql))
                """, [delivery.value, account.value])
            try IdempotentRequest.note(.queued, delivery, on: connection)
            return try Self.find(delivery, of: account, on: connection)
        }
    }

    /// Throws `notFound`.
    package func delivery(_ id: Delivery.ID, of account: Account.ID) throws -> DeliveryRecord {
        try database.reading { try Self.find(id, of: account, on: $0) }
    }

    private static func find(
        _ id: Delivery.ID, of account: Account.ID, on connection: Connection
    ) throws -> DeliveryRecord {
        let found = try connection.first(
            "SELECT \(deliveryColumns) FROM delivery WHERE id = ? AND account_id = ?", [id.value, account.value],
            DeliveryRecord.init)
        guard let found else { throw StorageError.notFound }
        return found
    }

    package func deliveries(
        of id: Webhook.ID, _ account: Account.ID, limit: Int, offset: Int
    ) throws -> (deliveries: [DeliveryRecord], total: Int) {
        _ = try find(id, of: account)
        return try database.reading { connection in
            let deliveries = try connection.rows(
                """
                SELECT \(Self.deliveryColumns)
                FROM delivery WHERE webhook_id = ? ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?
                """, [id.value, .int(limit), .int(offset)], DeliveryRecord.init)
            let total = try connection.first("SELECT COUNT(*) FROM delivery WHERE webhook_id = ?", [id.value]) {
                try $0.int()
            }
            return (deliveries, total ?? 0)
        }
    }

    private static func checkRoom(of account: Account.ID, on connection: Connection) throws {
        let present = try connection.first("SELECT COUNT(*) FROM webhook WHERE account_id = ?", [account.value]) {
            try $0.int()
        }
        guard present ?? 0 < most else { throw StorageError.tooManyWebhooks }
    }

    private static func bits(_ events: Set<NotificationEvent>) -> Int { events.reduce(0) { $0 | $1.bit } }
}

extension Webhook {
    fileprivate init(_ row: Row) throws {
        id = try row.id()
        url = try row.text()
        let bits = try row.int()
        events = Set(NotificationEvent.allCases.filter { bits & $0.bit != 0 })
        isActive = try row.flag()
        revision = try row.int()
        createdAt = try row.timestamp()
        updatedAt = try row.timestamp()
    }
}

extension DeliveryRecord {
    fileprivate init(_ row: Row) throws {
        id = try row.id()
        eventID = try row.text()
        event = try row.choice()
        state = try row.choice()
        tries = try row.int()
        dueAt = try row.optionalTimestamp()
        createdAt = try row.timestamp()
        updatedAt = try row.timestamp()
        detail = try row.optionalText()
    }
}
