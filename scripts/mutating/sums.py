"""Lines that keep counts and shares true."""

from .line import Line

LINES = [
    Line("CounterChanges.swift", "cost = cost - other.cost", "cost = cost + other.cost", "GroupTruthTests",
         "A group's cost loses what a deleted job cost."),
    Line("CounterChanges.swift", "if job.status == .completed { change.contribution.subtract(job.contribution) }", "",
         "GroupTruthTests", "A group's sums lose what a job that runs anew had added."),
    Line("CounterChanges.swift", "change.active += (state.isActive ? 1 : 0) - (job.queueState.isActive ? 1 : 0)",
         "change.active += (state.isActive ? 1 : 0)", "GroupTruthTests", "A group's active jobs are counted down as well."),
    Line("ClaimCompletion.swift", "cost: settings.pricePerPage * Amount(cents: reading.pagesWithPrice * 100))",
         "cost: settings.pricePerPage * Amount(cents: 100))", "StoredQueueTests", "A job costs its pages."),
    Line("FairShare.swift", "SET work_done = IF(ready + running = 0, GREATEST(work_done, ?), work_done) + ?,",
         "SET work_done = IF(? < 0, 0, work_done) + ?,", "StoredQueueTests", "Rest is not saved up."),
    Line("ClaimQuery.swift", "changes.work(FairShare.chargeOfClaim, of: job.account)", "", "StoredQueueTests",
         "A claim is charged at once, so that accounts take turns."),
    Line("AccuracyRows.swift", "if let old { try add(old, times: -1, on: connection) }", "", "StoredQueueTests",
         "A template's accuracy counts a job once."),
    Line("ContentRows.swift",
         r'"DELETE FROM content WHERE id = ? AND uses <= 0 AND size <= ?", [id.value, .int(chunkSize)])',
         r'"DELETE FROM content WHERE id = ? AND size <= ?", [id.value, .int(chunkSize)])', "RetentionTests",
         "Bytes that another thing uses stay."),
    Line("ContentGarbageCollector.swift",
         'try connection.run("UPDATE content SET sha256 = NULL WHERE id = ? AND uses <= 0", [id.value])',
         'try connection.run("UPDATE content SET sha256 = NULL WHERE id = ?", [id.value])', "DocumentStoreTests",
         "The sweep leaves bytes that are used."),
]
