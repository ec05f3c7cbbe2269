import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Threads

struct ThreadPoolTests {
    @Test func `a thread that the machine refuses is an error, and not silence`() {
        // More than any address space has.
        let refused = #expect(throws: ThreadRefused.self) { try Threads.start("huge", stack: 1 << 62) {} }
        #expect(refused?.name == "huge" && refused?.code != 0)
        #expect(refused?.description.contains("cannot be made") == true)
    }

    @Test func `a pool without any thread refuses work, and does it once there is one`() throws {
        let pool = ThreadPool("none", width: 2, stack: 1 << 62)
        #expect(throws: ThreadRefused.self) { try pool.add {} }
        #expect(throws: ThreadRefused.self) { try pool.start() }
        let done = DispatchSemaphore(value: 0)
        try ThreadPool("some", width: 2).add { done.signal() }
        #expect(done.wait(timeout: .now() + 600) == .success)
    }

    @Test func `the most urgent work goes first, the same in its order`() throws {
        let pool = ThreadPool("one", width: 1, urgencies: 3)
        let (began, mayEnd, ended) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let order = Mutex<[Int]>([])
        try pool.add {
            began.signal()
            mayEnd.wait()
        }
        began.wait()
        for (number, urgency) in [0, 2, 1, 2, 0].enumerated() {
            try pool.add(urgency: urgency) {
                order.withLock { $0.append(number) }
                ended.signal()
            }
        }
        mayEnd.signal()
        for _ in 0..<5 { #expect(ended.wait(timeout: .now() + 600) == .success) }
        #expect(order.withLock { $0 } == [1, 3, 2, 0, 4])
    }

    @Test func `as much is done at once as the pool is wide, and no more`() throws {
        let pool = ThreadPool("three", width: 3)
        let running = Mutex((now: 0, most: 0))
        let (met, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        for _ in 0..<9 {
            try pool.add {
                let now = running.withLock { running in
                    running.now += 1
                    running.most = max(running.most, running.now)
                    return running.now
                }
                if now == 3 { for _ in 0..<9 { met.signal() } }
                _ = met.wait(timeout: .now() + 60)
                running.withLock { $0.now -= 1 }
                ended.signal()
            }
        }
        for _ in 0..<9 { #expect(ended.wait(timeout: .now() + 600) == .success) }
        #expect(running.withLock { $0.most } == 3)
    }

    @Test func `what a machine cannot give is named with the number that is needed`() throws {
        try ThreadNeed(threads: 3, processes: 2).check()
        let refused = TooFewThreads(need: ThreadNeed(threads: 20, processes: 4), possible: 7, code: EAGAIN)
        #expect(refused.description.hasPrefix("This process needs 24 threads and processes"))
        #expect(refused.description.contains("allows only 7 "))
    }
}
