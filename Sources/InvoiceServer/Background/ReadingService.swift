import Foundation
import Invoices
import Logging
import Processing
import Queueing
import Storage

/// The half of the server that reads documents: claims jobs, runs them through the pipeline, and keeps the lease.
final class ReadingService<Queue: JobQueue>: Sendable {
    let runningJobs = RunningJobs()
    let counters = QueueCounters()
    let unsaved = UnsavedResults()
    private let lease = Lease<Queue.Worker>()
    private let keeper: LeaseKeeper<Queue>
    private let reaper: Reaper<Queue>
    private let dispatcher: Dispatcher<Queue>
    private let log: Logger

    /// `leaseQueue` should have a connection of its own, so that a heartbeat never waits behind the work.
    init(
        queue: Queue, leaseQueue: Queue, pipeline: Pipeline, width: Int, maximumTimeout: Duration, log: Logger,
        timing: QueueTiming = QueueTiming(), obstacle: @escaping @Sendable () -> String? = { nil }
    ) {
        self.log = log
        keeper = LeaseKeeper(queue: leaseQueue, lease: lease, runningJobs: runningJobs, timing: timing, log: log)
        reaper = Reaper(queue: leaseQueue, runningJobs: runningJobs, timing: timing, log: log)
        let worker = Worker(
            queue: queue, timing: timing, log: log, counters: counters, unsaved: unsaved
        ) { running, tell in
            try Self.read(running, in: pipeline, maximumTimeout: maximumTimeout, tell: tell)
        }
        dispatcher = Dispatcher(
            queue: queue, lease: lease, runningJobs: runningJobs, worker: worker, width: width, timing: timing,
            log: log,
            obstacle: obstacle)
    }

    /// True if this process holds a lease, so that it reads a job that is submitted now.
    var isReady: Bool { lease.worker != nil }

    /// Seconds since the last heartbeat that the database answered.
    var leaseAge: Int { Int(lease.age.components.seconds) }

    /// True if no job runs and no due job waits.
    var isDrained: Bool { dispatcher.isIdle }

    /// Why no jobs are started here; nil while they are.
    var hindrance: String? { dispatcher.hindrance }

    func start() throws {
        try keeper.start()
        try reaper.start()
        try dispatcher.start()
    }

    /// Stops claiming, lets running jobs continue for at most `limit`, and returns the rest to the queue.
    func stop(within limit: Duration) {
        dispatcher.stop()
        if !runningJobs.waitUntilIdle(limit) {
            log.notice("returning running jobs to the queue", metadata: ["jobs": "\(runningJobs.count)"])
            runningJobs.endAll(.shutdown)
            _ = runningJobs.waitUntilIdle(.seconds(4))
        }
        reaper.stop()
        keeper.stop()
    }

    /// Runs one claimed job through the pipeline; what ends the job from outside cancels the reading.
    private static func read(
        _ running: RunningJob, in pipeline: Pipeline, maximumTimeout: Duration, tell: (JobProgress) -> Void
    ) throws -> ReadResult {
        let cancellation = CancellationToken()
        running.onEnd { cancellation.set() }
        let request = ReadRequest(running.job, maximumTimeout: maximumTimeout)
        return try pipeline.run(request, cancellation: cancellation, tell: tell)
    }
}

extension ReadRequest {
    /// What the pipeline needs to know of a claimed job; no attempt takes longer than `maximumTimeout`.
    fileprivate init(_ job: ClaimedJob, maximumTimeout: Duration) {
        self.init(
            job: job.id, account: job.account, epoch: job.epoch, priority: job.priority,
            documentURL: job.documentURL, documentType: job.documentType, template: job.template,
            timeout: min(job.timeout, maximumTimeout), addedPages: job.addedPages)
    }
}
