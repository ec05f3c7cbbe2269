import Invoices
import MariaDB

extension StatisticsCounts {
    /// A reading has brought results.
    init(_ contribution: LockedJob.Contribution, _ review: ReviewState) {
        self.init(
            documents: 1, pages: contribution.pages, withoutReview: review == .notNeeded ? 1 : 0,
            processingTime: contribution.processingTime, cost: contribution.cost)
    }
}

extension CounterChanges {
    /// People gave so many fields of the job another value; `job` is as it was before.
    mutating func count(corrected: Int, of job: LockedJob, on connection: Connection) throws {
        guard corrected > 0 else { return }
        var counts = StatisticsCounts(correctedFields: corrected)
        if job.reviewState == .notNeeded {
            let marked = try connection.run(
                """
                UPDATE job_result SET is_found_wrong = 1 WHERE job_id = ? AND account_id = ? AND is_found_wrong = 0
                """, [job.id.value, job.account.value])
            counts.foundWrongLater = marked.affectedRows
        }
        count(counts, of: job)
    }
}
