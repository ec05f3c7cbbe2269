package import Invoices
package import Storage
import Synchronization

/// The queue's promises without a database: what a test of the workers needs, held to the same conformance suite.
package final class InMemoryJobQueue: QueueUnderTest {
    package typealias Worker = Int

    private struct Entry {
        let id: Job.ID
        let group: Group.ID?
        let priority: Priority
        var status = JobStatus.queued
        /// A reading was completed, in this run or an earlier one.
        var hasResults = false
        var isWaiting = false
        /// Position in time of queueing.
        var turn: Int
        var epoch = 0
        var attempt = 0
        var retries = 0
        var crashes = 0
        var rescues = 0
        var worker: Int?
        /// How many processes there had been at each of its attempts.
        var processes: [Int] = []
        var isCancelRequested = false
        var step: JobProgress.Step?
        var outcomes: [AttemptRecord.Outcome] = []

        /// Results stay where a later run brings none.
        mutating func end(as status: JobStatus) {
            if status == .completed { hasResults = true }
            self.status = hasResults && status.isFinal ? .completed : status
        }
    }

    private struct State {
        var jobs: [Job.ID: Entry] = [:]
        var groups: [Group.ID: (parallelJobs: Int, retryCount: Int)] = [:]
        var workers: [Int: Bool] = [:]
        var counter = 0
        var processes = 0

        mutating func next() -> Int {
            counter += 1
            return counter
        }
    }

    private let state = Mutex(State())
    private let retries: RetryPolicy
    private let account = Account.ID(seconds: 1, random: 1)

    package init(retries: RetryPolicy = RetryPolicy()) { self.retries = retries }

    // MARK: The clients' side

    package func submit(group: Group.ID?, priority: Priority) throws -> Job.ID {
        state.withLock { state in
            let number = state.next()
            let id = Job.ID(seconds: 0, random: UInt64(number))
            state.jobs[id] = Entry(id: id, group: group, priority: priority, turn: number)
            return id
        }
    }

    package func makeGroup(parallelJobs: Int, retryCount: Int) throws -> Group.ID {
        state.withLock { state in
            let id = Group.ID(seconds: 0, random: UInt64(state.next()))
            state.groups[id] = (parallelJobs, retryCount)
            return id
        }
    }

    package func process(_ id: Job.ID) throws {
        try state.withLock { state in
            guard let old = state.jobs[id] else { throw StorageError.notFound }
            guard old.status.isFinal else { throw StorageError.wrongState(old.status) }
            var new = Entry(id: id, group: old.group, priority: old.priority, turn: state.next())
            new.epoch = old.epoch
            new.hasResults = old.hasResults
            state.jobs[id] = new
        }
    }

    package func cancel(_ id: Job.ID) throws {
        try state.withLock { state in
            guard var job = state.jobs[id] else { throw StorageError.notFound }
            guard !job.status.isFinal else { throw StorageError.wrongState(job.status) }
            if job.status == .processing { job.isCancelRequested = true } else { job.end(as: .cancelled) }
            job.isWaiting = false
            state.jobs[id] = job
        }
    }

    package func delete(_ id: Job.ID) throws { state.withLock { $0.jobs[id] = nil } }
    package func status(_ id: Job.ID) throws -> JobStatus? { state.withLock { $0.jobs[id]?.status } }
    package func outcomes(_ id: Job.ID) throws -> [AttemptRecord.Outcome] {
        state.withLock { $0.jobs[id]?.outcomes ?? [] }
    }
    package func expireLease(of worker: Int) throws { state.withLock { $0.workers[worker] = false } }
    package func makeDue() throws {
        state.withLock { state in for id in state.jobs.keys { state.jobs[id]?.isWaiting = false } }
    }

    // MARK: The workers' side

    package func register(host: String, processID: Int32) throws -> Int {
        state.withLock { state in
            let worker = state.next()
            state.workers[worker] = true
            state.processes += 1
            return worker
        }
    }

    package func beat(_ worker: Int) throws -> Bool { state.withLock { $0.workers[worker] == true } }

    package func claim(upTo limit: Int, for worker: Int, except accounts: Set<Account.ID>) throws -> [ClaimedJob] {
        guard !accounts.contains(account) else { return [] }
        return state.withLock { state in
            var claimed: [ClaimedJob] = []
            let ready = state.jobs.values.filter { $0.status == .queued && !$0.isWaiting }
            for job in ready.sorted(by: { ($1.priority, $0.turn) < ($0.priority, $1.turn) }) where claimed.count < limit
            {
                guard hasRoom(job.group, state) else { continue }
                claimed.append(take(job, for: worker, &state))
            }
            return claimed
        }
    }

    package func cancelRequests(for worker: Int) throws -> [Job.ID] {
        state.withLock { state in
            state.jobs.values.filter { $0.worker == worker && $0.isCancelRequested }.map(\.id)
        }
    }

    package func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState {
        state.withLock { state in
            guard let entry = held(job, state) else { return .lost }
            state.jobs[job.id]?.step = progress.currentStep
            return entry.isCancelRequested ? .cancelRequested : .held
        }
    }

    package func complete(_ job: ClaimedJob, with reading: ReadResult) throws -> ClaimState {
        end(job) { _ in (.completed, .completed) }
    }

    package func fail(_ job: ClaimedJob, with failure: JobFailure) throws -> ClaimState {
        end(job) { entry, state in
            let maximum = entry.group.flatMap { state.groups[$0]?.retryCount } ?? RetryPolicy.standardRetries
            let fate = self.retries.fate(
                after: failure, retries: entry.retries, maximumRetries: maximum, crashes: entry.crashes, jitter: 0.5)
            if case .postpone = fate {
                entry.attempt -= 1
                entry.isWaiting = true
                entry.outcomes.removeLast()
                return (.queued, nil)
            }
            guard case .retry = fate else { return (.failed, .failed) }
            entry.isWaiting = true
            if failure.kind == .crash { entry.crashes += 1 } else { entry.retries += 1 }
            return (.queued, failure.kind == .crash ? .crashed : .retried)
        }
    }

    package func cancelled(_ job: ClaimedJob) throws -> ClaimState {
        end(job) { _, _ in (.cancelled, .cancelled) } == .lost ? .lost : .held
    }

    package func release(_ job: ClaimedJob) throws {
        _ = end(job) { entry, _ in
            entry.attempt -= 1
            entry.epoch += 1
            return (.queued, .released)
        }
    }

    package func reap() throws -> Int {
        state.withLock { state in
            let dead = state.workers.filter { !$0.value }.keys
            for worker in dead { state.workers[worker] = nil }
            let orphans = state.jobs.values.filter { job in job.worker.map { state.workers[$0] == nil } ?? false }
            for job in orphans { rescue(job, &state) }
            return orphans.count
        }
    }

    package func nextDue() throws -> Duration? {
        state.withLock { state in state.jobs.values.contains { $0.isWaiting } ? .seconds(1) : nil }
    }

    package func deregister(_ worker: Int) throws {
        state.withLock { state in
            state.workers[worker] = nil
            for job in state.jobs.values where job.worker == worker { rescue(job, &state, mayBlame: false) }
        }
    }

    // MARK: -

    private func hasRoom(_ group: Group.ID?, _ state: State) -> Bool {
        guard let group, let limit = state.groups[group]?.parallelJobs else { return true }
        return state.jobs.values.count { $0.group == group && $0.status == .processing } < limit
    }

    private func take(_ job: Entry, for worker: Int, _ state: inout State) -> ClaimedJob {
        var job = job
        job.status = .processing
        job.worker = worker
        job.epoch += 1
        job.attempt += 1
        job.outcomes.append(.running)
        job.processes.append(state.processes)
        state.jobs[job.id] = job
        return ClaimedJob(
            id: job.id, account: account, group: job.group, epoch: job.epoch, attempt: job.attempt,
            priority: job.priority, documentName: "Invoice.pdf", documentURL: "https://example.com/invoice.pdf",
            documentType: nil, template: .anyInvoice, timeout: .seconds(1800))
    }

    private func held(_ job: ClaimedJob, _ state: State) -> Entry? {
        guard let entry = state.jobs[job.id], entry.epoch == job.epoch, entry.status == .processing else { return nil }
        return entry
    }

    private func end(
        _ job: ClaimedJob, _ body: (inout Entry, State) -> (JobStatus, AttemptRecord.Outcome?)
    ) -> ClaimState {
        state.withLock { state in
            guard var entry = held(job, state) else { return .lost }
            let isCancelled = entry.isCancelRequested
            let (status, outcome) = isCancelled ? (.cancelled, .cancelled) : body(&entry, state)
            entry.end(as: status)
            if let outcome { entry.outcomes[entry.outcomes.count - 1] = outcome }
            entry.worker = nil
            entry.isCancelRequested = false
            entry.step = nil
            state.jobs[job.id] = entry
            return isCancelled ? .cancelled : .held
        }
    }

    private func end(_ job: ClaimedJob, _ body: (Entry) -> (JobStatus, AttemptRecord.Outcome)) -> ClaimState {
        end(job) { entry, _ in body(entry) }
    }

    private func rescue(_ job: Entry, _ state: inout State, mayBlame: Bool = true) {
        var job = job
        let isCrash = mayBlame && [.extracting, .validating, .saving].contains(job.step)
        let first = job.processes.suffix(job.rescues + 1).first ?? state.processes
        let isLast =
            isCrash
            ? job.crashes + 1 >= retries.maximumCrashes
            : retries.isGivenUp(rescues: job.rescues + 1, processes: state.processes - first + 1)
        let outcome: AttemptRecord.Outcome = isLast ? .failed : isCrash ? .crashed : .rescued
        job.outcomes[job.outcomes.count - 1] = job.isCancelRequested ? .cancelled : outcome
        job.end(as: job.isCancelRequested ? .cancelled : isLast ? .failed : .queued)
        job.isWaiting = job.status == .queued
        if isCrash { job.crashes += 1 } else { job.rescues += 1 }
        job.step = nil
        job.epoch += 1
        job.worker = nil
        job.isCancelRequested = false
        state.jobs[job.id] = job
    }
}
