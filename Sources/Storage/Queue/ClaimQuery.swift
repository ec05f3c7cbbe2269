import InvoiceCoding
import Invoices
import MariaDB

/// Takes jobs for one process; within one short transaction.
struct ClaimQuery {
    private struct Share {
        let account: Account.ID
        /// How many more may run; a large number without a limit.
        let room: Int
        let isLimited: Bool
    }

    private let settings: QueueSettings
    private let worker: Int
    private let connection: Connection

    init(_ settings: QueueSettings, _ worker: Int, on connection: Connection) {
        self.settings = settings
        self.worker = worker
        self.connection = connection
    }

    /// Accounts take turns by the work that each had so far; within an account the virtual deadline decides.
    func claim(upTo limit: Int, except accounts: Set<Account.ID>) throws -> [ClaimedJob] {
        let limit = try min(limit, roomInAll())
        guard limit > 0 else { return [] }
        let shares = try shares(except: accounts)
        guard !shares.isEmpty else { return [] }
        var jobs: [LockedJob] = []
        // First everyone's fair part, then whoever has more fills what is left.
        for portion in [max(1, limit / shares.count), limit] {
            for share in shares where jobs.count < limit {
                let taken = jobs.count { $0.account == share.account }
                let wanted = min(portion - taken, limit - jobs.count, share.room - taken)
                guard wanted > 0 else { continue }
                jobs += try ready(of: share.account, upTo: wanted, except: jobs)
            }
        }
        jobs = try within(shares, jobs)
        return try take(jobs)
    }

    /// Jobs that an unanswered COMMIT took for this process.
    func adopt(except known: Set<Job.ID>) throws -> [ClaimedJob] {
        let ids = try connection.rows(
            "SELECT id FROM job WHERE worker_id = ? AND queue_state = \(QueueState.running.sql)", [.int(worker)]
        ) { try $0.id() as Job.ID }
        return try claimed(ids.filter { !known.contains($0) })
    }

    /// A limit over all machines makes claims take turns at one row; without it they do not meet.
    private func roomInAll() throws -> Int {
        guard settings.maximumRunning > 0 else { return Int.max }
        try connection.run("SELECT id FROM queue_gate WHERE id = 1 FOR UPDATE")
        let running =
            try connection.first("SELECT COUNT(*) FROM job WHERE queue_state = \(QueueState.running.sql)") {
                try $0.int()
            } ?? 0
        return settings.maximumRunning - running
    }

    private func shares(except accounts: Set<Account.ID>) throws -> [Share] {
        let others = accounts.isEmpty ? "" : "AND id NOT IN (\(placeholders(accounts.count)))"
        return try connection.rows(
            """
            SELECT id, maximum_running - running, maximum_running > 0 FROM account
            WHERE ready > 0 AND (maximum_running = 0 OR running < maximum_running) \(others)
            ORDER BY work_done, id LIMIT 32
            """, accounts.map(\.value)
        ) { row in
            let account: Account.ID = try row.id()
            let room = try row.int()
            let isLimited = try row.flag()
            return Share(account: account, room: isLimited ? room : Int.max / 2, isLimited: isLimited)
        }
    }

    private func ready(of account: Account.ID, upTo count: Int, except taken: [LockedJob]) throws -> [LockedJob] {
        let mine = taken.filter { $0.account == account }.map(\.id.value)
        // Our own rows are locked by us, so SKIP LOCKED would hand them out again.
        let others = mine.isEmpty ? "" : "AND id NOT IN (\(placeholders(mine.count)))"
        return try LockedJob.lockAll(
            where: """
                queue_state = \(QueueState.ready.sql) AND account_id = ? \(others)
                ORDER BY sort_key, id LIMIT ? FOR UPDATE SKIP LOCKED
                """, [account.value] + mine + [.int(count)], on: connection)
    }

    /// An account's limit is held under its lock: two claims at once cannot both take the last place.
    private func within(_ shares: [Share], _ jobs: [LockedJob]) throws -> [LockedJob] {
        let limited = Set(shares.filter(\.isLimited).map(\.account))
        let asked = Set(jobs.map(\.account)).intersection(limited)
        guard !asked.isEmpty else { return jobs }
        // Groups before accounts, everywhere.
        for group in Set(jobs.compactMap(\.group)).sorted(by: { $0.text < $1.text }) {
            try connection.run("SELECT id FROM job_group WHERE id = ? FOR UPDATE", [group.value])
        }
        var kept = jobs
        for account in asked.sorted(by: { $0.text < $1.text }) {
            let room =
                try connection.first(
                    "SELECT maximum_running - running FROM account WHERE id = ? FOR UPDATE", [account.value]
                ) { try $0.int() } ?? 0
            var left = max(0, room)
            kept = kept.filter { job in
                guard job.account == account else { return true }
                left -= 1
                return left >= 0
            }
        }
        return kept
    }

    private func take(_ jobs: [LockedJob]) throws -> [ClaimedJob] {
        guard !jobs.isEmpty else { return [] }
        let ids = jobs.map(\.id.value)
        let taken = try connection.run(
            """
            UPDATE job SET status = \(JobStatus.processing.sql), queue_state = \(QueueState.running.sql), \
            epoch = epoch + 1, attempt = attempt + 1, worker_id = ?,
                deadline_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND, percentage = 0, step = NULL,
                started_at = COALESCE(started_at, UTC_TIMESTAMP(3)), updated_at = UTC_TIMESTAMP(3)
            WHERE id IN (\(placeholders(ids.count)))
            """, [.int(worker), Lifecycle.microseconds(settings.longestTimeout + .seconds(120))] + ids)
        guard taken.affectedRows == ids.count else { throw StorageError.damaged("A locked job vanished.") }
        try connection.run(
            """
            INSERT INTO job_attempt (job_id, epoch, number, started_at, outcome, worker_id)
            SELECT id, epoch, attempt, UTC_TIMESTAMP(3), '\(AttemptRecord.Outcome.running.rawValue)', worker_id \
            FROM job WHERE id IN (\(placeholders(ids.count)))
            """, ids)
        let claimed = try claimed(jobs.map(\.id))
        var changes = CounterChanges()
        for job in jobs {
            changes.move(job, to: .processing, .running)
            changes.work(FairShare.chargeOfClaim, of: job.account)
        }
        try changes.write(on: connection)
        return claimed
    }

    /// What the work needs to know, in the order of the claim.
    private func claimed(_ ids: [Job.ID]) throws -> [ClaimedJob] {
        guard !ids.isEmpty else { return [] }
        let addedPages = try PageRows.added(to: ids, on: connection)
        let jobs = try connection.rows(
            """
            SELECT r.id, r.account_id, r.group_id, r.epoch, r.attempt, r.priority, r.document_name, d.document_url,
                r.document_type, t.rules, g.timeout_minutes, d.document_revision, r.template_id, t.rules_revision
            FROM job r JOIN job_detail d ON d.job_id = r.id JOIN template t ON t.id = r.template_id
            LEFT JOIN job_group g ON g.id = r.group_id
            WHERE r.id IN (\(placeholders(ids.count)))
            """, ids.map(\.value)
        ) { try job($0, addedPages) }
        let byID = Dictionary(jobs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    private func job(_ row: Row, _ addedPages: [Job.ID: [AddedPage]]) throws -> ClaimedJob {
        let id: Job.ID = try row.id()
        return ClaimedJob(
            id: id, account: try row.id(), group: try row.optionalID(), epoch: try row.int(),
            attempt: try row.int(), priority: try row.choice(), documentName: try row.text(),
            documentURL: try row.text(), documentType: try row.optionalChoice(),
            template: try TemplateCoding.read(row.bytes()),
            timeout: min(try row.optionalInt().map { .seconds($0 * 60) } ?? settings.timeout, settings.longestTimeout),
            addedPages: addedPages[id] ?? [],
            inputs: ReadingInputs(
                documentRevision: try row.int(), template: try row.id(), rulesRevision: try row.int()))
    }
}
