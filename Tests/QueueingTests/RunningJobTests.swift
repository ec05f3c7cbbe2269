import Foundation
import Testing

@testable import Queueing

/// Why a job ends, and what may still be written for it.
struct RunningJobTests {
    @Test func `the first reason counts, but for a claim that is lost`() {
        let job = RunningJob(.sample())
        job.end(.cancelled)
        job.end(.shutdown)
        #expect(job.ending == .cancelled)
        job.end(.lost)
        #expect(job.ending == .lost)
        job.end(.cancelled)
        #expect(job.ending == .lost)
    }

    @Test func `a result that waits for the database is dropped when its claim is lost meanwhile`() throws {
        let began = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let rig = QueueingRig { _, _ in
            began.signal()
            mayEnd.wait()
            return .empty
        }
        rig.queue.change { $0.waiting = [.sample()] }
        try rig.start()
        began.wait()
        rig.queue.change { $0.isAway = true }
        mayEnd.signal()
        #expect(eventually { rig.counters[.fenced] == 1 && rig.runningJobs.count == 0 })
        rig.queue.change { $0.isAway = false }
        #expect(eventually { rig.lease.worker != nil })
        rig.stop()
        #expect(rig.counters[.completed] == 0 && !rig.queue.events.contains("complete 1"))
    }
}
