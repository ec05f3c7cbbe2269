import Invoices
import JSON
import MariaDB

/// Reads and writes groups as rows.
enum GroupRows {
    static let joined = "JOIN group_detail d ON d.group_id = r.id"

    static let columns = """
        r.id, r.account_id, r.name, d.description, r.batch_number, r.template_id, r.priority, r.parallel_jobs,
        r.retry_count, r.timeout_minutes, d.notify_on_completion, d.notify_on_failure, d.recipients, r.created_by,
        r.assigned_to, d.tags, d.metadata, r.revision, r.created, r.queued, r.processing, r.completed, r.failed,
        r.cancelled, r.pages, r.processing_time, r.cost, r.status, r.run, r.started_at, r.completed_at,
        r.created_at, r.updated_at
        """

    static func find(_ id: Group.ID, of account: Account.ID, on connection: Connection) throws -> GroupRecord {
        let record = try connection.first(
            "SELECT \(columns) FROM job_group r \(joined) WHERE r.id = ? AND r.account_id = ?",
            [id.value, account.value], record)
        guard let record else { throw StorageError.notFound }
        return try withEstimate(record, on: connection)
    }

    /// A group that is being processed is looked at more closely than its kept counts allow.
    static func withEstimate(_ record: GroupRecord, on connection: Connection) throws -> GroupRecord {
        guard record.status == .processing else { return record }
        var record = record
        record.estimatedCompletionTime = try GroupCompletionEstimate.completion(
            of: record.id, account: record.account, on: connection)
        return record
    }

    static func lockRevision(_ id: Group.ID, of account: Account.ID, on connection: Connection) throws -> Int? {
        try connection.first(
            "SELECT revision FROM job_group WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value]
        ) { try $0.int() }
    }

    static func record(_ row: Row) throws -> GroupRecord {
        GroupRecord(
            id: try row.id(), account: try row.id(), draft: try draft(row), revision: try row.int(),
            counts: try counts(row), status: try row.choice(), run: try row.int(),
            startedAt: try row.optionalTimestamp(), completedAt: try row.optionalTimestamp(),
            createdAt: try row.timestamp(), updatedAt: try row.timestamp())
    }

    private static func draft(_ row: Row) throws -> GroupDraft {
        GroupDraft(
            name: try row.text(), description: try row.optionalText(), batchNumber: try row.optionalText(),
            template: try row.id(), priority: try row.choice(),
            processing: Group.ProcessingSettings(
                parallelJobs: try row.int(), retryCount: try row.int(), timeoutMinutes: try row.int()),
            notifications: GroupDraft.Notifications(
                onCompletion: try row.flag(), onFailure: try row.flag(), recipients: try strings(row)),
            createdBy: try row.optionalText(), assignedTo: try row.optionalText(), tags: try strings(row),
            metadata: try row.optionalBytes())
    }

    private static func counts(_ row: Row) throws -> GroupCounts {
        var counts = GroupCounts()
        for status in JobStatus.allCases { counts[status] = try row.int() }
        counts.pages = try row.int()
        counts.processingTime = try row.int()
        counts.cost = Amount(literal: try row.text()) ?? counts.cost
        return counts
    }

    static func columns(of draft: GroupDraft) -> [(String, Value)] {
        [
            ("name", .text(draft.name)), ("batch_number", .optional(draft.batchNumber)),
            ("template_id", draft.template.value), ("priority", .choice(draft.priority)),
            ("parallel_jobs", .int(draft.processing.parallelJobs)), ("retry_count", .int(draft.processing.retryCount)),
            ("timeout_minutes", .int(draft.processing.timeoutMinutes)), ("created_by", .optional(draft.createdBy)),
            ("assigned_to", .optional(draft.assignedTo)),
        ]
    }

    static func detailColumns(of draft: GroupDraft) -> [(String, Value)] {
        [
            ("description", .optional(draft.description)),
            ("notify_on_completion", .flag(draft.notifications.onCompletion)),
            ("notify_on_failure", .flag(draft.notifications.onFailure)),
            ("recipients", json(draft.notifications.recipients)), ("tags", json(draft.tags)),
            ("metadata", .utf8(draft.metadata)),
        ]
    }

    private static func json(_ strings: [String]) -> Value {
        .utf8(JSONWriter.write { $0.array(strings) { $0.value($1) } })
    }

    static func strings(_ row: Row) throws -> [String] {
        try JSONReader.read(row.bytes(), limits: .ours).array?.compactMap(\.string) ?? []
    }
}
