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

    /// Translates the queue's types into the pipeline's, and back.
    private static func read(
        _ running: RunningJob, in pipeline: Pipeline, maximumTimeout: Duration, tell: (JobProgress) -> Void
    ) throws -> ReadResult {
        let cancellation = CancellationToken()
        running.onEnd { cancellation.set() }
        let job = running.job
        let order = ReadRequest(
            job: job.id, account: job.account, epoch: job.epoch, priority: job.priority,
            documentURL: job.documentURL, documentType: job.documentType, template: job.template,
            timeout: min(job.timeout, maximumTimeout), addedPages: job.addedPages)
        let reading = try pipeline.run(order, cancellation: cancellation, tell: tell)
        let images = reading.pages.filter { !$0.jpeg.isEmpty }.map {
            PageJPEG(pageNumber: $0.page.number, bytes: $0.jpeg)
        }
        return ReadResult(
            document: reading.document, pages: reading.pages.map(\.page), images: images,
            extraction: reading.extraction)
    }
}
