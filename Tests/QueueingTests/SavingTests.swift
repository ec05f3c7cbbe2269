import Foundation
import Invoices
import Storage
import Testing

@testable import Queueing

/// What becomes of an outcome that the database does not take.
struct SavingTests {
    @Test func `a result that can never be saved fails its job, and the reader's place is free`() throws {
        let rig = QueueingRig(width: 1) { _, _ in .empty }
        rig.queue.change {
            $0.completeError = .damaged("It does not fit.")
            $0.waiting = [.sample(1), .sample(2)]
        }
        try rig.start()
        #expect(eventually { rig.counters[.failed] == 2 })
        rig.stop()
        #expect(rig.queue.events.filter { $0.hasPrefix("complete") } == ["complete 1", "complete 2"])
        #expect(rig.queue.events.contains("fail 1 internal_error permanent"))
        #expect(rig.counters[.completed] == 0 && rig.unsaved.count == 0)
    }

    @Test func `a failure that cannot be saved either is left to the lease`() throws {
        let rig = QueueingRig(width: 1) { _, _ in .empty }
        rig.queue.change {
            $0.completeError = .damaged("It does not fit.")
            $0.failError = .damaged("Nor does this.")
            $0.waiting = [.sample(1), .sample(2)]
        }
        try rig.start()
        #expect(eventually { rig.queue.events.contains("fail 2 internal_error permanent") })
        rig.stop()
        #expect(rig.queue.events.filter { $0.hasPrefix("fail") }.count == 2)
        #expect(rig.runningJobs.count == 0 && rig.unsaved.count == 0)
    }

    @Test func `a job that was cancelled before its end counts as cancelled`() throws {
        let rig = QueueingRig { _, _ in .empty }
        rig.queue.change {
            $0.outcome = .cancelled
            $0.waiting = [.sample()]
        }
        try rig.start()
        #expect(eventually { rig.counters[.cancelled] == 1 })
        rig.stop()
        #expect(rig.counters[.completed] == 0)
        #expect(!rig.queue.events.contains("cancelled 1"), "the queue has done it already")
    }

    @Test func `a result that waits for the database is seen, and no more once it is saved`() throws {
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
        #expect(eventually { rig.unsaved.count == 1 && rig.unsaved.age != nil })
        rig.queue.change { $0.isAway = false }
        #expect(eventually { rig.counters[.completed] == 1 && rig.unsaved.count == 0 })
        #expect(rig.unsaved.age == nil)
        rig.stop()
    }

    @Test func `the age is that of the first failed try of the oldest`() throws {
        let unsaved = UnsavedResults()
        let start = ContinuousClock.now - .seconds(100)
        unsaved.failed(.sample(1), at: start + .seconds(40))
        unsaved.failed(.sample(2), at: start)
        unsaved.failed(.sample(2), at: start + .seconds(90))
        #expect(unsaved.count == 2)
        #expect(unsaved.age ?? .zero >= .seconds(100))
        unsaved.settled(.sample(2))
        let age = try #require(unsaved.age)
        #expect(age >= .seconds(60) && age < .seconds(100))
    }

    @Test func `extraction does not begin before its step is stored`() throws {
        let rig = QueueingRig { _, tell in
            tell(JobProgress(percentage: 90, currentStep: .extracting))
            return .empty
        }
        rig.queue.change {
            $0.tellsRefused = 3
            $0.waiting = [.sample()]
        }
        try rig.start()
        #expect(eventually { rig.counters[.completed] == 1 })
        rig.stop()
        let events = rig.queue.events.filter { $0.hasPrefix("tell") || $0.hasPrefix("complete") }
        #expect(events == ["tell extracting", "complete 1"])
    }

    @Test func `a step that is only a picture is not waited for`() throws {
        let rig = QueueingRig { _, tell in
            tell(JobProgress(percentage: 10, currentStep: .reading))
            return .empty
        }
        rig.queue.change {
            $0.tellsRefused = 3
            $0.waiting = [.sample()]
        }
        try rig.start()
        #expect(eventually { rig.counters[.completed] == 1 })
        rig.stop()
        #expect(!rig.queue.events.contains("tell reading"))
    }
}
