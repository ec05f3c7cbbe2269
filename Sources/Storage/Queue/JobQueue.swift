package import Invoices

/// The durable queue's protocol. All methods block, may be called from any thread, and throw what is worth telling an
/// operator; a database that is away is thrown after the store's own retries, as an error that `isMendedByTime`. Time
/// is the database's alone.
package protocol JobQueue: Sendable {
    associatedtype Worker: Sendable

    /// One row for this process, with a lease; call once at start and again after the lease was lost.
    func register(host: String, processID: Int32) throws -> Worker
    /// Renews the lease; false if it is lost: then kill the readers and register again.
    func beat(_ worker: Worker) throws -> Bool
    /// Takes the next due jobs by virtual deadline, at most `limit`, respecting every limit across processes.
    /// - Parameter accounts: Theirs are left alone.
    func claim(upTo limit: Int, for worker: Worker, except accounts: Set<Account.ID>) throws -> [ClaimedJob]
    /// Those of the worker's running jobs that a client asked to cancel.
    func cancelRequests(for worker: Worker) throws -> [Job.ID]
    /// Shows progress, and keeps the step for `reap`; writes nothing when the claim is lost.
    func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState
    /// Saves result, pages and images and completes the job in one transaction; `.lost` saves nothing.
    func complete(_ job: ClaimedJob, with reading: ReadResult) throws -> ClaimState
    /// Ends the attempt: queued again later, or failed, by the kind of failure and the job's counters.
    func fail(_ job: ClaimedJob, with failure: JobFailure) throws -> ClaimState
    /// Ends the attempt because the client cancelled.
    func cancelled(_ job: ClaimedJob) throws -> ClaimState
    /// Gives the job back without counting the attempt: a shutdown is not the job's fault.
    func release(_ job: ClaimedJob) throws
    /// Takes jobs of dead processes back into the queue and moves waiting jobs that are due; how many were moved. A job
    /// that was past its reading counts a crash: there the process is most likely to have ended because of the job.
    func reap() throws -> Int
    /// How long until the next waiting job is due, nil when none waits.
    func nextDue() throws -> Duration?
    /// Removes the worker's row at a clean stop.
    func deregister(_ worker: Worker) throws
}

extension JobQueue {
    /// Of whichever accounts.
    package func claim(upTo limit: Int, for worker: Worker) throws -> [ClaimedJob] {
        try claim(upTo: limit, for: worker, except: [])
    }
}
