import Invoices
import MariaDB

/// Confirmed jobs that nothing was learnt from yet.
enum LessonRows {
    struct Lesson: Sendable {
        let job: Job.ID
        let account: Account.ID
        let attempts: Int
        /// The confirmed supplier of the job's results, or the one that it was merged into; nil where there is none.
        let supplier: Supplier.ID?
    }

    /// A document on which learning fails is tried so often.
    static let mostAttempts = 3

    static func add(_ job: Job.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO supplier_lesson (job_id, account_id, due_at) VALUES (?, ?, UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE attempts = 0, due_at = UTC_TIMESTAMP(3)
            """, [job.value, account.value])
    }

    /// The oldest that is due, locked until the commit; those that another process has are passed over. Nil for none.
    static func claim(on connection: Connection) throws -> Lesson? {
        let found = try connection.first(
            """
            SELECT job_id, account_id, attempts FROM supplier_lesson WHERE due_at <= UTC_TIMESTAMP(3)
            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """, []
        ) { row -> (Job.ID, Account.ID, Int) in (try row.id(), try row.id(), try row.int()) }
        guard let (job, account, attempts) = found else { return nil }
        let supplier: Supplier.ID? = try connection.first(
            """
            SELECT s.root_id FROM job_result r JOIN supplier s ON s.id = r.supplier_id
            WHERE r.job_id = ? AND r.account_id = ? AND s.account_id = ?
            """, [job.value, account.value, account.value]
        ) { try $0.id() }
        return Lesson(job: job, account: account, attempts: attempts, supplier: supplier)
    }

    static func remove(_ lesson: Lesson, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM supplier_lesson WHERE job_id = ? AND account_id = ?",
            [lesson.job.value, lesson.account.value])
    }

    /// Tries it again in a while; gives it up after `mostAttempts`.
    static func postpone(_ lesson: Lesson, on connection: Connection) throws {
        guard lesson.attempts + 1 < mostAttempts else { return try remove(lesson, on: connection) }
        try connection.run(
            """
            UPDATE supplier_lesson SET attempts = attempts + 1, due_at = UTC_TIMESTAMP(3) + INTERVAL 1 MINUTE
            WHERE job_id = ? AND account_id = ?
            """, [lesson.job.value, lesson.account.value])
    }
}
