package import Foundation

/// Lends expensive objects (connections, recognisers) to one borrower at a time.
///
/// `@unchecked Sendable`: an element is not Sendable, but it is touched by one thread at a time. The lock hands it
/// over, and `withElement` keeps it from escaping because its body is `@Sendable` and its result Sendable.
///
/// Inlinable, so that other modules specialise it for their element: unspecialised lending takes several times as long.
package final class Pool<Element>: @unchecked Sendable {
    @usableFromInline let condition = NSCondition()
    @usableFromInline let make: @Sendable () throws -> Element
    @usableFromInline let isUsable: @Sendable (Element) -> Bool
    @usableFromInline let capacity: Int
    @usableFromInline let patience: TimeInterval
    @usableFromInline var idle: [Element] = []
    @usableFromInline var lent = 0
    /// Borrowers that wait for an element.
    @usableFromInline var waiting = 0
    @usableFromInline var isClosed = false

    /// At most `capacity` elements exist; a borrower waits at most `patience` for one. An element that is not
    /// `isUsable` after its use is dropped, and the next borrower gets a new one.
    package init(
        capacity: Int, patience: Duration = .seconds(10),
        isUsable: @escaping @Sendable (Element) -> Bool = { _ in true },
        make: @escaping @Sendable () throws -> Element
    ) {
        self.capacity = max(1, capacity)
        self.patience = patience / .seconds(1)
        self.isUsable = isUsable
        self.make = make
    }

    /// Lends an element to `body`. Throws `PoolError`, or the error of making an element.
    @discardableResult
    @inlinable
    package func withElement<Result: Sendable>(_ body: @Sendable (Element) throws -> Result) throws -> Result {
        let element = try borrow()
        defer { giveBack(element) }
        return try body(element)
    }

    /// How the pool is used at this moment.
    package var usage: PoolUsage {
        condition.withLock { PoolUsage(capacity: capacity, lent: lent, idle: idle.count, waiting: waiting) }
    }

    /// Drops the idle elements: the next borrowers get new ones.
    package func dropIdle() {
        let dropped = condition.withLock { exchange(&idle, with: []) }
        withExtendedLifetime(dropped) {}
    }

    /// Drops the idle elements and refuses new borrowers. Lent elements are dropped when they are returned.
    package func close() {
        let dropped = condition.withLock {
            isClosed = true
            condition.broadcast()
            return exchange(&idle, with: [])
        }
        withExtendedLifetime(dropped) {}
    }

    @inlinable
    func borrow() throws -> Element {
        if let waiting = try waitForIdleOrRoom() { return waiting }
        do {
            return try make()
        } catch {
            freeRoom()
            throw error
        }
    }

    /// An idle element, or nil if the borrower may make one. Counts it as lent in both cases.
    @inlinable
    func waitForIdleOrRoom() throws -> Element? {
        try condition.withLock {
            var deadline: Date?
            while !isClosed {
                if !idle.isEmpty {
                    lent += 1
                    return idle.removeLast()
                }
                if lent < capacity {
                    lent += 1
                    return nil
                }
                let end = deadline ?? Date(timeIntervalSinceNow: patience)
                deadline = end
                waiting += 1
                defer { waiting -= 1 }
                guard condition.wait(until: end) else { throw PoolError.exhausted }
            }
            throw PoolError.closed
        }
    }

    @inlinable
    func giveBack(_ element: Element) {
        let isKept = isUsable(element)
        condition.withLock {
            lent -= 1
            if isKept && !isClosed { idle.append(element) }
            condition.signal()
        }
    }

    @inlinable
    func freeRoom() {
        condition.withLock {
            lent -= 1
            condition.signal()
        }
    }

    private func exchange<Value>(_ value: inout Value, with new: Value) -> Value {
        let old = value
        value = new
        return old
    }
}

/// How many elements of a pool are lent and idle, of `capacity` at most, and how many borrowers wait.
package struct PoolUsage: Sendable, Equatable {
    package let capacity: Int
    package let lent: Int
    package let idle: Int
    package let waiting: Int
}

/// Why nothing could be lent.
package enum PoolError: Error, Sendable, Equatable {
    /// All elements stayed lent for the longest time that a borrower waits.
    case exhausted
    case closed
}
