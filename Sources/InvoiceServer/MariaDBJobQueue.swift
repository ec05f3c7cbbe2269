import Invoices
import MariaDB
import Storage

/// Stands in until the store brings its queue: claims nothing.
struct MariaDBJobQueue: JobQueue {
    let database: Database
    func register(host: String, processID: Int32) throws -> Int { throw StorageError.unavailable }
    func beat(_ worker: Int) throws -> Bool { false }
    func claim(upTo limit: Int, for worker: Int) throws -> [ClaimedJob] { [] }
    func cancelRequests(for worker: Int) throws -> [Job.ID] { [] }
    func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState { .held }
    func complete(_ job: ClaimedJob, with reading: FinishedReading) throws -> ClaimState { .held }
    func fail(_ job: ClaimedJob, with failure: JobFailure) throws -> ClaimState { .held }
    func cancelled(_ job: ClaimedJob) throws -> ClaimState { .held }
    func release(_ job: ClaimedJob) throws {}
    func reap() throws -> Int { 0 }
    func nextDue() throws -> Duration? { nil }
    func deregister(_ worker: Int) throws {}
}
