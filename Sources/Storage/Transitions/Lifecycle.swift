import Invoices
import MariaDB

/// The changes of a job's state, each within a transaction that has locked the job and writes the counts at its end.
enum Lifecycle {
    /// How much later than an urgent job one of this priority may start, at most: the virtual deadline's distance.
    static func delay(of priority: Priority) -> Duration {
        switch priority {
        case .urgent: .zero
        case .high: .seconds(120)
        case .medium: .seconds(600)
        case .low: .seconds(3600)
        }
    }

    /// Queues jobs for a new run: counters at zero, attempts forgotten; results stay until the next ones.
    static func enqueue(_ jobs: [LockedJob], _ changes: inout CounterChanges, on connection: Connection) throws {
        for job in jobs {
            let state: QueueState = job.group == nil ? .ready : .held
            changes.move(job, to: .queued, state)
            if job.status == .completed { try KeptResults.keepTimes(of: job.id, on: connection) }
            try connection.run(
                """
                UPDATE job SET status = \(JobStatus.queued.sql), queue_state = ?, sort_key = \(sortKey), \
                run_at = NULL, attempt = 0,
                    retry_count = 0, crashes = 0, rescues = 0, cancel_requested = 0, error_code = NULL,
                    percentage = 0, step = NULL, started_at = NULL, completed_at = NULL, updated_at = UTC_TIMESTAMP(3)
                WHERE id = ?
                """, [.int(state.rawValue), microseconds(delay(of: job.priority)), job.id.value])
            try connection.run("UPDATE job_detail SET error_log = NULL WHERE job_id = ?", [job.id.value])
            try connection.run("DELETE FROM job_attempt WHERE job_id = ?", [job.id.value])
            try DownloadRows.forget(job.id, on: connection)
        }
    }

    /// Cancels at once, or asks the worker to: its next word to the queue is answered so.
    static func cancel(_ job: LockedJob, _ changes: inout CounterChanges, on connection: Connection) throws {
        if job.status == .processing {
            try connection.run(
                "UPDATE job SET cancel_requested = 1, updated_at = UTC_TIMESTAMP(3) WHERE id = ?", [job.id.value])
        } else {
            try end(job, as: .cancelled, nil, &changes, on: connection)
        }
    }

    /// Ends the run without a result; a claim needs a running job, so nobody can end it again. A job that has results of
    /// an earlier run is completed as before.
    static func end(
        _ job: LockedJob, as status: JobStatus, _ failure: JobFailure?, _ changes: inout CounterChanges,
        on connection: Connection
    ) throws {
        if status == .failed { changes.count(StatisticsCounts(failures: 1), of: job) }
        if try KeptResults.exist(of: job.id, on: connection) {
            return try KeptResults.end(job, as: status, failure, &changes, on: connection)
        }
        changes.move(job, to: status, .none)
        try connection.run(
            """
            UPDATE job SET status = ?, queue_state = \(QueueState.none.sql), sort_key = 0, run_at = NULL, \
            worker_id = NULL,
                deadline_at = NULL, cancel_requested = 0, step = NULL, error_code = ?,
                completed_at = UTC_TIMESTAMP(3), updated_at = UTC_TIMESTAMP(3)
            WHERE id = ?
            """, [.choice(status), .optional(failure?.code.rawValue), job.id.value])
        try Outbox.record(status, of: job, on: connection)
        guard let failure else { return }
        try connection.run(
            "UPDATE job_detail SET error_log = ? WHERE job_id = ?",
            [.cut(failure.message, to: 1000), job.id.value])
    }

    /// Puts the job back for a later attempt.
    static func wait(
        _ job: LockedJob, for pause: Duration, retries: Int = 0, crashes: Int = 0, rescues: Int = 0,
        _ changes: inout CounterChanges, on connection: Connection
    ) throws {
        changes.move(job, to: .queued, .waiting)
        try connection.run(
            """
            UPDATE job SET status = \(JobStatus.queued.sql), queue_state = \(QueueState.waiting.sql), \
            run_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND,
                retry_count = retry_count + ?, crashes = crashes + ?, rescues = rescues + ?, worker_id = NULL,
                deadline_at = NULL, step = NULL, percentage = 0, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ?
            """, [microseconds(pause), .int(retries), .int(crashes), .int(rescues), job.id.value])
    }

    /// Jobs whose pause is over, or that are given back: held where their group is full, else ready.
    static func makeReady(_ jobs: [LockedJob], _ changes: inout CounterChanges, on connection: Connection) throws {
        for job in jobs {
            let state: QueueState = job.group == nil ? .ready : .held
            changes.move(job, to: .queued, state)
            try connection.run(
                """
                UPDATE job SET status = \(JobStatus.queued.sql), queue_state = ?, run_at = NULL, worker_id = NULL, \
                deadline_at = NULL,
                    step = NULL, percentage = 0, updated_at = UTC_TIMESTAMP(3)
                WHERE id = ?
                """, [.int(state.rawValue), job.id.value])
        }
    }

    static func microseconds(_ duration: Duration) -> Value {
        .int(
            Int(clamping: duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000)
        )
    }

    /// The virtual deadline: now and a bound delay, in microseconds since 1970.
    private static let sortKey = "CAST(UNIX_TIMESTAMP(UTC_TIMESTAMP(6)) * 1000000 AS SIGNED) + ?"
}
