import Invoices
import MariaDB

/// The rows of fetched documents; within a transaction that has locked the job.
enum DownloadRows {
    static func forget(_ job: Job.ID, on connection: Connection) throws {
        let contents = try connection.rows("SELECT content_id FROM job_fetched WHERE job_id = ?", [job.value]) {
            try $0.id() as ContentRows.Content.ID
        }
        guard !contents.isEmpty else { return }
        try connection.run("DELETE FROM job_fetched WHERE job_id = ?", [job.value])
        for content in contents { try ContentRows.release(content, on: connection) }
    }
}
