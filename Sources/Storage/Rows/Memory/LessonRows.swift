import Invoices
import MariaDB

/// Confirmed jobs that nothing was learnt from yet.
enum LessonRows {
    struct Lesson: Sendable {
        let job: Job.ID
        let account: Account.ID
        let attempts: Int
        /// Of this claim alone: another one, or another confirmation, takes it away.
        let claim: Int
    }

    /// A document on which learning fails is tried so often.
    static let mostAttempts = 3
    /// So many seconds no other process takes a lesson; of a process that died another takes it then.
    private static let lease = 60

    static func add(_ job: Job.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO supplier_lesson (job_id, account_id, due_at) VALUES (?, ?, UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE attempts = 0, due_at = UTC_TIMESTAMP(3), claim = NULL
            """, [job.value, account.value])
    }

    /// The oldest that is due, for the caller alone while the lease lasts. Nil for none.
    static func claim(on connection: Connection) throws -> Lesson? {
        let found = try connection.first(
            """
            SELECT job_id, account_id, attempts FROM supplier_lesson WHERE due_at <= UTC_TIMESTAMP(3)
            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """, []
        ) { row -> (Job.ID, Account.ID, Int) in (try row.id(), try row.id(), try row.int()) }
        guard let (job, account, attempts) = found else { return nil }
        let lesson = Lesson(job: job, account: account, attempts: attempts, claim: Int.random(in: 1...Int.max))
        try connection.run(
            """
            UPDATE supplier_lesson SET claim = ?, due_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
            WHERE job_id = ? AND account_id = ?
            """, [.int(lesson.claim), .int(lease), job.value, account.value])
        return lesson
    }

    /// Begins the lease anew; false where the claim was taken away.
    static func renew(_ lesson: Lesson, on connection: Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE supplier_lesson SET due_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
            WHERE job_id = ? AND account_id = ? AND claim = ?
            """, [.int(lease)] + key(lesson)
        ).affectedRows > 0
    }

    /// Gives it back to whoever comes next.
    static func release(_ lesson: Lesson, on connection: Connection) throws {
        try connection.run(
            """
            UPDATE supplier_lesson SET due_at = UTC_TIMESTAMP(3), claim = NULL
            WHERE job_id = ? AND account_id = ? AND claim = ?
            """, key(lesson))
    }

    /// False where the claim was taken away.
    static func remove(_ lesson: Lesson, on connection: Connection) throws -> Bool {
        try connection.run(
            "DELETE FROM supplier_lesson WHERE job_id = ? AND account_id = ? AND claim = ?", key(lesson)
        ).affectedRows > 0
    }

    /// Tries it again in a while; gives it up after `mostAttempts`.
    static func postpone(_ lesson: Lesson, on connection: Connection) throws {
        guard lesson.attempts + 1 < mostAttempts else {
            _ = try remove(lesson, on: connection)
            return
        }
        try connection.run(
            """
            UPDATE supplier_lesson SET attempts = attempts + 1, due_at = UTC_TIMESTAMP(3) + INTERVAL 1 MINUTE, claim = NULL
            WHERE job_id = ? AND account_id = ? AND claim = ?
            """, key(lesson))
    }

    /// The confirmed supplier of the job's results, or the one that it was merged into; nil where there is none.
    static func supplier(of lesson: Lesson, on connection: Connection) throws -> Supplier.ID? {
        try connection.first(
            """
            SELECT s.root_id FROM job_result r JOIN supplier s ON s.id = r.supplier_id
            WHERE r.job_id = ? AND r.account_id = ? AND s.account_id = ?
            """, [lesson.job.value, lesson.account.value, lesson.account.value]
        ) { try $0.id() }
    }

    private static func key(_ lesson: Lesson) -> [Value] {
        [lesson.job.value, lesson.account.value, .int(lesson.claim)]
    }
}
