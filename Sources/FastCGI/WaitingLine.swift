import CSystem
import Glibc
import Synchronization

/// The line in which visits wait for a free thread, and the bell that rings for each.
final class WaitingLine: Sendable {
    enum Next {
        case visit(Visit)
        /// Another thread was faster.
        case none
        /// The line is closed and empty.
        case closed
    }

    private struct Line {
        var visits: [Visit] = []
        var isClosed = false
    }

    /// Readable while visits are in line, and when it is closed.
    let bell: Int32
    private let line = Mutex(Line())

    init() throws {
        bell = csystem_bell()
        guard bell >= 0 else { throw FastCGIError.cannotListen("There is no event counter: \(reason(errno)).") }
    }

    deinit { Glibc.close(bell) }

    var count: Int { line.withLock { $0.visits.count } }

    func append(_ visit: Visit) {
        line.withLock { $0.visits.append(visit) }
        ring()
    }

    /// Once for each time that the bell rang.
    func next() -> Next {
        var rung: UInt64 = 0
        guard read(bell, &rung, MemoryLayout<UInt64>.size) > 0 else { return .none }
        return line.withLock { line in
            guard line.visits.isEmpty else { return .visit(line.visits.removeFirst()) }
            return line.isClosed ? .closed : .none
        }
    }

    /// Blocks until the bell rings, or for so long; whether it rang.
    func wait(milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// No visit comes any more: those in line are still handed out, then each of `threads` is told that it is closed.
    func close(threads: Int) {
        line.withLock { $0.isClosed = true }
        for _ in 0..<threads { ring() }
    }

    /// Each ring wakes one thread of those that wait.
    private func ring() {
        var once: UInt64 = 1
        // The counter is far from its end, and nothing else can go wrong.
        _ = write(bell, &once, MemoryLayout<UInt64>.size)
    }
}
