import Foundation
package import Invoices
package import MariaDB
import Synchronization

/// The durable queue in MariaDB: every promise of `JobQueue` is a row, and time is the database's alone.
///
/// A claim is SELECT … FOR UPDATE SKIP LOCKED over the index of ready jobs, so pollers neither wait for each other nor
/// take a job twice. Finishing is allowed to the epoch of the newest claim only.
package final class MariaDBJobQueue: JobQueue {
    /// The row of this process.
    package struct Worker: Sendable, Hashable {
        package let id: Int
    }

    let database: Database
    let settings: QueueSettings
    /// What this process has been handed and has not ended. A claim whose COMMIT went unanswered may have taken jobs
    /// that are missing here; the next claim looks for them.
    private let handed = Mutex<[Worker: [Job.ID: Int]]>([:])
    private let isUncertain = Mutex(false)

    package init(database: Database, settings: QueueSettings = QueueSettings()) {
        self.database = database
        self.settings = settings
    }

    // MARK: The process

    package func register(host: String, processID: Int32) throws -> Worker {
        let id = try database.writing { connection in
            try connection.run(
                """
                INSERT INTO worker (host, process_id, started_at, beat_at, lease_until)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)
                """,
                [.cut(host, to: 64), .int(Int(processID)), Lifecycle.microseconds(self.settings.lease)]
            ).insertID
        }
        return Worker(id: id)
    }

    package func beat(_ worker: Worker) throws -> Bool {
        try database.writing { connection in
            try connection.run(
                """
                UPDATE worker SET beat_at = UTC_TIMESTAMP(3), lease_until = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
                WHERE id = ? AND lease_until > UTC_TIMESTAMP(3)
                """, [Lifecycle.microseconds(self.settings.lease), .int(worker.id)]
            ).affectedRows == 1
        }
    }

    package func deregister(_ worker: Worker) throws {
        try database.writing { connection in
            try Reaping(self.settings, on: connection).dismiss(worker.id)
        }
        handed.withLock { $0[worker] = nil }
    }

    // MARK: Taking

    package func claim(
        upTo limit: Int, for worker: Worker, except accounts: Set<Account.ID>
    ) throws -> [ClaimedJob] {
        guard limit > 0 else { return [] }
        try wakeDueJobs()
        let known = handed.withLock { Set(($0[worker] ?? [:]).keys) }
        let mayHaveMore = isUncertain.withLock { $0 }
        do {
            let jobs = try database.writing { connection in
                let claiming = ClaimQuery(self.settings, worker.id, on: connection)
                let lost = mayHaveMore ? try claiming.adopt(except: known) : []
                return lost.isEmpty ? try claiming.claim(upTo: limit, except: accounts) : lost
            }
            isUncertain.withLock { $0 = false }
            handed.withLock { handed in
                for job in jobs { handed[worker, default: [:]][job.id] = job.epoch }
            }
            return jobs
        } catch {
            isUncertain.withLock { $0 = true }
            throw error
        }
    }

    package func cancelRequests(for worker: Worker) throws -> [Job.ID] {
        try database.reading { connection in
            try connection.rows(
                """
                SELECT id FROM job \
                WHERE worker_id = ? AND queue_state = \(QueueState.running.sql) AND cancel_requested = 1
                """, [.int(worker.id)]
            ) { try $0.id() }
        }
    }

    // MARK: Ending

    package func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState {
        try database.writing { try ClaimCompletion(self.settings, on: $0).tell(progress, of: job) }
    }

    package func complete(_ job: ClaimedJob, with reading: ReadResult) throws -> ClaimState {
        try ending(job) { try ClaimCompletion(self.settings, on: $0).complete(job, with: reading) }
    }

    package func fail(_ job: ClaimedJob, with failure: JobFailure) throws -> ClaimState {
        let jitter = Double.random(in: 0...1)
        return try ending(job) { try ClaimCompletion(self.settings, on: $0).fail(job, with: failure, jitter: jitter) }
    }

    package func cancelled(_ job: ClaimedJob) throws -> ClaimState {
        try ending(job) { try ClaimCompletion(self.settings, on: $0).cancelled(job) }
    }

    package func release(_ job: ClaimedJob) throws {
        _ = try ending(job) { try ClaimCompletion(self.settings, on: $0).release(job) }
    }

    // MARK: Keeping order

    package func reap() throws -> Int {
        var moved = try wakeDueJobs()
        let dead = try database.reading { connection in
            try connection.rows(
                "SELECT id FROM worker WHERE lease_until < UTC_TIMESTAMP(3) ORDER BY lease_until LIMIT 10"
            ) {
                try $0.int()
            }
        }
        for worker in dead {
            moved += try database.writing { try Reaping(self.settings, on: $0).buryIfDead(worker) }
        }
        moved += try database.writing { try Reaping(self.settings, on: $0).rescueOrphans() }
        let groups = try database.reading { try Reaping.groupsWithRoom(on: $0) }
        for group in groups { try database.writing { try Reaping.admit(group, on: $0) } }
        return moved
    }

    package func nextDue() throws -> Duration? {
        let microseconds = try database.reading { connection in
            try connection.first(
                """
                SELECT GREATEST(0, TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), MIN(run_at))) FROM job
                WHERE queue_state = \(QueueState.waiting.sql)
                """
            ) { try $0.optionalInt() }
        }
        return microseconds.flatMap { $0 }.map { .microseconds($0) }
    }

    /// Moves waiting jobs whose time has come into the claims' range; how many.
    @discardableResult
    private func wakeDueJobs() throws -> Int {
        let isDue = try database.reading { connection in
            try connection.first(
                "SELECT 1 FROM job WHERE queue_state = \(QueueState.waiting.sql) AND run_at <= UTC_TIMESTAMP(3) LIMIT 1"
            ) {
                try $0.int()
            }
        }
        guard isDue != nil else { return 0 }
        return try database.writing { try Reaping(self.settings, on: $0).wakeDue() }
    }

    private func ending(_ job: ClaimedJob, _ body: @Sendable (Connection) throws -> ClaimState) throws -> ClaimState {
        let state = try database.writing(body)
        handed.withLock { handed in
            for worker in handed.keys where handed[worker]?[job.id] == job.epoch { handed[worker]?[job.id] = nil }
        }
        return state
    }
}
