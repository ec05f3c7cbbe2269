package import Invoices
import MariaDB
package import Storage
import Synchronization

/// A queue with the sides that a test plays: the clients that submit, and the fate that lets time pass.
package protocol QueueUnderTest: JobQueue where Worker == Int {
    func submit(group: Group.ID?, priority: Priority) throws -> Job.ID
    func makeGroup(parallelJobs: Int, retryCount: Int) throws -> Group.ID
    func process(_ id: Job.ID) throws
    func cancel(_ id: Job.ID) throws
    func delete(_ id: Job.ID) throws
    /// Nil for a job that is gone.
    func status(_ id: Job.ID) throws -> JobStatus?
    /// How the attempts of the present run ended, oldest first.
    func outcomes(_ id: Job.ID) throws -> [AttemptRecord.Outcome]
    /// The worker's process has not beaten for longer than its lease.
    func expireLease(of worker: Int) throws
    /// The pauses of all waiting jobs are over.
    func makeDue() throws
}

extension QueueUnderTest {
    package func submit() throws -> Job.ID { try submit(group: nil, priority: .medium) }
    package func register() throws -> Int { try register(host: "test", processID: 1) }
}

/// The queue in MariaDB, played by a test.
package final class MariaDBQueueUnderTest: QueueUnderTest {
    package typealias Worker = Int

    package let fixture: StoreFixture
    package let queue: MariaDBJobQueue
    private let workers = Mutex<[Int: MariaDBJobQueue.Worker]>([:])

    package init(_ fixture: StoreFixture, settings: QueueSettings = QueueSettings()) {
        self.fixture = fixture
        queue = MariaDBJobQueue(database: fixture.stores.database, settings: settings)
    }

    // MARK: The clients' side

    package func submit(group: Group.ID?, priority: Priority) throws -> Job.ID {
        try fixture.queued(group: group, priority: priority)
    }

    package func makeGroup(parallelJobs: Int, retryCount: Int) throws -> Group.ID {
        try fixture.group(parallelJobs: parallelJobs, retryCount: retryCount)
    }

    package func process(_ id: Job.ID) throws { _ = try fixture.stores.jobs.process(id, of: fixture.account) }
    package func cancel(_ id: Job.ID) throws { _ = try fixture.stores.jobs.cancel(id, of: fixture.account) }
    package func delete(_ id: Job.ID) throws { try fixture.stores.jobs.delete(id, of: fixture.account) }

    package func status(_ id: Job.ID) throws -> JobStatus? {
        do { return try fixture.stores.jobs.find(id, of: fixture.account).status } catch StorageError.notFound {
            return nil
        }
    }

    package func outcomes(_ id: Job.ID) throws -> [AttemptRecord.Outcome] {
        try fixture.stores.jobs.item(id, of: fixture.account).attempts.map(\.outcome)
    }

    package func expireLease(of worker: Int) throws {
        try fixture.stores.database.transaction { connection in
            try connection.run(
                "UPDATE worker SET lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?", [.int(worker)])
        }
    }

    package func makeDue() throws {
        try fixture.stores.database.transaction { connection in
            try connection.run("UPDATE job SET run_at = UTC_TIMESTAMP(3) WHERE queue_state = 3")
        }
    }

    // MARK: The workers' side

    package func register(host: String, processID: Int32) throws -> Int {
        let worker = try queue.register(host: host, processID: processID)
        workers.withLock { $0[worker.id] = worker }
        return worker.id
    }

    package func beat(_ worker: Int) throws -> Bool { try queue.beat(known(worker)) }
    package func claim(upTo limit: Int, for worker: Int, except accounts: Set<Account.ID>) throws -> [ClaimedJob] {
        try queue.claim(upTo: limit, for: known(worker), except: accounts)
    }
    package func cancelRequests(for worker: Int) throws -> [Job.ID] { try queue.cancelRequests(for: known(worker)) }
    package func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState {
        try queue.tell(progress, of: job)
    }
    package func complete(_ job: ClaimedJob, with reading: ReadResult) throws -> ClaimState {
        try queue.complete(job, with: reading)
    }
    package func fail(_ job: ClaimedJob, with failure: JobFailure) throws -> ClaimState {
        try queue.fail(job, with: failure)
    }
    package func cancelled(_ job: ClaimedJob) throws -> ClaimState { try queue.cancelled(job) }
    package func release(_ job: ClaimedJob) throws { try queue.release(job) }
    package func reap() throws -> Int { try queue.reap() }
    package func nextDue() throws -> Duration? { try queue.nextDue() }
    package func deregister(_ worker: Int) throws { try queue.deregister(known(worker)) }

    private func known(_ worker: Int) throws -> MariaDBJobQueue.Worker {
        guard let known = workers.withLock({ $0[worker] }) else { throw StorageError.notFound }
        return known
    }
}
