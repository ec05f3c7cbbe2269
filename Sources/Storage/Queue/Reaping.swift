import Invoices
import MariaDB

/// Brings back what dead processes held, and wakes what is due; within a transaction.
struct Reaping {
    /// Jobs that one transaction moves at most.
    private static let portion = 200

    private let settings: QueueSettings
    private let connection: Connection

    init(_ settings: QueueSettings, on connection: Connection) {
        self.settings = settings
        self.connection = connection
    }

    func wakeDue() throws -> Int {
        let jobs = try LockedJob.lockAll(
            where: """
                queue_state = \(QueueState.waiting.sql) AND run_at <= UTC_TIMESTAMP(3) \
                ORDER BY run_at, id LIMIT ? FOR UPDATE SKIP LOCKED
                """, [.int(Reaping.portion)], on: connection)
        var changes = CounterChanges()
        try Lifecycle.makeReady(jobs, &changes, on: connection)
        try changes.write(on: connection)
        return jobs.count
    }

    /// Rescues the jobs of a worker whose lease is over, unless someone else does it now.
    func buryIfDead(_ worker: Int) throws -> Int {
        let isDead = try connection.first(
            "SELECT id FROM worker WHERE id = ? AND lease_until < UTC_TIMESTAMP(3) FOR UPDATE SKIP LOCKED",
            [.int(worker)]
        ) { try $0.int() }
        return isDead == nil ? 0 : try bury(worker)
    }

    /// Rescues the worker's jobs and removes its row.
    @discardableResult
    func bury(_ worker: Int) throws -> Int {
        try giveBack(worker) { try rescue($0) }
    }

    /// The same of a worker that leaves: none of its jobs ended it.
    @discardableResult
    func dismiss(_ worker: Int) throws -> Int {
        try giveBack(worker) { try rescue($0, mayBlame: false) }
    }

    private func giveBack(_ worker: Int, _ rescue: ([LockedJob]) throws -> Void) throws -> Int {
        let jobs = try LockedJob.lockAll(
            where: "worker_id = ? AND queue_state = \(QueueState.running.sql) ORDER BY id FOR UPDATE", [.int(worker)],
            on: connection)
        try rescue(jobs)
        try connection.run("DELETE FROM worker WHERE id = ?", [.int(worker)])
        return jobs.count
    }

    /// Running jobs whose worker has no row, and those far past their time though their worker lives.
    func rescueOrphans() throws -> Int {
        let ids = try connection.rows(
            """
            SELECT r.id FROM job r LEFT JOIN worker w ON w.id = r.worker_id
            WHERE r.queue_state = \(QueueState.running.sql) AND (w.id IS NULL OR r.deadline_at < UTC_TIMESTAMP(3)) \
            ORDER BY r.id LIMIT ?
            """, [.int(Reaping.portion)]
        ) { try $0.id() as Job.ID }
        // Looked at again under the lock: some may have ended since.
        let jobs = try ids.compactMap { try LockedJob.lock($0, on: connection) }.filter { $0.queueState == .running }
        try rescue(jobs)
        return jobs.count
    }

    /// The process vanished, which is not blamed on the job until it has happened often; sooner where the job was past
    /// its reading, which is done by forks that may die without the process.
    private func rescue(_ jobs: [LockedJob], mayBlame: Bool = true) throws {
        var changes = CounterChanges()
        for job in jobs {
            if job.isCancelRequested {
                _ = try AttemptRows.close(job.id, job.epoch, .cancelled, nil, on: connection)
                try Lifecycle.end(job, as: .cancelled, nil, &changes, on: connection)
            } else if mayBlame, job.step?.isPastReading == true {
                try countCrash(job, &changes)
            } else {
                try countRescue(job, &changes)
            }
            try connection.run("UPDATE job SET epoch = epoch + 1 WHERE id = ?", [job.id.value])
        }
        try changes.write(on: connection)
    }

    private func countCrash(_ job: LockedJob, _ changes: inout CounterChanges) throws {
        guard job.crashes + 1 >= settings.retries.maximumCrashes else {
            _ = try AttemptRows.close(job.id, job.epoch, .crashed, nil, on: connection)
            return try Lifecycle.wait(
                job, for: settings.retries.rescuePause, crashes: 1, &changes, on: connection)
        }
        try fail(job, .poison(after: settings.retries.maximumCrashes), &changes)
    }

    private func countRescue(_ job: LockedJob, _ changes: inout CounterChanges) throws {
        guard try isGivenUp(job) else {
            _ = try AttemptRows.close(job.id, job.epoch, .rescued, nil, on: connection)
            return try Lifecycle.wait(job, for: settings.retries.rescuePause, rescues: 1, &changes, on: connection)
        }
        let failure = JobFailure(
            .workerLost,
            "The server stopped \(job.rescues + 1) times while it read this document. "
                + "Process the job again when the server runs steadily.")
        try fail(job, failure, &changes)
    }

    private func fail(_ job: LockedJob, _ failure: JobFailure, _ changes: inout CounterChanges) throws {
        _ = try AttemptRows.close(job.id, job.epoch, .failed, failure, on: connection)
        try Lifecycle.end(job, as: .failed, failure, &changes, on: connection)
    }

    private func isGivenUp(_ job: LockedJob) throws -> Bool {
        let rescues = job.rescues + 1
        return try settings.retries.isGivenUp(rescues: rescues, processes: processes(inTheLast: rescues, of: job))
    }

    /// How many processes were started since the one that made the job's first of so many attempts, with that one.
    private func processes(inTheLast attempts: Int, of job: LockedJob) throws -> Int {
        try connection.first(
            """
            SELECT CAST(COALESCE((SELECT MAX(id) FROM worker) - MIN(worker_id) + 1, 0) AS SIGNED) FROM
            (SELECT worker_id FROM job_attempt WHERE job_id = ? ORDER BY epoch DESC LIMIT ?) a
            """, [job.id.value, .int(attempts)]
        ) { try $0.int() } ?? 0
    }

    /// Groups whose held jobs were overlooked because another transaction had them locked.
    static func groupsWithRoom(on connection: Connection) throws -> [Group.ID] {
        try connection.rows(
            """
            SELECT g.id FROM (SELECT DISTINCT group_id FROM job WHERE queue_state = \(QueueState.held.sql)) h
            JOIN job_group g ON g.id = h.group_id AND g.active < g.parallel_jobs LIMIT 100
            """
        ) { try $0.id() }
    }

    static func admit(_ group: Group.ID, on connection: Connection) throws {
        var changes = CounterChanges()
        changes.touch(group)
        try changes.write(on: connection)
    }
}

extension JobProgress.Step {
    fileprivate var isPastReading: Bool {
        switch self {
        case .fetching, .reading: false
        case .extracting, .validating, .saving: true
        }
    }
}
