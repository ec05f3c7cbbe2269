package import Logging
package import Storage

/// Rescues the jobs of dead processes, and queues waiting jobs again when they are due.
package final class Reaper<Queue: JobQueue>: Sendable {
    private let queue: Queue
    private let runningJobs: RunningJobs
    private let timing: QueueTiming
    private let log: Logger
    private let clock = PeriodicThread()

    package init(queue: Queue, runningJobs: RunningJobs, timing: QueueTiming = QueueTiming(), log: Logger) {
        self.queue = queue
        self.runningJobs = runningJobs
        self.timing = timing
        self.log = log
    }

    package func start() throws {
        try clock.start("reaper") { [self] in
            do {
                let moved = try queue.reap()
                if moved > 0 {
                    log.info("jobs moved back into the queue", metadata: ["jobs": "\(moved)"])
                    runningJobs.wake()
                }
                return try pause()
            } catch {
                log.warning("reaping failed", metadata: ["error": "\(error)"])
                return timing.recovery.jittered(0.25)
            }
        }
    }

    package func stop() { clock.stop() }

    private func pause() throws -> Duration {
        let due = try queue.nextDue() ?? timing.reap
        return min(max(due, timing.poll.lowerBound), timing.reap.jittered(0.1))
    }
}
