import Invoices
import MariaDB

/// A job's row as this transaction has locked it: what changes of state need to know.
struct LockedJob {
    let id: Job.ID
    let account: Account.ID
    let group: Group.ID?
    let template: Template.ID
    let status: JobStatus
    let queueState: QueueState
    let priority: Priority
    let documentType: DocumentType?
    let epoch: Int
    let attempt: Int
    let retryCount: Int
    let crashes: Int
    let rescues: Int
    let isCancelRequested: Bool
    /// The last one that was told; nil before the first.
    let step: JobProgress.Step?
    let revision: Int
    /// Nil before there are results, and of those that an older program saved.
    let reviewState: ReviewState?
    let contribution: Contribution

    /// What a completed job adds to its group's sums.
    struct Contribution: Equatable {
        var pages = 0
        /// Milliseconds.
        var processingTime = 0
        /// A DECIMAL's digits.
        var cost = Amount(cents: 0)
    }

    private static let columns = """
        id, account_id, group_id, template_id, status, queue_state, priority, document_type, epoch, attempt, retry_count, crashes,
        rescues, cancel_requested, step, revision, review_state, pages, COALESCE(processing_time, 0), COALESCE(cost, 0)
        """

    /// The job of that account, or any account's for the queue; nil when there is none.
    static func lock(_ id: Job.ID, of account: Account.ID? = nil, on connection: Connection) throws -> LockedJob? {
        if let account {
            return try connection.first(
                "SELECT \(columns) FROM job WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value],
                LockedJob.init)
        }
        return try connection.first("SELECT \(columns) FROM job WHERE id = ? FOR UPDATE", [id.value], LockedJob.init)
    }

    /// The jobs that a condition finds, locked in the order of its index; `rest` follows WHERE.
    static func lockAll(where rest: String, _ values: [Value], on connection: Connection) throws -> [LockedJob] {
        try connection.rows("SELECT \(columns) FROM job WHERE \(rest)", values, LockedJob.init)
    }

    private init(_ row: Row) throws {
        id = try row.id()
        account = try row.id()
        group = try row.optionalID()
        template = try row.id()
        status = try row.choice()
        queueState = QueueState(rawValue: try row.int()) ?? .none
        priority = try row.choice()
        documentType = try row.optionalChoice()
        epoch = try row.int()
        attempt = try row.int()
        retryCount = try row.int()
        crashes = try row.int()
        rescues = try row.int()
        isCancelRequested = try row.flag()
        step = try row.optionalChoice()
        revision = try row.int()
        reviewState = try row.optionalChoice()
        contribution = Contribution(
            pages: try row.int(), processingTime: try row.int(),
            cost: Amount(literal: try row.text()) ?? Amount(cents: 0))
    }
}
