import Invoices
import MariaDB

/// Writes what is to be told, in the transaction that makes it true.
enum Outbox {
    /// A job's present run has ended so; `resultsKept` where the job has the results of an earlier one.
    static func record(
        _ status: JobStatus, of job: LockedJob, resultsKept: Bool = false, on connection: Connection
    ) throws {
        guard let event = event(of: status) else { return }
        try record(event, of: job, resultsKept: resultsKept, on: connection)
    }

    static func record(
        _ event: NotificationEvent, of job: LockedJob, resultsKept: Bool = false, on connection: Connection
    ) throws {
        try addWebhooks(
            event, id: (try connection.newID() as Job.ID).text, account: job.account, job: job.id,
            group: job.group, resultsKept: resultsKept, on: connection)
    }

    /// A group's run has ended: webhooks, and mail to its recipients as it is set; one mail, whatever both settings say.
    static func record(
        groupRun run: Int, of group: Group.ID, account: Account.ID, failed: Bool, on connection: Connection
    ) throws {
        let event = failed ? NotificationEvent.groupFailed : .groupCompleted
        let id = "group-\(group)-\(run)"
        try addWebhooks(event, id: id, account: account, job: nil, group: group, on: connection)
        let settings = try connection.first(
            "SELECT notify_on_completion, notify_on_failure, recipients FROM group_detail WHERE group_id = ?",
            [group.value]
        ) { (onCompletion: try $0.flag(), onFailure: try $0.flag(), recipients: try GroupRows.strings($0)) }
        guard let settings, settings.onCompletion || (settings.onFailure && failed) else { return }
        for recipient in Set(settings.recipients).sorted() {
            try connection.run(
                """
                INSERT IGNORE INTO delivery (id, account_id, event_id, event, group_id, recipient, target, due_at,
                    created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """,
                [
                    .id(try connection.newID() as ID<Delivery>), account.value, .text(id), .choice(event), group.value,
                    .text(recipient), .text(recipient),
                ])
        }
    }

    private static func addWebhooks(
        _ event: NotificationEvent, id: String, account: Account.ID, job: Job.ID?, group: Group.ID?,
        resultsKept: Bool = false, on connection: Connection
    ) throws {
        let webhooks = try connection.rows(
            "SELECT id FROM webhook WHERE account_id = ? AND is_active = 1 AND events & ? <> 0",
            [account.value, .int(event.bit)]
        ) { try $0.id() as Webhook.ID }
        for webhook in webhooks {
            try connection.run(
                """
                INSERT IGNORE INTO delivery (id, account_id, event_id, event, job_id, group_id, webhook_id, target,
                    results_kept, due_at, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
                """,
                [
                    .id(try connection.newID() as ID<Delivery>), account.value, .text(id), .choice(event), .id(job),
                    .id(group), webhook.value, .text(webhook.text), .flag(resultsKept),
                ])
        }
    }

    private static func event(of status: JobStatus) -> NotificationEvent? {
        switch status {
        case .completed: .jobCompleted
        case .failed: .jobFailed
        case .cancelled: .jobCancelled
        case .created, .queued, .processing: nil
        }
    }
}
