import Foundation
import Pooling
import Synchronization
import Testing

/// The lending pool.
@Suite struct PoolTests {
    private final class Thing {}

    @Test func `no more elements are lent at once than there may be`() throws {
        let made = Mutex(0)
        let lent = Mutex((now: 0, most: 0))
        let pool = Pool(capacity: 3) {
            made.withLock { $0 += 1 }
            return Thing()
        }
        DispatchQueue.concurrentPerform(iterations: 50) { _ in
            try? pool.withElement { _ in
                lent.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                lent.withLock { $0.now -= 1 }
            }
        }
        #expect(lent.withLock { $0.most } <= 3)
        #expect((1...3).contains(made.withLock { $0 }))
    }

    @Test func `who waits too long is told so`() throws {
        let pool = Pool(capacity: 1, patience: .milliseconds(10)) { Thing() }
        try pool.withElement { _ in
            #expect(throws: PoolError.exhausted) { try pool.withElement { _ in } }
        }
    }

    @Test func `an element that is not usable any more is replaced`() throws {
        let made = Mutex(0)
        let pool = Pool(capacity: 1, isUsable: { _ in false }) {
            made.withLock { $0 += 1 }
            return Thing()
        }
        for _ in 0..<3 { try pool.withElement { _ in } }
        #expect(made.withLock { $0 } == 3)
    }

    @Test func `an element that could not be made leaves its room to the next`() throws {
        struct Refused: Error {}
        let pool = Pool<Thing>(capacity: 1, patience: .milliseconds(10)) { throw Refused() }
        for _ in 0..<2 { #expect(throws: Refused.self) { try pool.withElement { _ in } } }
    }

    @Test func `a closed pool lends nothing`() throws {
        let pool = Pool(capacity: 1) { Thing() }
        pool.close()
        #expect(throws: PoolError.closed) { try pool.withElement { _ in } }
    }
}
