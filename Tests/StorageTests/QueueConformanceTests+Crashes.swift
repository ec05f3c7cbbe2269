import Invoices
import Storage
import TestSupport
import Testing

/// Readers that crash, and processes that vanish.
extension QueueConformanceTests {
    @Test(arguments: QueueKind.allCases)
    func `a document that crashes its reader three times fails as poison`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        for _ in 0..<3 {
            let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
            _ = try queue.fail(claim, with: crash)
            try queue.makeDue()
        }
        #expect(try queue.status(id) == .failed)
        #expect(try queue.outcomes(id) == [.crashed, .crashed, .failed])
    }

    @Test(arguments: QueueKind.allCases)
    func `ten vanished processes fail the job, nine do not`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        for round in 1...10 {
            let worker = try queue.register()
            #expect(try queue.claim(upTo: 1, for: worker).count == 1)
            try queue.expireLease(of: worker)
            _ = try queue.reap()
            #expect(try queue.status(id) == (round < 10 ? .queued : .failed))
            try queue.makeDue()
        }
    }

    @Test(arguments: QueueKind.allCases)
    func `where processes vanish anyway no job is blamed for it`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        for _ in 1...12 {
            for _ in 1...4 { try queue.expireLease(of: queue.register()) }
            let worker = try queue.register()
            #expect(try queue.claim(upTo: 1, for: worker).count == 1)
            try queue.expireLease(of: worker)
            _ = try queue.reap()
            #expect(try queue.status(id) == .queued)
            try queue.makeDue()
        }
    }

    @Test(arguments: QueueKind.allCases, [JobProgress.Step.extracting, .validating, .saving])
    func `a job that was past its reading whenever its process vanished fails as poison`(
        kind: QueueKind, step: JobProgress.Step
    ) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        for _ in 0..<3 {
            let worker = try queue.register()
            let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
            _ = try queue.tell(JobProgress(percentage: 90, currentStep: step), of: claim)
            try queue.expireLease(of: worker)
            #expect(try queue.reap() == 1)
            try queue.makeDue()
        }
        #expect(try queue.status(id) == .failed)
        #expect(try queue.outcomes(id) == [.crashed, .crashed, .failed])
    }

    @Test(arguments: QueueKind.allCases)
    func `a job that was being read when its process vanished counts no crash`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let id = try queue.submit()
        for _ in 0..<3 {
            let worker = try queue.register()
            let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
            _ = try queue.tell(JobProgress(percentage: 50, currentStep: .reading), of: claim)
            try queue.expireLease(of: worker)
            #expect(try queue.reap() == 1)
            try queue.makeDue()
        }
        #expect(try queue.status(id) == .queued)
        #expect(try queue.outcomes(id) == [.rescued, .rescued, .rescued])
    }

    @Test(arguments: QueueKind.allCases)
    func `a process that leaves while it saves blames nobody`(kind: QueueKind) throws {
        let queue = try kind.queue()
        let worker = try queue.register()
        let id = try queue.submit()
        let claim = try queue.claim(upTo: 1, for: worker)[0]
        _ = try queue.tell(JobProgress(percentage: 98, currentStep: .saving), of: claim)
        try queue.deregister(worker)
        #expect(try queue.outcomes(id) == [.rescued])
    }
}
