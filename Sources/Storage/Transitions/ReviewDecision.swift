import Invoices
import MariaDB

/// Decides whether a person should look at a job's results, whenever they are others than before; within a transaction that
/// has locked the job and has written the results.
struct ReviewDecision {
    /// Of results without a due date: days after they came.
    private static let usualDays = 30
    /// Days that the greatest doubt puts the due date earlier.
    private static let daysOfDoubt = 30.0
    /// A date that is far from the day on which the results came was misread, or need not be waited for.
    private static let (mostDaysBefore, mostDaysAfter) = (90, 180)

    private let extraction: Extraction
    private let isConfirmed: Bool
    private let connection: Connection

    init(_ extraction: Extraction, isConfirmed: Bool, on connection: Connection) {
        self.extraction = extraction
        self.isConfirmed = isConfirmed
        self.connection = connection
    }

    /// Whoever waits for reviews is told of a job that needs one by now.
    ///
    /// - Parameter isNew: The results are those of a new reading: that is told also if the earlier ones needed a review.
    @discardableResult
    func write(of job: LockedJob, isNew: Bool = false) throws -> ReviewState {
        let rule = try rule(of: job.account)
        let state: ReviewState = isConfirmed ? .done : rule.isNeeded(extraction) ? .needed : .notNeeded
        let reasons = state == .needed ? rule.reasons(extraction) : []
        try connection.run(
            """
            UPDATE job SET review_state = ?, review_priority = \(state == .needed ? Self.priority : "NULL")
            WHERE id = ? AND account_id = ?
            """,
            [.choice(state)] + (state == .needed ? priorityValues(rule) : []) + [job.id.value, job.account.value])
        try connection.run(
            "UPDATE job_result SET review_reasons = ? WHERE job_id = ? AND account_id = ?",
            [.utf8(ReviewReason.write(reasons)), job.id.value, job.account.value])
        // Of results of an older program nobody is told: they are not new.
        let neededNone = job.reviewState.map { $0 != .needed } ?? false
        if state == .needed, isNew || neededNone {
            try Outbox.record(.jobNeedsReview, of: job, on: connection)
        }
        return state
    }

    private func rule(of account: Account.ID) throws -> ReviewRule {
        let threshold = try connection.first(
            "SELECT review_threshold FROM account WHERE id = ?", [account.value]
        ) { try $0.optionalDouble() }
        return threshold.flatMap { $0 }.map { ReviewRule(threshold: $0) } ?? ReviewRule()
    }

    private static let day = "COALESCE(DATE(completed_at), UTC_DATE())"

    private static let priority = """
        DATEDIFF('2100-01-01', LEAST(GREATEST(COALESCE(CAST(? AS DATE), \(day) + INTERVAL \(usualDays) DAY),
            \(day) - INTERVAL \(mostDaysBefore) DAY), \(day) + INTERVAL \(mostDaysAfter) DAY)) + ?
        """

    private func priorityValues(_ rule: ReviewRule) -> [Value] {
        [
            .optional(extraction.invoice.dueDate?.text),
            .int(Int((Self.daysOfDoubt * rule.doubt(extraction)).rounded())),
        ]
    }
}
