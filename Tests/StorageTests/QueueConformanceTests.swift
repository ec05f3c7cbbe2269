import Foundation
import Invoices
import Storage
import Synchronization
import TestSupport
import Testing

/// What every queue promises, held against each queue that there is.
@Suite struct QueueConformanceTests {
    private let transient = JobFailure(.documentUnreachable, "The server does not answer.", kind: .transient)
    let crash = JobFailure(.internalError, "The reader stopped.", kind: .crash)

    @Test(arguments: QueueKind.allCases)
    func `a job is claimed once and completed once`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        let worker = try queue.register()
        let claims = try queue.claim(upTo: 5, for: worker)
        #expect(claims.map(\.id) == [id])
        #expect(claims[0].attempt == 1)
        #expect(try queue.status(id) == .processing)
        #expect(try queue.claim(upTo: 5, for: worker).isEmpty)
        #expect(try queue.tell(JobProgress(percentage: 40, currentStep: .reading), of: claims[0]) == .held)
        #expect(try queue.complete(claims[0], with: .sample()) == .held)
        #expect(try queue.status(id) == .completed)
        #expect(try queue.outcomes(id) == [.completed])
        #expect(try queue.tell(JobProgress(percentage: 50, currentStep: .reading), of: claims[0]) == .lost)
    }

    @Test(arguments: QueueKind.allCases)
    func `a claim leaves alone the accounts that are named`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        let worker = try queue.register()
        let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
        try queue.release(claim)
        #expect(try queue.claim(upTo: 1, for: worker, except: [claim.account]).isEmpty)
        let other = Account.ID(seconds: 9, random: 9)
        #expect(try queue.claim(upTo: 1, for: worker, except: [other]).map(\.id) == [id])
    }

    @Test(arguments: QueueKind.allCases)
    func `a postponed job waits, however often, and has used up nothing`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        let worker = try queue.register()
        let busy = JobFailure(.documentUnreachable, "Busy.", kind: .postponed, retryAfter: .seconds(60))
        for _ in 1...12 {
            let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
            #expect(claim.attempt == 1)
            #expect(try queue.fail(claim, with: busy) == .held)
            #expect(try queue.status(id) == .queued)
            #expect(try queue.claim(upTo: 1, for: worker).isEmpty)
            #expect(try queue.nextDue() != nil)
            try queue.makeDue()
        }
        #expect(try queue.outcomes(id).isEmpty)
        let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
        #expect(try queue.complete(claim, with: .sample()) == .held)
        #expect(try queue.outcomes(id) == [.completed])
    }

    @Test(arguments: QueueKind.allCases)
    func `many pollers take every job once`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let jobs = Set(try (0..<60).map { _ in try queue.submit() })
        let taken = Mutex<[Job.ID]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { _ in
            do {
                let worker = try queue.register()
                while true {
                    let claims = try queue.claim(upTo: 3, for: worker)
                    if claims.isEmpty { return }
                    taken.withLock { $0 += claims.map(\.id) }
                    for claim in claims { #expect(try queue.complete(claim, with: .sample()) == .held) }
                }
            } catch { Issue.record(error) }
        }
        let all = taken.withLock { $0 }
        #expect(all.count == Set(all).count)
        // A poller may leave while another holds the last rows, never with a job forgotten.
        let worker = try queue.register()
        let rest = try queue.claim(upTo: 60, for: worker).map(\.id)
        #expect(Set(all).union(rest) == jobs)
    }

    @Test(arguments: QueueKind.allCases)
    func `a worker whose lease ran out cannot complete the job`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        let dead = try queue.register()
        let stale = try queue.claim(upTo: 1, for: dead)[0]
        #expect(try queue.beat(dead))
        try queue.expireLease(of: dead)
        #expect(try queue.beat(dead) == false)
        #expect(try queue.reap() == 1)
        #expect(try queue.status(id) == .queued)
        #expect(try queue.nextDue() != nil)
        try queue.makeDue()
        let alive = try queue.register()
        let fresh = try queue.claim(upTo: 1, for: alive)
        #expect(fresh.map(\.id) == [id])
        #expect(try queue.tell(JobProgress(percentage: 99, currentStep: .saving), of: stale) == .lost)
        #expect(try queue.complete(stale, with: .sample()) == .lost)
        #expect(try queue.fail(stale, with: transient) == .lost)
        #expect(try queue.cancelled(stale) == .lost)
        try queue.release(stale)
        #expect(try queue.status(id) == .processing)
        #expect(try queue.complete(fresh[0], with: .sample()) == .held)
        #expect(try queue.outcomes(id) == [.rescued, .completed])
    }

    @Test(arguments: QueueKind.allCases)
    func `a job that has ended is not ended otherwise by its own claim`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
        #expect(try queue.complete(claim, with: .sample()) == .held)
        #expect(try queue.fail(claim, with: transient) == .lost)
        #expect(try queue.cancelled(claim) == .lost)
        try queue.release(claim)
        #expect(try queue.status(id) == .completed)
        #expect(try queue.outcomes(id) == [.completed])
    }

    @Test(arguments: QueueKind.allCases)
    func `a transient failure is tried again as often as allowed, a permanent one never`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        for attempt in 1...3 {
            let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
            #expect(claim.attempt == attempt)
            #expect(try queue.fail(claim, with: transient) == .held)
            #expect(try queue.claim(upTo: 1, for: worker).isEmpty)
            try queue.makeDue()
        }
        #expect(try queue.status(id) == .failed)
        #expect(try queue.outcomes(id) == [.retried, .retried, .failed])
        let other = try queue.submit()
        let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
        _ = try queue.fail(claim, with: JobFailure(.documentEncrypted, "The PDF is encrypted."))
        #expect(try queue.status(other) == .failed)
        #expect(try queue.nextDue() == nil)
    }

    @Test(arguments: QueueKind.allCases)
    func `a job that is given back costs no attempt`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        let first = try queue.claim(upTo: 1, for: worker)[0]
        try queue.release(first)
        #expect(try queue.status(id) == .queued)
        let second = try queue.claim(upTo: 1, for: worker)[0]
        #expect(second.attempt == 1)
        #expect(second.epoch > first.epoch)
        #expect(try queue.complete(first, with: .sample()) == .lost)
        #expect(try queue.outcomes(id) == [.released, .running])
    }

    @Test(arguments: QueueKind.allCases)
    func `a worker learns that its job was cancelled, and the job ends so`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        try queue.cancel(id)
        #expect(try queue.status(id) == .processing)
        #expect(try queue.cancelRequests(for: worker) == [id])
        #expect(try queue.tell(JobProgress(percentage: 1, currentStep: .reading), of: claim) == .cancelRequested)
        #expect(try queue.cancelled(claim) == .held)
        #expect(try queue.status(id) == .cancelled)
        #expect(try queue.cancelRequests(for: worker).isEmpty)
    }

    @Test(arguments: QueueKind.allCases)
    func `a result that comes after the cancel request is not kept`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        try queue.cancel(id)
        #expect(try queue.complete(claim, with: .sample()) == .cancelled)
        #expect(try queue.status(id) == .cancelled)
        #expect(try queue.outcomes(id) == [.cancelled])
    }

    @Test(arguments: QueueKind.allCases)
    func `a failure that comes after the cancel request ends the job as cancelled`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        try queue.cancel(id)
        #expect(try queue.fail(claim, with: crash) == .cancelled)
        #expect(try queue.status(id) == .cancelled)
    }

    @Test(arguments: QueueKind.allCases)
    func `a cancelled or deleted job is not claimed, and a deleted one's claim is lost`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        try queue.cancel(try queue.submit())
        try queue.delete(try queue.submit())
        #expect(try queue.claim(upTo: 5, for: worker).isEmpty)
        let id = try queue.submit()
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        try queue.delete(id)
        #expect(try queue.complete(claim, with: .sample()) == .lost)
        #expect(try queue.status(id) == nil)
    }

    @Test(arguments: QueueKind.allCases)
    func `a finished job can be processed anew, with its counters at zero`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        _ = try queue.fail(queue.claim(upTo: 1, for: worker)[0], with: transient)
        try queue.makeDue()
        _ = try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: .sample())
        try queue.process(id)
        #expect(try queue.outcomes(id) == [])
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        #expect(claim.attempt == 1)
        _ = try queue.complete(claim, with: .sample())
        #expect(try queue.status(id) == .completed)
    }

    @Test(arguments: QueueKind.allCases)
    func `a process that leaves gives its jobs back`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        try queue.deregister(worker)
        #expect(try queue.status(id) == .queued)
        #expect(try queue.complete(claim, with: .sample()) == .lost)
        try queue.makeDue()
        #expect(try queue.claim(upTo: 1, for: queue.register()).count == 1)
    }
}
