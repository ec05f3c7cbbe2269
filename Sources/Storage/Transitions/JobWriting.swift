import Invoices
import MariaDB

/// What a client's words about a job become in the tables; within a transaction.
enum JobWriting {
    static func insert(_ draft: JobDraft, of account: Account.ID, on connection: Connection) throws -> Job.ID {
        let settled = try settle(draft, of: account, on: connection)
        let id: Job.ID = try connection.newID()
        try connection.run(
            """
            INSERT INTO job (id, account_id, group_id, template_id, number, document_name, document_type, status,
                priority, created_by, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, \(JobStatus.created.sql), ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            """,
            [
                id.value, account.value, .id(draft.group), settled.template.value, .text(draft.number),
                .text(draft.documentName), .choice(draft.documentType), .choice(settled.priority),
                .optional(draft.createdBy),
            ])
        try connection.run(
            "INSERT INTO job_detail (job_id, document_url, document_id, metadata) VALUES (?, ?, ?, ?)",
            [id.value, .text(draft.documentURL), DocumentReferences.id(in: draft.documentURL), .utf8(draft.metadata)])
        try MetadataValues.put(draft.metadata, of: id, account, on: connection)
        try SearchText.put(id, documentName: draft.documentName, of: account, on: connection)
        var changes = CounterChanges()
        changes.add(status: .created, account: account, group: draft.group)
        try changes.write(on: connection)
        return id
    }

    /// The job may go to another group: both count anew.
    static func update(_ job: LockedJob, to draft: JobDraft, on connection: Connection) throws {
        let settled = try settle(draft, of: job.account, on: connection)
        // Results show these: their ETag is raised.
        try connection.run(
            """
            UPDATE job_detail d JOIN job r ON r.id = d.job_id SET d.results_revision = d.results_revision + 1
            WHERE r.id = ? AND NOT (r.number = ? AND r.document_name = ? AND d.document_url <=> ?)
            """, [job.id.value, .text(draft.number), .text(draft.documentName), .text(draft.documentURL)])
        try connection.run(
            """
            UPDATE job SET group_id = ?, template_id = ?, number = ?, document_name = ?, document_type = ?, priority = ?,
                created_by = ?, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ?
            """,
            [
                .id(draft.group), settled.template.value, .text(draft.number), .text(draft.documentName),
                .choice(draft.documentType), .choice(settled.priority), .optional(draft.createdBy), job.id.value,
            ])
        // Assignments run from left to right: the URL is compared before it changes.
        try connection.run(
            """
            UPDATE job_detail SET document_revision = document_revision + IF(document_url <=> ? AND NOT ?, 0, 1),
                document_url = ?, document_id = ?, metadata = ?
            WHERE job_id = ?
            """,
            [
                .text(draft.documentURL), .flag(job.documentType != draft.documentType), .text(draft.documentURL),
                DocumentReferences.id(in: draft.documentURL), .utf8(draft.metadata), job.id.value,
            ])
        try MetadataValues.put(draft.metadata, of: job.id, job.account, on: connection)
        try SearchText.put(job.id, documentName: draft.documentName, of: job.account, on: connection)
        guard draft.group != job.group else { return }
        var changes = CounterChanges()
        changes.transfer(job, to: draft.group)
        try changes.write(on: connection)
    }

    /// Removes the jobs with all that belongs to them.
    /// - Parameter isPurge: Whether their invoices are still recognised when they come again.
    static func delete(
        _ jobs: [LockedJob], _ changes: inout CounterChanges, isPurge: Bool = false, on connection: Connection
    ) throws {
        for job in jobs {
            changes.move(job, to: nil, .none)
            try PageRows.deleteAll(of: job.id, &changes.counters, on: connection)
            try AccuracyRows.forget(job.id, on: connection)
            try DownloadRows.forget(job.id, on: connection)
            if isPurge {
                try JobLinkRows.forget(job.id, on: connection)
            } else {
                try JobLinkRows.remove(job.id, on: connection)
                try FingerprintRows.remove(job.id, on: connection)
            }
            for table in ["job_detail", "job_result", "job_attempt", "search_text"] {
                try connection.run("DELETE FROM \(table) WHERE job_id = ?", [job.id.value])
            }
            try connection.run("DELETE FROM job WHERE id = ?", [job.id.value])
        }
    }

    /// The template and priority of the draft, or of its group, or the account's own.
    private static func settle(
        _ draft: JobDraft, of account: Account.ID, on connection: Connection
    ) throws -> (template: Template.ID, priority: Priority) {
        try DocumentReferences.require(draft.documentURL, of: account, on: connection)
        guard let group = draft.group else {
            let template = try TemplateRows.use(draft.template, of: account, on: connection)
            return (template, draft.priority ?? .medium)
        }
        let settings = try connection.first(
            "SELECT template_id, priority FROM job_group WHERE id = ? AND account_id = ?", [group.value, account.value]
        ) { row -> (Template.ID, Priority) in (try row.id(), try row.choice()) }
        guard let settings else { throw StorageError.unknownReference(.group) }
        let template = try TemplateRows.use(draft.template ?? settings.0, of: account, on: connection)
        return (template, draft.priority ?? settings.1)
    }
}
