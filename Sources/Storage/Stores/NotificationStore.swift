package import Invoices
package import MariaDB
package import Secrets

/// What is still to be told, over all accounts: taken, told, and put off, by any process.
package struct NotificationStore: Sendable {
    /// Mails an account may send in a day: recipients are strangers to the operator.
    package static let mailsADay = 200
    /// A process that took a delivery has so long before another one may take it.
    private static let lease = 120
    /// A webhook whose every message failed for so many days is switched off.
    private static let hopelessDays = 5

    let database: Database
    private let sealer: Sealer?

    /// Without a sealer nobody has webhooks.
    package init(database: Database, sealer: Sealer?) {
        self.database = database
        self.sealer = sealer
    }

    /// Takes what is due, at most `limit`; each counts as a try.
    package func claim(upTo limit: Int) throws -> [Delivery] {
        let sealer = sealer
        return try database.writing { connection in
            try giveUpLostMails(on: connection)
            let ids = try connection.rows(
                """
                SELECT id FROM delivery WHERE state = \(Delivery.State.pending.sql) AND due_at <= UTC_TIMESTAMP(3) \
                ORDER BY due_at LIMIT ?
                FOR UPDATE SKIP LOCKED
                """, [.int(limit)]
            ) { try $0.bytes() }
            guard !ids.isEmpty else { return [] }
            let list = ids.map { Value.bytes($0) }
            try connection.run(
                """
                UPDATE delivery SET tries = tries + 1, due_at = UTC_TIMESTAMP(3) + INTERVAL \(Self.lease) SECOND
                WHERE id IN (\(placeholders(ids.count)))
                """, list)
            return try connection.rows("\(Self.selection) WHERE d.id IN (\(placeholders(ids.count)))", list) {
                try Delivery($0, sealer: sealer)
            }
        }
    }

    /// Says that the mail is about to leave, which nobody can take back: from now on it is never sent again unless its
    /// server refuses it. False when the delivery is no longer this try's: then it must not leave.
    package func handOver(_ delivery: Delivery) throws -> Bool {
        try database.writing { connection in
            try connection.run(
                """
                UPDATE delivery SET state = \(Delivery.State.handedOver.sql), \
                due_at = UTC_TIMESTAMP(3) + INTERVAL \(Self.lease) SECOND
                WHERE id = ? AND tries = ? AND state = \(Delivery.State.pending.sql)
                """, [delivery.id.value, .int(delivery.attempt)]
            ).affectedRows == 1
        }
    }

    package func delivered(_ delivery: Delivery) throws {
        try database.writing { connection in
            guard try end(delivery, as: .delivered, detail: nil, on: connection) else { return }
            try connection.run(
                """
                UPDATE webhook SET failing_since = NULL
                WHERE failing_since IS NOT NULL AND id = (SELECT webhook_id FROM delivery WHERE id = ?)
                """, [delivery.id.value])
        }
    }

    /// Tries again after the pause, or never when there is none. A webhook that has failed for five days is switched off.
    package func failed(_ delivery: Delivery, detail: String, retryIn pause: Duration?) throws {
        try database.writing { connection in
            let isOurs: Bool
            if let pause {
                isOurs =
                    try connection.run(
                        """
                        UPDATE delivery SET state = \(Delivery.State.pending.sql), \
                        due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND, detail = ?,
                            updated_at = UTC_TIMESTAMP(3)
                        WHERE id = ? AND tries = ? AND state IN (\([Delivery.State.pending, .handedOver].sql))
                        """,
                        [
                            Lifecycle.microseconds(pause), .cut(detail, to: 200), delivery.id.value,
                            .int(delivery.attempt),
                        ]
                    ).affectedRows == 1
            } else {
                isOurs = try end(delivery, as: .failed, detail: detail, on: connection)
            }
            if isOurs { try switchOffIfHopeless(delivery, on: connection) }
        }
    }

    /// Whether the account has sent as many mails in the last day as it may.
    package func mailIsUsedUp(for account: Account.ID) throws -> Bool {
        let sent = try database.reading { connection in
            try connection.first(
                """
                SELECT COUNT(*) FROM delivery
                WHERE account_id = ? AND webhook_id IS NULL AND created_at > UTC_TIMESTAMP(3) - INTERVAL 1 DAY
                    AND state = \(Delivery.State.delivered.sql)
                """, [account.value]
            ) { try $0.int() }
        }
        return sent ?? 0 >= Self.mailsADay
    }

    /// False when another process has taken the delivery since: its try decides.
    private func end(
        _ delivery: Delivery, as state: Delivery.State, detail: String?, on connection: Connection
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE delivery SET state = ?, detail = ?, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND tries = ? AND state IN (\([Delivery.State.pending, .handedOver].sql))
            """, [.choice(state), .cut(detail, to: 200), delivery.id.value, .int(delivery.attempt)]
        ).affectedRows == 1
    }

    /// Of a process that died with a mail on its way nobody knows whether it arrived; a second one would be worse.
    private func giveUpLostMails(on connection: Connection) throws {
        try connection.run(
            """
            UPDATE delivery SET state = \(Delivery.State.failed.sql), \
            detail = 'The server stopped while it sent this; it may have arrived.',
                updated_at = UTC_TIMESTAMP(3)
            WHERE state = \(Delivery.State.handedOver.sql) AND due_at < UTC_TIMESTAMP(3)
            """)
    }

    private func switchOffIfHopeless(_ delivery: Delivery, on connection: Connection) throws {
        let webhook: Webhook.ID?? = try connection.first(
            "SELECT webhook_id FROM delivery WHERE id = ?", [delivery.id.value]
        ) { try $0.optionalID() }
        guard let webhook = webhook ?? nil else { return }
        try connection.run(
            "UPDATE webhook SET failing_since = COALESCE(failing_since, UTC_TIMESTAMP(3)) WHERE id = ?",
            [webhook.value])
        let switchedOff = try connection.run(
            """
            UPDATE webhook SET is_active = 0, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND is_active = 1 AND failing_since < UTC_TIMESTAMP(3) - INTERVAL \(Self.hopelessDays) DAY
            """, [webhook.value])
        guard switchedOff.affectedRows == 1 else { return }
        try connection.run(
            """
            UPDATE delivery SET state = \(Delivery.State.failed.sql), \
            detail = 'The webhook was switched off after days of failures.',
                updated_at = UTC_TIMESTAMP(3)
            WHERE webhook_id = ? AND state = \(Delivery.State.pending.sql)
            """, [webhook.value])
    }

    private static let selection = """
        SELECT d.id, d.account_id, d.event_id, d.event, d.tries, d.created_at, d.webhook_id, d.recipient, w.url,
            w.secret, d.job_id, j.number, IF(d.results_kept, e.last_error_code, j.error_code), d.results_kept, d.group_id,
            g.name, g.batch_number, COALESCE(g.completed, 0), COALESCE(g.failed, 0), COALESCE(g.cancelled, 0)
        FROM delivery d LEFT JOIN webhook w ON w.id = d.webhook_id LEFT JOIN job j ON j.id = d.job_id
            LEFT JOIN job_detail e ON e.job_id = d.job_id
            LEFT JOIN job_group g ON g.id = d.group_id
        """
}

extension Delivery {
    fileprivate init(_ row: Row, sealer: Sealer?) throws {
        id = try row.id()
        account = try row.id()
        eventID = try row.text()
        event = try row.choice()
        attempt = try row.int()
        createdAt = try row.timestamp()
        let webhook: Webhook.ID? = try row.optionalID()
        let recipient = try row.optionalText()
        let url = try row.optionalText()
        let sealed = try row.optionalBytes()
        if let webhook {
            // A key that was changed leaves the secret unreadable; without a secret nothing is sent.
            let secret = sealed.flatMap { try? sealer?.open($0, context: webhook.bytes) } ?? []
            receiver = .webhook(url: url ?? "", secret: secret)
        } else {
            receiver = .mail(recipient ?? "")
        }
        facts = try Facts(row)
    }
}

extension Delivery.Facts {
    fileprivate init(_ row: Row) throws {
        job = try row.optionalID()
        jobNumber = try row.optionalText()
        errorCode = try row.optionalText()
        resultsKept = try row.flag()
        group = try row.optionalID()
        groupName = try row.optionalText()
        batchNumber = try row.optionalText()
        completed = try row.int()
        failed = try row.int()
        cancelled = try row.int()
    }
}
