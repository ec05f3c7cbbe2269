import Foundation
package import Logging
package import Storage

/// Keeps this process's lease: registers, sends heartbeats, receives cancel requests, and stops the work before the
/// lease ends.
///
/// Its queue should have a connection of its own, so that it never waits behind the work.
package final class LeaseKeeper<Queue: JobQueue>: Sendable {
    private let queue: Queue
    private let lease: Lease<Queue.Worker>
    private let runningJobs: RunningJobs
    private let timing: QueueTiming
    private let log: Logger
    private let clock = PeriodicThread()

    package init(
        queue: Queue, lease: Lease<Queue.Worker>, runningJobs: RunningJobs, timing: QueueTiming = QueueTiming(),
        log: Logger
    ) {
        self.queue = queue
        self.lease = lease
        self.runningJobs = runningJobs
        self.timing = timing
        self.log = log
    }

    package func start() throws { try clock.start("lease keeper") { [self] in keep() } }

    /// Ends the thread and deletes the worker's row.
    package func stop() {
        clock.stop()
        guard let worker = lease.lose() else { return }
        do {
            try queue.deregister(worker)
        } catch {
            log.notice("worker not deregistered", metadata: ["error": "\(error)"])
        }
    }

    /// One round; returns how long to wait for the next.
    private func keep() -> Duration {
        do {
            guard let worker = lease.worker else { return try register() }
            if lease.age >= timing.beat {
                guard try beat(worker) else { return .zero }
            }
            for id in try queue.cancelRequests(for: worker) { runningJobs.job(id)?.end(.cancelled) }
            return min(timing.cancelRequests, timing.beat).jittered(0.1)
        } catch {
            return recover(from: error)
        }
    }

    private func register() throws -> Duration {
        let sentAt = ContinuousClock.now
        let worker = try queue.register(host: ProcessInfo.processInfo.hostName, processID: getpid())
        lease.renew(worker, sentAt: sentAt)
        log.info("worker registered")
        runningJobs.wake()
        return timing.cancelRequests
    }

    private func beat(_ worker: Queue.Worker) throws -> Bool {
        let sentAt = ContinuousClock.now
        if try queue.beat(worker) {
            lease.renew(worker, sentAt: sentAt)
            return true
        }
        loseLease("the database rejected the lease")
        return false
    }

    /// While the database is away the work continues, but only as long as no other process can have taken it.
    private func recover(from error: any Error) -> Duration {
        log.warning("lease not renewed", metadata: ["error": "\(error)"])
        if lease.worker != nil, lease.age >= timing.silence { loseLease("no answer in time") }
        return timing.recovery.jittered(0.25)
    }

    private func loseLease(_ reason: String) {
        log.error("lease lost", metadata: ["reason": "\(reason)", "running": "\(runningJobs.count)"])
        lease.lose()
        runningJobs.endAll(.lost)
    }
}
