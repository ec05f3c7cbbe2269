package import Invoices
package import MariaDB

/// The queue as the operator sees it: over all accounts, without anybody's documents.
package struct QueueStore: Sendable {
    /// A failed job.
    package struct Failure: Sendable {
        package let job: Job.ID
        package let account: Account.ID
        package let accountName: String
        package let number: String
        package let code: String
        package let failedAt: Timestamp
    }

    /// A process that works.
    package struct Process: Sendable {
        package let host: String
        package let processID: Int
        /// Seconds since it last renewed its lease.
        package let silence: Int
        package let isDead: Bool
        package let running: Int
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Jobs by status, from the kept counts.
    package func counts() throws -> [JobStatus: Int] {
        let rows = try database.reading { connection in
            try connection.rows(
                "SELECT slot, CAST(SUM(count) AS SIGNED) FROM tally WHERE slot <= \(Counters.lastOfJobs) GROUP BY slot"
            ) { (try $0.choice() as JobStatus, try $0.int()) }
        }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    /// Jobs whose results came after those of another job with the same invoice, by what is the same.
    package func duplicates() throws -> [JobLink.Kind: Int] {
        try database.reading { try JobLinkRows.countDuplicates(on: $0) }
    }

    /// Jobs that wait for a later try.
    package func waiting() throws -> Int {
        try database.reading {
            try $0.first("SELECT COUNT(*) FROM job WHERE queue_state = \(QueueState.waiting.sql)") { try $0.int() } ?? 0
        }
    }

    /// Seconds that the job has waited which has waited longest, of those that could run now; 0 when none waits.
    package func longestWait() throws -> Int {
        try database.reading { connection in
            try connection.first(
                """
                SELECT COALESCE(TIMESTAMPDIFF(SECOND, MIN(updated_at), UTC_TIMESTAMP(3)), 0)
                FROM job WHERE queue_state = \(QueueState.ready.sql)
                """
            ) { try $0.int() } ?? 0
        }
    }

    package func processes() throws -> [Process] {
        try database.reading { connection in
            try connection.rows(
                """
                SELECT host, process_id, TIMESTAMPDIFF(SECOND, beat_at, UTC_TIMESTAMP(3)),
                    lease_until < UTC_TIMESTAMP(3),
                    (SELECT COUNT(*) FROM job WHERE worker_id = worker.id AND queue_state = \(QueueState.running.sql))
                FROM worker ORDER BY host, process_id
                """
            ) {
                Process(
                    host: try $0.text(), processID: try $0.int(), silence: try $0.int(), isDead: try $0.flag(),
                    running: try $0.int())
            }
        }
    }

    /// The latest failed jobs first; with one code, or with any; of these ids, or of all.
    package func failures(code: String? = nil, ids: [Job.ID]? = nil, limit: Int) throws -> [Failure] {
        let named = ids.map { "AND job.id IN (\(placeholders($0.count)))" } ?? ""
        return try database.reading { connection in
            try connection.rows(
                """
                SELECT job.id, account_id, account.name, number, COALESCE(error_code, ''), job.updated_at
                FROM job JOIN account ON account.id = account_id
                WHERE status = \(JobStatus.failed.sql) AND (? IS NULL OR error_code = ?) \(named)
                ORDER BY job.updated_at DESC LIMIT ?
                """, [.optional(code), .optional(code)] + (ids ?? []).map(\.value) + [.int(limit)]
            ) {
                Failure(
                    job: try $0.id(), account: try $0.id(), accountName: try $0.text(), number: try $0.text(),
                    code: try $0.text(), failedAt: try $0.timestamp())
            }
        }
    }
}
