import Invoices
import MariaDB

/// The rows of attempts.
enum AttemptRows {
    static func close(
        _ job: Job.ID, _ epoch: Int, _ outcome: AttemptRecord.Outcome, _ failure: JobFailure?, on connection: Connection
    ) throws -> Int {
        try connection.run(
            """
            UPDATE job_attempt SET completed_at = UTC_TIMESTAMP(3), outcome = ?, error_code = ?, detail = ?
            WHERE job_id = ? AND epoch = ?
            """,
            [
                .text(outcome.rawValue), .optional(failure?.code.rawValue),
                .cut(failure?.message, to: 1000), job.value, .int(epoch),
            ])
        return try connection.first(
            """
            SELECT LEAST(TIMESTAMPDIFF(MICROSECOND, started_at, completed_at) DIV 1000, 2147483647) FROM job_attempt
            WHERE job_id = ? AND epoch = ?
            """, [job.value, .int(epoch)]
        ) { try $0.int() } ?? 0
    }
}
