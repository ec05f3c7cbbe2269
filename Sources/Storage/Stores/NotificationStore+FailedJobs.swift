package import Invoices
import MariaDB

extension NotificationStore {
    /// A job of a group that failed, as a mail names it.
    package struct FailedJob: Sendable, Equatable {
        package let id: Job.ID
        package let number: String
        package let documentName: String
        /// A sentence for a bookkeeper; nil if there is none.
        package let errorLog: String?

        package init(id: Job.ID, number: String, documentName: String, errorLog: String?) {
            self.id = id
            self.number = number
            self.documentName = documentName
            self.errorLog = errorLog
        }
    }

    /// The failed jobs of a group in the order of their making, at most `limit`.
    package func failedJobs(of group: Group.ID, limit: Int) throws -> [FailedJob] {
        try database.reading { connection in
            try connection.rows(
                """
                SELECT j.id, j.number, j.document_name, d.error_log FROM job j JOIN job_detail d ON d.job_id = j.id
                WHERE j.group_id = ? AND j.status = \(JobStatus.failed.sql) ORDER BY j.created_at, j.id LIMIT ?
                """, [group.value, .int(limit)]
            ) { row in
                FailedJob(
                    id: try row.id(), number: try row.text(), documentName: try row.text(),
                    errorLog: try row.optionalText())
            }
        }
    }
}
