import Foundation

/// The number of threads and processes that a process will need, tried on this machine before it starts.
package struct ThreadNeed: Sendable, Equatable {
    package let threads: Int
    package let processes: Int

    package init(threads: Int, processes: Int) {
        self.threads = threads
        self.processes = processes
    }

    package var total: Int { threads + processes }

    /// Starts that many threads at once, since limits count a process as a thread, and ends them again. The trial
    /// covers every limit: the user's, the service's, the container's and the outer ones, with what is already used.
    package func check() throws(TooFewThreads) {
        let barrier = Barrier()
        defer { barrier.open() }
        for made in 0..<total {
            do {
                barrier.enter()
                try Threads.start("trial", stack: 64 << 10) { barrier.wait() }
            } catch {
                barrier.leave()
                throw TooFewThreads(need: self, possible: made, code: error.code)
            }
        }
    }
}

/// The machine's limits leave fewer threads than the process needs.
package struct TooFewThreads: Error, Equatable, CustomStringConvertible {
    package let need: ThreadNeed
    /// How many could be started.
    package let possible: Int
    package let code: Int32

    package var description: String {
        """
        This process needs \(need.total) threads and processes (\(need.threads) threads, \(need.processes) processes), and \
        this machine allows only \(possible) (\(String(cString: strerror(code)))). Raise the limit (`ulimit -u`, the \
        service's TasksMax, the container's pids), or lower --readers or --threads.
        """
    }
}

/// Holds threads until it is opened.
private final class Barrier: Sendable {
    private let condition = NSCondition()
    // The condition's lock guards these; a Mutex could not be waited on.
    nonisolated(unsafe) private var isOpen = false
    nonisolated(unsafe) private var inside = 0

    func enter() { condition.withLock { inside += 1 } }
    func leave() { condition.withLock { inside -= 1 } }

    func wait() {
        condition.withLock {
            while !isOpen { condition.wait() }
            inside -= 1
            condition.broadcast()
        }
    }

    /// Ends all threads and waits for that, since the process's own threads need their places.
    func open() {
        condition.withLock {
            isOpen = true
            condition.broadcast()
            while inside > 0 { condition.wait() }
        }
    }
}
