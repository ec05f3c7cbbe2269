package import Logging
package import Storage

/// Frees the jobs of processes that died, and brings waiting jobs back when they are due.
package final class Reaper<Queue: JobQueue>: Sendable {
    private let queue: Queue
    private let crew: Crew
    private let pace: Pace
    private let log: Logger
    private let clock = Rounds()

    package init(queue: Queue, crew: Crew, pace: Pace = Pace(), log: Logger) {
        self.queue = queue
        self.crew = crew
        self.pace = pace
        self.log = log
    }

    package func start() throws {
        try clock.start("reaper") { [self] in
            do {
                let moved = try queue.reap()
                if moved > 0 {
                    log.info("jobs moved back into the queue", metadata: ["jobs": "\(moved)"])
                    crew.wake()
                }
                return try pause()
            } catch {
                log.warning("reaping failed", metadata: ["error": "\(error)"])
                return pace.recovery.jittered(0.25)
            }
        }
    }

    package func stop() { clock.stop() }

    private func pause() throws -> Duration {
        let due = try queue.nextDue() ?? pace.reap
        return min(max(due, pace.poll.lowerBound), pace.reap.jittered(0.1))
    }
}
