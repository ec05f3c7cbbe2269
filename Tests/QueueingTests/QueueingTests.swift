import Foundation
import Invoices
import Storage
import Synchronization
import Testing

@testable import Queueing

struct QueueingTests {
    @Test func `every waiting job is completed once`() throws {
        let rig = QueueingRig { _, _ in .empty }
        rig.queue.change { $0.waiting = (1...20).map(ClaimedJob.sample) }
        try rig.start()
        #expect(eventually { rig.counters[.completed] == 20 })
        rig.stop()
        #expect(Set(rig.queue.events.filter { $0.hasPrefix("complete") }).count == 20)
    }

    @Test func `no more jobs run than there are workers`() throws {
        let running = Mutex((now: 0, most: 0))
        let rig = QueueingRig(width: 3) { _, _ in
            running.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            Thread.sleep(forTimeInterval: 0.005)
            running.withLock { $0.now -= 1 }
            return .empty
        }
        rig.queue.change { $0.waiting = (1...30).map(ClaimedJob.sample) }
        try rig.start()
        #expect(eventually { rig.counters[.completed] == 30 })
        rig.stop()
        #expect(running.withLock { $0.most } == 3)
        #expect(rig.queue.state.withLock { $0.greatestClaim } == 3)
    }

    @Test func `an account of which nothing runs finds a place beside another's long jobs`() throws {
        let goesOn = Mutex(true)
        let rig = QueueingRig(width: 2) { running, _ in
            if running.job.account == ClaimedJob.sample().account {
                while goesOn.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.005) }
            }
            return .empty
        }
        rig.queue.change { $0.waiting = (1...5).map(ClaimedJob.sample) }
        try rig.start()
        #expect(eventually { rig.runningJobs.count == 2 })
        rig.queue.change { $0.waiting.append(.sample(9, ofAccount: 2)) }
        #expect(eventually { rig.queue.events.contains("complete 9") })
        #expect(rig.runningJobs.count == 2 && rig.counters[.completed] == 1, "the first account got no more places")
        goesOn.withLock { $0 = false }
        #expect(eventually { rig.counters[.completed] == 6 })
        rig.stop()
    }

    @Test func `while something stands in the way no jobs are started`() throws {
        let hasRoom = Mutex(false)
        let looks = Mutex(0)
        let rig = QueueingRig(obstacle: {
            looks.withLock { $0 += 1 }
            return hasRoom.withLock { $0 } ? nil : "no room"
        }) { _, _ in .empty }
        rig.queue.change { $0.waiting = [.sample()] }
        try rig.start()
        #expect(eventually { looks.withLock { $0 } > 3 })
        #expect(rig.queue.state.withLock { $0.waiting.count } == 1)
        #expect(rig.dispatcher.isIdle)
        #expect(rig.dispatcher.hindrance == "no room")
        hasRoom.withLock { $0 = true }
        #expect(eventually { rig.counters[.completed] == 1 })
        #expect(rig.dispatcher.hindrance == nil)
        rig.stop()
    }

    @Test func `a failure is told with its code and kind`() throws {
        let rig = QueueingRig { _, _ in throw JobFailure(.documentUnreachable, "Away.", kind: .transient) }
        rig.queue.change { $0.waiting = [.sample()] }
        try rig.start()
        #expect(eventually { rig.queue.events.contains("fail 1 document_unreachable transient") })
        rig.stop()
    }

    @Test func `an unexpected error is the server's own failure, and worth another try`() throws {
        let rig = QueueingRig { _, _ in throw CocoaError(.fileNoSuchFile) }
        rig.queue.change { $0.waiting = [.sample()] }
        try rig.start()
        #expect(eventually { rig.queue.events.contains("fail 1 internal_error transient") })
        rig.stop()
    }

    @Test func `a result is kept until the database is back`() throws {
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
        Thread.sleep(forTimeInterval: 0.05)
        #expect(rig.counters[.completed] == 0)
        rig.queue.change { $0.isAway = false }
        #expect(eventually { rig.counters[.completed] == 1 })
        rig.stop()
    }

    @Test func `a cancel request ends the work and is confirmed`() throws {
        let rig = QueueingRig { running, _ in try workUntilEnded(running) }
        rig.queue.change {
            $0.waiting = [.sample(1), .sample(2)]
            $0.cancelRequests = [ClaimedJob.sample(2).id]
        }
        try rig.start()
        #expect(eventually { rig.queue.events.contains("cancelled 2") })
        #expect(!rig.queue.events.contains("cancelled 1"))
        rig.runningJobs.endAll(.shutdown)
        rig.stop()
    }

    @Test func `a cancel that comes with the last page counts`() throws {
        let rig = QueueingRig { _, _ in .empty }
        rig.queue.change {
            $0.outcome = .cancelRequested
            $0.waiting = [.sample()]
        }
        try rig.start()
        #expect(eventually { rig.queue.events.contains("cancelled 1") })
        rig.stop()
        #expect(rig.counters[.completed] == 0 && rig.counters[.cancelled] == 1)
    }

    @Test func `a lost claim ends the work and writes nothing`() throws {
        let rig = QueueingRig { running, tell in
            tell(JobProgress(percentage: 10, currentStep: .reading))
            try workUntilEnded(running)
        }
        rig.queue.change {
            $0.progress = .lost
            $0.waiting = [.sample()]
        }
        try rig.start()
        #expect(eventually { rig.counters[.fenced] == 1 })
        rig.stop()
        #expect(!rig.queue.events.contains { $0.hasSuffix(" 1") && $0 != "deregister 1" })
    }

    @Test func `a lost lease stops the work, and the process registers anew`() throws {
        let rig = QueueingRig { running, _ in try workUntilEnded(running) }
        rig.queue.change { $0.waiting = [.sample()] }
        try rig.start()
        #expect(eventually { rig.runningJobs.count == 1 })
        rig.queue.change { $0.beats = false }
        #expect(eventually { rig.counters[.fenced] == 1 })
        #expect(eventually { rig.queue.state.withLock { $0.workers > 1 } })
        rig.stop()
    }

    @Test func `a process that cannot beat stops its work before the lease ends`() throws {
        let rig = QueueingRig { running, _ in try workUntilEnded(running) }
        rig.queue.change { $0.waiting = [.sample()] }
        try rig.start()
        #expect(eventually { rig.runningJobs.count == 1 })
        rig.queue.change { $0.isAway = true }
        #expect(eventually { rig.counters[.fenced] == 1 && rig.lease.worker == nil })
        rig.queue.change { $0.isAway = false }
        #expect(eventually { rig.lease.worker != nil })
        rig.stop()
    }

    @Test func `a shutdown gives running jobs back`() throws {
        let rig = QueueingRig { running, _ in try workUntilEnded(running) }
        rig.queue.change { $0.waiting = [.sample()] }
        try rig.start()
        #expect(eventually { rig.runningJobs.count == 1 })
        rig.dispatcher.stop()
        rig.runningJobs.endAll(.shutdown)
        rig.stop()
        #expect(rig.queue.events.contains("release 1"))
        #expect(rig.queue.events.last == "deregister 1")
    }

    @Test func `the reaper goes on when the database was away`() throws {
        let rig = QueueingRig { _, _ in .empty }
        rig.queue.change { $0.isAway = true }
        try rig.reaper.start()
        Thread.sleep(forTimeInterval: 0.03)
        rig.queue.change { $0.isAway = false }
        #expect(eventually { rig.queue.events.contains("reap") })
        rig.reaper.stop()
    }
}
