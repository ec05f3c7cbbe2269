import Foundation
import Invoices
import Storage
import TestSupport
import Testing

/// Which job every queue hands out next, held against each queue that there is.
@Suite struct QueueOrderTests {
    private let transient = JobFailure(.documentUnreachable, "The server does not answer.", kind: .transient)

    @Test(arguments: QueueKind.allCases)
    func `urgent goes before high before medium before low, and equals in their order`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let low = try queue.submit(group: nil, priority: .low)
        let medium = try queue.submit(group: nil, priority: .medium)
        let high = try queue.submit(group: nil, priority: .high)
        let urgent = try queue.submit(group: nil, priority: .urgent)
        let second = try queue.submit(group: nil, priority: .urgent)
        let worker = try queue.register()
        let order = try (0..<5).flatMap { _ in try queue.claim(upTo: 1, for: worker) }.map(\.id)
        #expect(order == [urgent, second, high, medium, low])
    }

    @Test(arguments: QueueKind.allCases)
    func `no more of a group's jobs run at once than its parallelJobs`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let group = try queue.makeGroup(parallelJobs: 2, retryCount: 0)
        let jobs = try (0..<6).map { _ in try queue.submit(group: group, priority: .medium) }
        let workers = [try queue.register(), try queue.register()]
        var done: [Job.ID] = []
        while done.count < jobs.count {
            let claims = try workers.flatMap { try queue.claim(upTo: 5, for: $0) }
            #expect((1...2).contains(claims.count))
            for claim in claims { _ = try queue.complete(claim, with: .sample()) }
            done += claims.map(\.id)
            if claims.isEmpty { break }
        }
        #expect(done == jobs)
    }

    @Test(arguments: QueueKind.allCases)
    func `every way out of a group's limit lets the next job in`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let group = try queue.makeGroup(parallelJobs: 1, retryCount: 1)
        let worker = try queue.register()
        for _ in 0..<7 { _ = try queue.submit(group: group, priority: .medium) }
        func next() throws -> ClaimedJob {
            let claims = try queue.claim(upTo: 9, for: worker)
            #expect(claims.count == 1)
            return try #require(claims.first)
        }
        _ = try queue.fail(next(), with: transient)
        _ = try queue.fail(next(), with: JobFailure(.documentDamaged, "The file is damaged."))
        let third = try next()
        try queue.cancel(third.id)
        _ = try queue.cancelled(third)
        try queue.delete(next().id)
        try queue.cancel(try #require(try queue.claim(upTo: 0, for: worker).first?.id ?? waiting(queue, next())))
        _ = try queue.complete(next(), with: .sample())
    }

    /// Gives a job back, so that it waits at the head of its group again.
    private func waiting(_ queue: any QueueUnderTest, _ claim: ClaimedJob) throws -> Job.ID {
        try queue.release(claim)
        return claim.id
    }
}
