import Invoices
import MariaDB

/// Reads jobs from rows.
enum JobRows {
    /// Results show until there are others: also while the job is read again.
    /// The account stands in it twice, so that a search by invoice number can begin at the result's index.
    static let resultJoin = """
        LEFT JOIN job_result x ON x.job_id = r.id AND x.account_id = r.account_id \
        AND r.status IN (\(JobStatus.withResults.sql))
        """

    static let joined = "JOIN job_detail d ON d.job_id = r.id \(resultJoin)"

    /// Whether the document or the rules are others than those that the results were read from. Unknown of results that
    /// an older program saved: then NULL decides nothing.
    private static let isStale = """
        COALESCE(x.document_revision <> d.document_revision OR x.template_id <> r.template_id
            OR x.rules_revision <> (SELECT u.rules_revision FROM template u WHERE u.id = r.template_id), 0)
        """

    /// A value of the last error, where no results came after it.
    private static func lastError(_ column: String) -> String { "IF(d.last_error_epoch >= x.epoch, d.\(column), NULL)" }

    /// Housekeeping has not come to results of an older program yet: their state is that of the default rule. Without the
    /// cast the database makes a DECIMAL of signed and unsigned numbers.
    private static let reviewState = """
        CAST(IF(x.epoch IS NULL, NULL, COALESCE(r.review_state, IF(x.is_valid AND x.confidence >= \(
            ReviewRule.standardThreshold), \(ReviewState.notNeeded.sql), \(ReviewState.needed.sql)))) AS SIGNED)
        """

    /// The last sixteen are `JobRecord.Text`.
    static let columns = """
        r.id, r.document_type, r.template_id, r.group_id, r.priority, r.revision, r.status, r.percentage, r.step,
        r.started_at, r.completed_at, r.processing_time, r.retry_count, r.created_at, r.updated_at,
        x.document_pages, x.document_size, x.document_format, x.document_resolution,
        x.epoch, d.results_revision, \(isStale), \(lastError("last_error_at")),
        \(reviewState), r.review_priority, d.reviewed_at,
        r.number, r.document_name, d.document_url, r.created_by, d.metadata, r.cost, r.error_code, d.error_log,
        x.document_language, x.extracted_data, x.confidence_json, x.validation,
        \(lastError("last_error_code")), \(lastError("last_error")), x.review_reasons, d.reviewed_by
        """

    static func find(_ id: Job.ID, of account: Account.ID, on connection: Connection) throws -> JobRecord {
        let record = try connection.first(
            "SELECT \(columns) FROM job r \(joined) WHERE r.id = ? AND r.account_id = ?", [id.value, account.value],
            record)
        guard let record else { throw StorageError.notFound }
        return try record.whole(on: connection)
    }

    /// What `Item` takes: `a` are the attempts.
    static let itemColumns = """
        a.epoch, a.number, a.started_at, a.completed_at, a.outcome, a.error_code, a.detail, \(columns)
        """

    /// Without an order: the server would carry the job's texts into a temporary table to sort one or two attempts.
    private static let itemQuery = """
        SELECT \(itemColumns) FROM job r \(joined) LEFT JOIN job_attempt a ON a.job_id = r.id
        WHERE r.id = ? AND r.account_id = ?
        """

    /// A job with its attempts. Each attempt's row repeats the job; there is seldom more than one.
    struct Item {
        private(set) var job: JobRecord?
        private var numbered: [(epoch: Int, attempt: AttemptRecord)] = []

        /// The oldest first.
        var attempts: [AttemptRecord] { numbered.sorted { $0.epoch < $1.epoch }.map(\.attempt) }

        mutating func take(_ row: Row) throws {
            if let epoch = try row.optionalInt() {
                numbered.append((epoch, try attempt(row)))
            } else {
                try row.skip(6)
            }
            if job == nil { job = try record(row) }
        }
    }

    static func item(
        _ id: Job.ID, of account: Account.ID, on connection: Connection
    ) throws -> (job: JobRecord, attempts: [AttemptRecord]) {
        var item = Item()
        _ = try connection.run(itemQuery, [id.value, account.value]) { try item.take($0) }
        guard let job = item.job else { throw StorageError.notFound }
        return (try job.whole(on: connection), item.attempts)
    }

    private static func attempt(_ row: Row) throws -> AttemptRecord {
        AttemptRecord(
            number: try row.int(), startedAt: try row.timestamp(), completedAt: try row.optionalTimestamp(),
            outcome: AttemptRecord.Outcome(rawValue: try row.text()) ?? .running, errorCode: try row.optionalText(),
            detail: try row.optionalText())
    }

    static func record(_ row: Row) throws -> JobRecord {
        JobRecord(facts: try facts(row), texts: try row.texts(JobRecord.Text.allCases.count))
    }

    /// From the columns that come before the texts.
    static func facts(_ row: Row) throws -> JobFacts {
        JobFacts(
            id: try row.id(), documentType: try row.optionalChoice(), template: try row.id(),
            group: try row.optionalID(), priority: try row.choice(), revision: try row.int(),
            status: try row.choice(),
            progress: JobProgress(percentage: try row.int(), currentStep: try row.optionalChoice()),
            startedAt: try row.optionalTimestamp(), completedAt: try row.optionalTimestamp(),
            processingTime: try row.optionalInt(), retryCount: try row.int(), createdAt: try row.timestamp(),
            updatedAt: try row.timestamp(), document: try document(row), resultsTag: try resultsTag(row),
            isStale: try row.flag(), lastErrorAt: try row.optionalTimestamp(), review: try review(row))
    }

    private static func review(_ row: Row) throws -> JobFacts.Review? {
        let state: ReviewState? = try row.optionalChoice()
        let (priority, confirmedAt) = (try row.optionalInt(), try row.optionalTimestamp())
        return state.map { JobFacts.Review(state: $0, priority: priority, confirmedAt: confirmedAt) }
    }

    private static func resultsTag(_ row: Row) throws -> ResultsTag? {
        let epoch = try row.optionalInt()
        let revision = try row.int()
        return epoch.map { ResultsTag(epoch: $0, revision: revision) }
    }

    /// From the columns of `x`; nil where there is no result.
    private static func document(_ row: Row) throws -> JobFacts.Document? {
        guard let pages = try row.optionalInt() else {
            try row.skip(3)
            return nil
        }
        return JobFacts.Document(
            pages: pages, size: try row.int(), format: try row.choice(), resolution: try row.optionalInt())
    }
}
