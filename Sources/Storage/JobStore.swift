package import Invoices
import MariaDB

/// Jobs as clients see them; the workers' side is `MariaDBJobQueue`.
package struct JobStore: Sendable {
    let database: Database

    /// Stores a job as `created`, or as `queued` at once.
    ///
    /// Throws `duplicateJobNumber`, `unknownReference`, `inactiveTemplate` or `backlogFull`.
    package func insert(_ draft: JobDraft, of account: Account.ID, queued: Bool = false) throws -> JobRecord {
        throw StorageError.unavailable
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Job.ID, of account: Account.ID) throws -> JobRecord { throw StorageError.unavailable }

    /// The job's attempts in its present run, oldest first.
    package func attempts(_ id: Job.ID, of account: Account.ID) throws -> [AttemptRecord] {
        throw StorageError.unavailable
    }

    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<JobRecord> {
        throw StorageError.unavailable
    }

    /// Throws `notFound`, `preconditionFailed`, `wrongState`, or what `insert` throws.
    package func update(
        _ id: Job.ID, to draft: JobDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> JobRecord { throw StorageError.unavailable }

    /// Deletes in any state; a worker that has it finds its claim lost.
    package func delete(_ id: Job.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        throw StorageError.unavailable
    }

    /// Queues it; throws `wrongState` for one that is queued or processing.
    package func process(_ id: Job.ID, of account: Account.ID) throws -> JobRecord { throw StorageError.unavailable }

    /// Cancels; one that is processing shows so once its worker has stopped, within 10 s.
    package func cancel(_ id: Job.ID, of account: Account.ID) throws -> JobRecord { throw StorageError.unavailable }

    /// The results; throws `wrongState` unless the job is completed.
    package func results(_ id: Job.ID, of account: Account.ID) throws -> JobResults { throw StorageError.unavailable }
}
