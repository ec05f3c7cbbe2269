import Invoices
import MariaDB

/// A group's counts, status and run, kept true in the transaction that changes its jobs.
struct GroupCounters {
    private var counts = GroupCounts()
    private var active: Int
    private let parallelJobs: Int
    private let account: Account.ID
    private let oldStatus: GroupStatus
    private var run: Int
    private var runFailed: Bool

    /// Applies a change and lets as many held jobs become ready as there is room for.
    static func apply(
        _ change: CounterChanges.GroupChange, to group: Group.ID, _ changes: inout CounterChanges,
        on connection: Connection
    ) throws {
        guard var row = try lock(group, on: connection) else {
            // A group that has jobs cannot be deleted, so only a job that is being added can meet this.
            throw StorageError.unknownReference(.group)
        }
        row.add(change)
        let moved = try row.settle(group, on: connection)
        row.active += moved
        changes.admit(moved, of: row.account)
        try row.write(group, change, on: connection)
        let status = row.counts.status
        if status != row.oldStatus {
            changes.counters.add(-1, to: Counters.groups(row.oldStatus), of: row.account)
            changes.counters.add(1, to: Counters.groups(status), of: row.account)
        }
    }

    private static func lock(_ group: Group.ID, on connection: Connection) throws -> GroupCounters? {
        try connection.first(
            """
            SELECT account_id, status, parallel_jobs, active, run, run_failed, created, queued, processing, completed,
                failed, cancelled
            FROM job_group WHERE id = ? FOR UPDATE
            """, [group.value], GroupCounters.init)
    }

    private init(_ row: Row) throws {
        account = try row.id()
        oldStatus = try row.choice()
        parallelJobs = try row.int()
        active = try row.int()
        run = try row.int()
        runFailed = try row.flag()
        for status in JobStatus.allCases { counts[status] = try row.int() }
    }

    private mutating func add(_ change: CounterChanges.GroupChange) {
        for (status, count) in change.counts { counts[status] += count }
        active += change.active
        if change.hasFailed { runFailed = true }
    }

    /// How many jobs became ready (or, below zero, were held back again because the limit was lowered).
    private func settle(_ group: Group.ID, on connection: Connection) throws -> Int {
        let room = parallelJobs - active
        guard room != 0 else { return 0 }
        let (from, to) = room > 0 ? (QueueState.held, QueueState.ready) : (.ready, .held)
        // Rows that someone else has locked are skipped, so this waits for nobody; the reaper looks again.
        let ids = try connection.rows(
            """
            SELECT id FROM job FORCE INDEX (held) WHERE queue_state = ? AND group_id = ?
            ORDER BY sort_key \(room > 0 ? "" : "DESC"), id \(room > 0 ? "" : "DESC") LIMIT ? FOR UPDATE SKIP LOCKED
            """, [.int(from.rawValue), group.value, .int(abs(room))]
        ) { try $0.bytes() }
        guard !ids.isEmpty else { return 0 }
        try connection.run(
            "UPDATE job SET queue_state = ? WHERE id IN (\(placeholders(ids.count)))",
            [.int(to.rawValue)] + ids.map { .bytes($0) })
        return room > 0 ? ids.count : -ids.count
    }

    private func isOpen(_ status: GroupStatus) -> Bool { status == .processing || status == .created }

    private mutating func write(
        _ group: Group.ID, _ change: CounterChanges.GroupChange, on connection: Connection
    ) throws {
        let status = counts.status
        let begins = status == .processing && oldStatus != .processing
        let ends = status != .processing && oldStatus == .processing
        if begins {
            run += 1
            runFailed = change.hasFailed
        }
        try connection.run(
            """
            UPDATE job_group
            SET status = ?, run = ?, run_failed = ?, active = ?, created = ?, queued = ?, processing = ?, completed = ?,
                failed = ?, cancelled = ?, pages = pages + ?, processing_time = processing_time + ?, cost = cost + ?,
                started_at = IF(?, NULL, started_at),
                started_at = IF(?, COALESCE(started_at, UTC_TIMESTAMP(3)), started_at),
                completed_at = IF(?, UTC_TIMESTAMP(3), IF(?, NULL, completed_at)), updated_at = UTC_TIMESTAMP(3)
            WHERE id = ?
            """,
            [.choice(status), .int(run), .flag(runFailed), .int(active)]
                + JobStatus.allCases.map { .int(counts[$0]) }
                + [
                    .int(change.contribution.pages), .int(change.contribution.processingTime),
                    .text(change.contribution.cost.literal), .flag(begins), .flag(change.hasClaimed),
                    // Also when the last of jobs that never ran is cancelled: no run ends then, but the group does.
                    .flag(isOpen(oldStatus) && !isOpen(status)), .flag(isOpen(status)), group.value,
                ])
        guard ends else { return }
        // In the transaction that ends the run, so that it can be neither lost nor told twice.
        try Outbox.record(groupRun: run, of: group, account: account, failed: runFailed, on: connection)
    }
}
