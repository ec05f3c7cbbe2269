package import Invoices
import MariaDB

/// What was done to jobs; also to those that were deleted, until the retention's time is over.
package struct HistoryStore: Sendable {
    let database: Database

    /// The newest entries first. Throws `notFound` where the account never had such a job, or its history is gone.
    package func list(
        of job: Job.ID, _ account: Account.ID, limit: Int, offset: Int = 0
    ) throws -> Listing<HistoryEntry> {
        try database.reading { connection in
            let values = [account.value, job.value]
            let total =
                try connection.first("SELECT COUNT(*) FROM job_history WHERE account_id = ? AND job_id = ?", values) {
                    try $0.int()
                } ?? 0
            if total == 0 { _ = try JobRows.find(job, of: account, on: connection) }
            let entries = try connection.rows(
                """
                SELECT \(HistoryRows.columns) FROM job_history WHERE account_id = ? AND job_id = ?
                ORDER BY at DESC, number DESC LIMIT ? OFFSET ?
                """, values + [.int(limit), .int(offset)], HistoryRows.entry)
            return Listing(elements: entries, total: total)
        }
    }

    /// The job's results were given out as a file of that format.
    package func noteExport(of job: Job.ID, _ account: Account.ID, as format: String) throws {
        try database.writing { try HistoryRows.noteExport(of: job, account, as: format, on: $0) }
    }

    /// The same of all jobs of a group.
    package func noteExport(of group: Group.ID, _ account: Account.ID, as format: String) throws {
        try database.writing { try HistoryRows.noteExport(of: group, account, as: format, on: $0) }
    }
}
