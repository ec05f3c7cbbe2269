import Foundation
package import Invoices
import Storage

/// The jobs that run in this process, and the condition that signals their starts and ends.
package final class RunningJobs: Sendable {
    private let condition = NSCondition()
    // The condition's lock guards these; a Mutex could not be waited on.
    nonisolated(unsafe) private var running: [Job.ID: RunningJob] = [:]
    nonisolated(unsafe) private var wakes = 0

    package init() {}

    package var count: Int { condition.withLock { running.count } }

    /// The accounts whose jobs run here.
    var accounts: Set<Account.ID> { condition.withLock { Set(running.values.map(\.job.account)) } }

    package func job(_ id: Job.ID) -> RunningJob? { condition.withLock { running[id] } }

    func enter(_ job: ClaimedJob) -> RunningJob {
        let entry = RunningJob(job)
        condition.withLock { running[job.id] = entry }
        return entry
    }

    func leave(_ job: RunningJob) {
        condition.withLock {
            // The same job may already run here again, under a newer epoch.
            if running[job.job.id] === job { running[job.job.id] = nil }
            wakes += 1
            condition.broadcast()
        }
    }

    package func endAll(_ ending: RunningJob.ClaimCompletion) {
        for job in condition.withLock({ Array(running.values) }) { job.end(ending) }
    }

    /// Ends the sleep of `wait`: a job was submitted, a worker is free, or the process stops.
    package func wake() {
        condition.withLock {
            wakes += 1
            condition.broadcast()
        }
    }

    /// Sleeps until `wake`, at most for `duration`. A wake since the last call ends it at once.
    func wait(_ duration: Duration) {
        let until = Date(timeIntervalSinceNow: duration.seconds)
        condition.withLock {
            while wakes == 0, condition.wait(until: until) {}
            wakes = 0
        }
    }

    /// Waits until no job runs, at most for that time. False if jobs still run.
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

    /// Varied at random by up to that fraction, so that many processes do not act at the same time.
    func jittered(_ part: Double) -> Duration { self * Double.random(in: 1 - part...1 + part) }
}
