"""Lines that keep a process without its claim, lease or key from writing."""

from .line import Line

NOTIFICATIONS = "NotificationStore.swift"

LINES = [
    Line("DownloadStore.swift", "guard let claimed = try LockedJob.lock(job, on: connection), claimed.epoch == epoch,",
         "guard let claimed = try LockedJob.lock(job, on: connection), claimed.epoch >= epoch,", "DownloadStoreTests",
         "Only the present claim keeps what it fetched."),
    Line("DownloadStore.swift", "claimed.queueState == .running", "claimed.queueState != .held", "DownloadStoreTests",
         "Only a job that runs keeps what was fetched for it."),
    Line("ClaimCompletion.swift", "guard let job = try LockedJob.lock(claimed.id, on: connection), job.epoch == claimed.epoch,",
         "guard let job = try LockedJob.lock(claimed.id, on: connection), job.epoch >= claimed.epoch,", "QueueConformanceTests",
         "Only the present claim ends its job."),
    Line("ClaimCompletion.swift", "job.queueState == .running", "job.queueState != .held", "QueueConformanceTests",
         "A job that has ended is not ended again."),
    Line("ClaimCompletion.swift", "WHERE id = ? AND epoch = ? AND queue_state = \\(QueueState.running.sql)",
         "WHERE id = ? AND epoch >= ? AND queue_state = \\(QueueState.running.sql)", "QueueConformanceTests", "Only the present claim tells its progress."),
    Line("MariaDBJobQueue.swift", "WHERE id = ? AND lease_until > UTC_TIMESTAMP(3)", "WHERE id = ?",
         "QueueConformanceTests", "A lease that is over is not renewed."),
    Line("JobStore.swift", "guard job.status.canBecome(.queued), job.status != .processing else {",
         "guard job.status.canBecome(.queued) || job.status == .queued else {", "JobStoreTests",
         "A job that is queued or runs is not queued again."),
    Line("Lifecycle.swift", "if try KeptResults.exist(of: job.id, on: connection) {", "if false {", "KeptResultsTests",
         "A run without results does not take those that there are."),
    Line("RevisionCheck.swift", "if let wanted, wanted != present { throw StorageError.preconditionFailed(revision: present) }",
         "if let wanted, wanted > present { throw StorageError.preconditionFailed(revision: present) }", "JobStoreTests",
         "A change of an older revision is refused."),
    Line("IdempotentRequest.swift", 'static let isOurs = "account_id = ? AND key_hash = ? AND created_at = ? AND status IS NULL"',
         'static let isOurs = "account_id = ? AND key_hash = ? AND ? IS NOT NULL AND status IS NULL"', "IdempotencyTests",
         "A request whose key was taken over does nothing."),
    Line(NOTIFICATIONS, "WHERE id = ? AND tries = ? AND state = \\(Delivery.State.pending.sql)",
         "WHERE id = ? AND ? IS NOT NULL AND state = \\(Delivery.State.pending.sql)",
         "NotificationTests", "Only the present try hands a mail over."),
    Line("RunningJob.swift", "if state.ending == nil || ending == .lost { state.ending = ending }",
         "if state.ending == nil { state.ending = ending }", "QueueingTests", "A lost claim overrules all other reasons."),
    Line("Worker.swift", "while running.ending != .lost {", "while running.ending != .shutdown {",
         "QueueingTests", "A result that waits for the database is dropped with its claim."),
    Line("LeaseKeeper.swift",
         'if lease.worker != nil, lease.age >= timing.silence { loseLease("no answer in time") }', "", "QueueingTests",
         "A process that cannot beat stops its work before its lease ends."),
]
