import Foundation
package import Logging
package import Storage
import Synchronization
import Threads

/// Claims as many jobs as there are idle workers, and gives each to a thread.
package final class Dispatcher<Queue: JobQueue>: Sendable {
    private let queue: Queue
    private let lease: Lease<Queue.Worker>
    private let runningJobs: RunningJobs
    private let worker: Worker<Queue>
    private let width: Int
    private let timing: QueueTiming
    private let log: Logger
    private let obstacle: @Sendable () -> String?
    private let lastObstacle = Mutex<String?>(nil)
    private let isStopped = Mutex(false)
    private let foundNothing = Mutex(false)
    private let ended = DispatchGroup()
    /// Created at the start, so that a claimed job always has a thread.
    private let threads: ThreadPool

    /// `width` is how many jobs may run here at once: one for each core, and one that is downloaded in the meantime.
    /// While there is an `obstacle`, e.g. a full disk, no job is started.
    package init(
        queue: Queue, lease: Lease<Queue.Worker>, runningJobs: RunningJobs, worker: Worker<Queue>, width: Int,
        timing: QueueTiming = QueueTiming(),
        log: Logger, obstacle: @escaping @Sendable () -> String? = { nil }
    ) {
        self.queue = queue
        self.lease = lease
        self.runningJobs = runningJobs
        self.worker = worker
        self.width = width
        self.timing = timing
        self.log = log
        self.obstacle = obstacle
        threads = ThreadPool("job", width: width + JobPlaces.reserve)
    }

    /// Throws if the machine does not have enough threads.
    package func start() throws {
        try threads.start()
        ended.enter()
        do {
            try Threads.start("dispatcher") { [self] in
                run()
                ended.leave()
            }
        } catch {
            ended.leave()
            throw error
        }
    }

    /// After this returns, no more jobs are claimed.
    package func stop() {
        isStopped.withLock { $0 = true }
        runningJobs.wake()
        ended.wait()
    }

    /// Why no jobs are started; nil while they are.
    package var hindrance: String? { lastObstacle.withLock { $0 } }

    /// True if the last poll found nothing and nothing runs here: a running job may block the other jobs of its group.
    package var isIdle: Bool { runningJobs.count == 0 && foundNothing.withLock { $0 } }

    private func run() {
        var pause = timing.poll.lowerBound
        while !isStopped.withLock({ $0 }) {
            do {
                let claimed = try claim()
                pause = claimed > 0 ? timing.poll.lowerBound : min(pause * 2, timing.poll.upperBound)
                // If all places are taken, there is nothing to do until a worker is free. Otherwise more jobs may have
                // come.
                if claimed > 0, runningJobs.count < width { continue }
            } catch {
                log.warning("claiming failed", metadata: ["error": "\(error)"])
                pause = timing.recovery
            }
            runningJobs.wait(pause.jittered(0.25))
        }
    }

    private func claim() throws -> Int {
        let idle = width - runningJobs.count
        guard idle > -JobPlaces.reserve, let holder = lease.worker, lease.age < timing.silence else { return 0 }
        let jobs =
            if isHindered() { [ClaimedJob]() } else if idle > 0 { try queue.claim(upTo: idle, for: holder) } else {
                // All places are taken: claim one more for an account that has none of them.
                try queue.claim(upTo: 1, for: holder, except: runningJobs.accounts)
            }
        for job in jobs { start(job) }
        foundNothing.withLock { $0 = jobs.isEmpty && runningJobs.count == 0 }
        return jobs.count
    }

    private func isHindered() -> Bool {
        let found = obstacle()
        let before = lastObstacle.withLock { last in
            defer { last = found }
            return last
        }
        if let found, found != before { log.warning("no jobs are started", metadata: ["reason": "\(found)"]) }
        if found == nil, before != nil { log.notice("jobs are started again") }
        return found != nil
    }

    private func start(_ job: ClaimedJob) {
        let running = runningJobs.enter(job)
        threads.give { [worker, runningJobs] in
            worker.run(running)
            runningJobs.leave(running)
        }
    }
}
