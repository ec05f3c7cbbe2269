import Invoices
import MariaDB

/// Measures a group's present run, to guess when it will end.
enum GroupCompletionEstimate {
    /// How far back one looks: the machine may have had more to do before.
    private static let window = "GREATEST(g.started_at, UTC_TIMESTAMP(3) - INTERVAL 15 MINUTE)"
    /// Unknown until a document has been fetched that has no type of its own.
    private static let kind = "CAST(COALESCE(r.document_type, c.type, 255) AS SIGNED)"
    private static let documents = "JOIN job_detail d ON d.job_id = r.id LEFT JOIN document c ON c.id = d.document_id"

    /// Nil while nothing is known of the pace.
    static func completion(of group: Group.ID, account: Account.ID, on connection: Connection) throws -> Timestamp? {
        let measured = try connection.first(
            """
            SELECT g.parallel_jobs, COALESCE(TIMESTAMPDIFF(MICROSECOND, \(window), UTC_TIMESTAMP(3)) DIV 1000, 0),
                UTC_TIMESTAMP(3)
            FROM job_group g WHERE g.id = ?
            """, [group.value]
        ) { row -> (CompletionEstimate, Timestamp) in
            var estimate = CompletionEstimate(parallelJobs: try row.int())
            estimate.watched = try row.int()
            return (estimate, try row.timestamp())
        }
        guard case (var estimate, let now)? = measured, estimate.watched > 0 else { return nil }
        try addUsual(to: &estimate, of: account, except: group, on: connection)
        try addEndedAndWaiting(to: &estimate, of: group, on: connection)
        try addRunning(to: &estimate, of: group, on: connection)
        return estimate.remaining.map { Timestamp(milliseconds: now.milliseconds + Int64($0)) }
    }

    /// What the account's latest other jobs took.
    private static func addUsual(
        to estimate: inout CompletionEstimate, of account: Account.ID, except group: Group.ID, on connection: Connection
    ) throws {
        let usual = try connection.rows(
            """
            SELECT \(kind), AVG(r.processing_time) + 0e0 FROM (
                SELECT id, group_id, document_type, processing_time FROM job
                WHERE account_id = ? AND status = \(JobStatus.completed.sql) ORDER BY created_at DESC, id DESC LIMIT 200) r
            \(documents) WHERE r.group_id IS NULL OR r.group_id <> ? GROUP BY 1
            """, [account.value, group.value]
        ) { (try $0.int(), try $0.double()) }
        for (kind, milliseconds) in usual {
            estimate.kinds[kind, default: CompletionEstimate.Kind()].usual = milliseconds
        }
    }

    private static func addEndedAndWaiting(
        to estimate: inout CompletionEstimate, of group: Group.ID, on connection: Connection
    ) throws {
        let rows = try connection.rows(
            """
            SELECT \(kind), r.status = \(JobStatus.completed.sql), COUNT(*), \
            CAST(COALESCE(SUM(r.processing_time), 0) AS SIGNED),
                CAST(COALESCE(SUM(IF(r.status = \(JobStatus.completed.sql), GREATEST(0, LEAST(
                    r.processing_time, TIMESTAMPDIFF(MICROSECOND, \(window), r.completed_at) DIV 1000)), 0)), 0) AS SIGNED),
                COALESCE(MAX(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), r.run_at) DIV 1000), 0)
            FROM job r JOIN job_group g ON g.id = r.group_id \(documents)
            WHERE r.group_id = ? AND r.status IN (\([JobStatus.queued, .completed].sql)) GROUP BY 1, 2
            """, [group.value]
        ) { row in
            (
                kind: try row.int(), isCompleted: try row.flag(), count: try row.int(), time: try row.int(),
                work: try row.int(), pause: try row.int()
            )
        }
        for row in rows {
            var kind = estimate.kinds[row.kind] ?? CompletionEstimate.Kind()
            if row.isCompleted {
                kind.completed = row.count
                kind.completedTime = row.time
                estimate.work += row.work
            } else {
                kind.waiting = row.count
                estimate.pause = max(estimate.pause, row.pause)
            }
            estimate.kinds[row.kind] = kind
        }
    }

    private static func addRunning(
        to estimate: inout CompletionEstimate, of group: Group.ID, on connection: Connection
    ) throws {
        let running = try connection.rows(
            """
            SELECT \(kind), GREATEST(0, TIMESTAMPDIFF(MICROSECOND, a.started_at, UTC_TIMESTAMP(3)) DIV 1000)
            FROM job r JOIN job_attempt a ON a.job_id = r.id AND a.epoch = r.epoch \(documents)
            WHERE r.group_id = ? AND r.status = \(JobStatus.processing.sql)
            """, [group.value]
        ) { (try $0.int(), try $0.int()) }
        for (kind, milliseconds) in running {
            estimate.kinds[kind, default: CompletionEstimate.Kind()].running.append(milliseconds)
            estimate.work += min(milliseconds, estimate.watched)
        }
    }
}
