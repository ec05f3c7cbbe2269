package import Invoices
import MariaDB

/// Jobs as clients see them; the workers' side is `MariaDBJobQueue`.
package struct JobStore: Sendable {
    let database: Database
    let backlog: Backlog

    /// Stores a job as `created`, or as `queued` at once.
    ///
    /// Throws `duplicateJobNumber`, `unknownReference`, `inactiveTemplate` or `backlogFull`.
    package func insert(_ draft: JobDraft, of account: Account.ID, queued: Bool = false) throws -> JobRecord {
        try writing { connection in
            let id = try JobWriting.insert(draft, of: account, on: connection)
            try IdempotentRequest.note(.made, id, on: connection)
            if queued {
                try backlog.checkRoom(of: account, on: connection)
                try enqueue(lock(id, of: account, on: connection), on: connection)
            }
            return try JobRows.find(id, of: account, on: connection)
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Job.ID, of account: Account.ID) throws -> JobRecord {
        try database.reading { try JobRows.find(id, of: account, on: $0) }
    }

    /// The job with its attempts in its present run, oldest first: one question to the database. Throws `notFound`.
    package func item(_ id: Job.ID, of account: Account.ID) throws -> (job: JobRecord, attempts: [AttemptRecord]) {
        try database.reading { try JobRows.item(id, of: account, on: $0) }
    }

    /// Without the large ones of their results: see `JobRecord.leavesOutResults`.
    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<JobRecord> {
        try database.reading { connection in
            try ListSQL(.job, request, of: account).listing(
                JobRows.listColumns, joined: JobRows.joined, on: connection, JobRows.record)
        }
    }

    /// The same as JSON.
    package func page(_ request: ListRequest, of account: Account.ID, _ write: @escaping JobListJSON.Write) throws
        -> JobListJSON
    {
        try database.reading { connection in
            let query = try ListSQL(.job, request, of: account)
            return try JobListJSON(limit: request.limit, write) { make in
                try query.listing(JobRows.listColumns, joined: JobRows.joined, on: connection, make)
            }
        }
    }

    /// Throws `notFound`, `preconditionFailed`, `wrongState`, or what `insert` throws.
    @discardableResult
    package func update(
        _ id: Job.ID, to draft: JobDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> JobRecord {
        try writing { connection in
            let job = try lock(id, of: account, on: connection)
            try checkRevision(job.revision, ifRevision)
            guard job.status != .queued && job.status != .processing else {
                throw StorageError.wrongState(job.status)
            }
            try JobWriting.update(job, to: draft, on: connection)
            return try JobRows.find(id, of: account, on: connection)
        }
    }

    /// Deletes in any state; a worker that has it finds its claim lost.
    package func delete(_ id: Job.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        try database.writing { connection in
            let job = try lock(id, of: account, on: connection)
            try checkRevision(job.revision, ifRevision)
            var changes = CounterChanges()
            try JobWriting.delete([job], &changes, on: connection)
            try HistoryRows.close(job.id, of: account, on: connection)
            try changes.write(on: connection)
        }
    }

    /// Queues it; throws `wrongState` for one that is queued or processing, `backlogFull`, or `documentGone`.
    package func process(_ id: Job.ID, of account: Account.ID) throws -> JobRecord {
        try database.writing { connection in
            try backlog.checkRoom(of: account, on: connection)
            let job = try lock(id, of: account, on: connection)
            guard job.status.canBecome(.queued), job.status != .processing else {
                throw StorageError.wrongState(job.status)
            }
            try DocumentReferences.requireUploads(of: id, account, on: connection)
            try enqueue(job, on: connection)
            try IdempotentRequest.note(.queued, id, on: connection)
            return try JobRows.find(id, of: account, on: connection)
        }
    }

    /// Cancels the run; of a job that is processing this shows once its worker has stopped, within 10 s. A job that has
    /// results of an earlier run is completed then.
    package func cancel(_ id: Job.ID, of account: Account.ID) throws -> JobRecord {
        try database.writing { connection in
            let job = try lock(id, of: account, on: connection)
            guard !job.status.isFinal else { throw StorageError.wrongState(job.status) }
            var changes = CounterChanges()
            try Lifecycle.cancel(job, &changes, on: connection)
            try changes.write(on: connection)
            try IdempotentRequest.note(.done, id, on: connection)
            return try JobRows.find(id, of: account, on: connection)
        }
    }

    /// The results; throws `wrongState` where there are none.
    package func results(_ id: Job.ID, of account: Account.ID) throws -> JobResults {
        try database.reading { connection in
            let job = try JobRows.find(id, of: account, on: connection)
            guard let summary = job.result else { throw StorageError.wrongState(job.status) }
            guard let extraction = try ResultRows.extraction(of: id, on: connection) else {
                throw StorageError.damaged("A job that should have results has none.")
            }
            return JobResults(
                job: job, summary: summary, extraction: extraction, pages: try PageRows.texts(of: id, on: connection))
        }
    }

    // MARK: -

    private func writing<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        do {
            return try database.writing(body)
        } catch let error as DatabaseError where error.isDuplicate && error.key?.hasSuffix("number") == true {
            throw StorageError.duplicateJobNumber
        }
    }

    private func lock(_ id: Job.ID, of account: Account.ID, on connection: Connection) throws -> LockedJob {
        guard let job = try LockedJob.lock(id, of: account, on: connection) else { throw StorageError.notFound }
        return job
    }

    private func enqueue(_ job: LockedJob, on connection: Connection) throws {
        var changes = CounterChanges()
        try Lifecycle.enqueue([job], &changes, on: connection)
        try changes.write(on: connection)
    }
}
