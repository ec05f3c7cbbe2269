import Invoices
import MariaDB

/// Reads jobs from rows.
enum JobRows {
    /// Results show only while the job is completed: a queued one is being read anew.
    /// The account stands in it twice, so that a search by invoice number can begin at the result's index.
    static let resultJoin =
        "LEFT JOIN job_result x ON x.job_id = r.id AND x.account_id = r.account_id AND r.status = 3"

    static let joined = "JOIN job_detail d ON d.job_id = r.id \(resultJoin)"

    /// The last twelve are `JobRecord.Text`.
    static let columns = """
        r.id, r.document_type, r.template_id, r.group_id, r.priority, r.revision, r.status, r.percentage, r.step,
        r.started_at, r.completed_at, r.processing_time, r.retry_count, r.created_at, r.updated_at,
        x.document_pages, x.document_size, x.document_format, x.document_resolution,
        r.number, r.document_name, d.document_url, r.created_by, d.metadata, r.cost, r.error_code, d.error_log,
        x.document_language, x.extracted_data, x.confidence_json, x.validation
        """

    static func find(_ id: Job.ID, of account: Account.ID, on connection: Connection) throws -> JobRecord {
        let record = try connection.first(
            "SELECT \(columns) FROM job r \(joined) WHERE r.id = ? AND r.account_id = ?", [id.value, account.value],
            record)
        guard let record else { throw StorageError.notFound }
        return record
    }

    private static let itemQuery = """
        SELECT a.number, a.started_at, a.completed_at, a.outcome, a.error_code, a.detail, \(columns)
        FROM job r \(joined) LEFT JOIN job_attempt a ON a.job_id = r.id
        WHERE r.id = ? AND r.account_id = ? ORDER BY a.epoch
        """

    /// Each attempt's row repeats the job; there is seldom more than one.
    static func item(
        _ id: Job.ID, of account: Account.ID, on connection: Connection
    ) throws -> (job: JobRecord, attempts: [AttemptRecord]) {
        var job: JobRecord?
        let attempts = try connection.rows(itemQuery, [id.value, account.value]) { row in
            let attempt = try attempt(row)
            if job == nil { job = try record(row) }
            return attempt
        }
        guard let job else { throw StorageError.notFound }
        return (job, attempts.compactMap(\.self))
    }

    /// Nil where there is none.
    private static func attempt(_ row: Row) throws -> AttemptRecord? {
        guard let number = try row.optionalInt() else {
            row.skip(5)
            return nil
        }
        return AttemptRecord(
            number: number, startedAt: try row.timestamp(), completedAt: try row.optionalTimestamp(),
            outcome: AttemptRecord.Outcome(rawValue: try row.text()) ?? .running, errorCode: try row.optionalText(),
            detail: try row.optionalText())
    }

    static func record(_ row: Row) throws -> JobRecord {
        JobRecord(
            id: try row.id(), documentType: try row.optionalChoice(), template: try row.id(),
            group: try row.optionalID(), priority: try row.choice(), revision: try row.int(),
            status: try row.choice(),
            progress: JobProgress(percentage: try row.int(), currentStep: try row.optionalChoice()),
            startedAt: try row.optionalTimestamp(), completedAt: try row.optionalTimestamp(),
            processingTime: try row.optionalInt(), retryCount: try row.int(), createdAt: try row.timestamp(),
            updatedAt: try row.timestamp(), document: try document(row),
            texts: try row.texts(JobRecord.Text.allCases.count))
    }

    /// From the columns of `x`; nil where there is no result.
    private static func document(_ row: Row) throws -> JobRecord.DocumentFacts? {
        guard let pages = try row.optionalInt() else {
            row.skip(3)
            return nil
        }
        return JobRecord.DocumentFacts(
            pages: pages, size: try row.int(), format: try row.choice(), resolution: try row.optionalInt())
    }
}
