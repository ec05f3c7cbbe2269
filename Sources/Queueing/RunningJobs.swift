import Foundation
package import Invoices
import Storage

/// The jobs that run in this process, and the condition that their comings and goings are told on.
package final class RunningJobs: Sendable {
    private let condition = NSCondition()
    // The condition's lock guards these; a Mutex could not be waited on.
    nonisolated(unsafe) private var running: [Job.ID: RunningJob] = [:]
    nonisolated(unsafe) private var wakes = 0

    package init() {}

    package var count: Int { condition.withLock { running.count } }

    /// Those whose jobs run here.
    var accounts: Set<Account.ID> { condition.withLock { Set(running.values.map(\.job.account)) } }

    package func job(_ id: Job.ID) -> RunningJob? { condition.withLock { running[id] } }

    func enter(_ job: ClaimedJob) -> RunningJob {
        let entry = RunningJob(job)
        condition.withLock { running[job.id] = entry }
        return entry
    }

    func leave(_ job: RunningJob) {
        condition.withLock {
            // The same job may already run here anew, under a newer epoch.
            if running[job.job.id] === job { running[job.job.id] = nil }
            wakes += 1
            condition.broadcast()
        }
    }

    package func endAll(_ ending: RunningJob.ClaimCompletion) {
        for job in condition.withLock({ Array(running.values) }) { job.end(ending) }
    }

    /// Something may have become due: a submit, a freed worker, a stop.
    package func wake() {
        condition.withLock {
            wakes += 1
            condition.broadcast()
        }
    }

    /// Sleeps until a wake, or so long; a wake since the last call counts.
    func wait(_ duration: Duration) {
        let until = Date(timeIntervalSinceNow: duration.seconds)
        condition.withLock {
            while wakes == 0, condition.wait(until: until) {}
            wakes = 0
        }
    }

    /// True when nobody runs any more within so long.
    package func waitUntilIdle(_ duration: Duration) -> Bool {
        let until = Date(timeIntervalSinceNow: duration.seconds)
        return condition.withLock {
            while !running.isEmpty, condition.wait(until: until) {}
            return running.isEmpty
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// Itself, give or take that part of it: so that many processes do not act in step.
    func jittered(_ part: Double) -> Duration { self * Double.random(in: 1 - part...1 + part) }
}
