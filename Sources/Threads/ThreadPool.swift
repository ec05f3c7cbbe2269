import Foundation

/// A fixed number of threads that do the given work, the most urgent first.
///
/// The threads are kept, so that accepted work never waits for a thread that the machine refuses.
package final class ThreadPool: Sendable {
    package typealias Work = @Sendable () -> Void

    private let name: String
    private let width: Int
    private let stack: Int
    /// Separate from the pool, so that the threads do not keep the pool alive, whose deinit ends them.
    private let line: Line

    /// - Parameter urgencies: `add` takes 0 up to one less; the highest goes first.
    package init(_ name: String, width: Int, urgencies: Int = 1, stack: Int = 1 << 20) {
        self.name = name
        self.width = max(1, width)
        self.stack = stack
        line = Line(urgencies: urgencies)
    }

    deinit { line.close() }

    /// Starts the threads that are missing. Throws if one cannot be started.
    package func start() throws(ThreadRefused) {
        while line.admit(upTo: width) { try startOne() }
    }

    /// Gives the work to a thread, or queues it until one is free. Throws if there is no thread at all.
    package func add(urgency: Int = 0, _ work: @escaping Work) throws(ThreadRefused) {
        if line.wantsThread, line.admit(upTo: width) {
            do { try startOne() } catch {
                // The existing threads do it later.
                guard line.threads > 0 else { throw error }
            }
        }
        line.add(work, urgency)
    }

    /// Gives the work to one of the threads that `start` made.
    package func give(_ work: @escaping Work) { line.add(work, 0) }

    private func startOne() throws(ThreadRefused) {
        do {
            try Threads.start("\(name)", stack: stack) { [line] in line.work() }
        } catch {
            line.dismiss()
            throw error
        }
    }
}

/// The queue of work, and the threads that do it.
private final class Line: Sendable {
    private let condition = NSCondition()
    // The condition's lock guards these; a Mutex could not be waited on.
    nonisolated(unsafe) private var waiting: [[ThreadPool.Work]]
    nonisolated(unsafe) private var count = 0
    nonisolated(unsafe) private var idle = 0
    nonisolated(unsafe) private var isClosed = false

    init(urgencies: Int) {
        waiting = Array(repeating: [], count: max(1, urgencies))
    }

    /// How many threads there are.
    var threads: Int { condition.withLock { count } }

    /// True if all threads have work.
    var wantsThread: Bool { condition.withLock { idle <= waiting.reduce(0) { $0 + $1.count } } }

    /// Counts one more thread; false if there are enough.
    func admit(upTo width: Int) -> Bool {
        condition.withLock {
            guard count < width else { return false }
            count += 1
            return true
        }
    }

    func dismiss() { condition.withLock { count -= 1 } }

    func add(_ work: @escaping ThreadPool.Work, _ urgency: Int) {
        condition.withLock {
            waiting[min(max(0, urgency), waiting.count - 1)].append(work)
            condition.signal()
        }
    }

    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    /// Runs a thread. Work that was added before the end is still done.
    func work() {
        while let next = next() { next() }
    }

    private func next() -> ThreadPool.Work? {
        condition.withLock {
            idle += 1
            defer { idle -= 1 }
            while true {
                if let urgency = waiting.lastIndex(where: { !$0.isEmpty }) { return waiting[urgency].removeFirst() }
                if isClosed { return nil }
                condition.wait()
            }
        }
    }
}
