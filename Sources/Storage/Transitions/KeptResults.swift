import Invoices
import MariaDB

/// The results of an earlier run, while a later one brings none; within a transaction that has locked the job.
enum KeptResults {
    /// What `lastError` says of a run that was cancelled.
    private static let cancelled = (
        code: "cancelled", message: "The last processing was cancelled. The results are those of the one before."
    )

    static func exist(of job: Job.ID, on connection: Connection) throws -> Bool {
        try connection.first("SELECT 1 FROM job_result WHERE job_id = ?", [job.value]) { try $0.int() } != nil
    }

    /// A completed job is queued: its row will tell the times of the new run.
    static func keepTimes(of job: Job.ID, on connection: Connection) throws {
        try connection.run(
            """
            UPDATE job_result x JOIN job r ON r.id = x.job_id
            SET x.started_at = r.started_at, x.completed_at = r.completed_at WHERE x.job_id = ?
            """, [job.value])
    }

    /// Ends the run as `status` and the job as completed, at the times and cost of the results that it has.
    static func end(
        _ job: LockedJob, as status: JobStatus, _ failure: JobFailure?, _ changes: inout CounterChanges,
        on connection: Connection
    ) throws {
        changes.move(job, to: .completed, .none)
        try connection.run(
            """
            UPDATE job r JOIN job_result x ON x.job_id = r.id
            SET r.status = \(JobStatus.completed.sql), r.queue_state = \(QueueState.none.sql), r.sort_key = 0, \
            r.run_at = NULL, r.worker_id = NULL,
                r.deadline_at = NULL, r.cancel_requested = 0, r.step = NULL, r.percentage = 100, r.error_code = NULL,
                r.started_at = COALESCE(x.started_at, r.started_at),
                r.completed_at = COALESCE(x.completed_at, UTC_TIMESTAMP(3)), r.updated_at = UTC_TIMESTAMP(3)
            WHERE r.id = ?
            """, [job.id.value])
        let error = failure.map { (code: $0.code.rawValue, message: $0.message) } ?? cancelled
        try connection.run(
            """
            UPDATE job_detail SET last_error_code = ?, last_error = ?, last_error_at = UTC_TIMESTAMP(3),
                last_error_epoch = ?
            WHERE job_id = ?
            """, [.text(error.code), .cut(error.message, to: 1000), .int(job.epoch), job.id.value])
        try Outbox.record(status, of: job, resultsKept: true, on: connection)
    }
}
