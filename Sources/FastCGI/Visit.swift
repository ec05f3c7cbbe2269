import Dispatch
import Synchronization

/// A request whose parameters have arrived, on its way from the reception to a thread that answers it.
struct Visit: Sendable {
    let channel: Channel
    /// Holds what has arrived of the body.
    let decoder: RequestDecoder
    let head: RequestDecoder.Head
}

/// The line in which visits wait for a free thread.
final class WaitingLine: Sendable {
    private struct Line {
        var visits: [Visit] = []
        var isClosed = false
    }

    private let line = Mutex(Line())
    private let arrivals = DispatchSemaphore(value: 0)

    var count: Int { line.withLock { $0.visits.count } }

    func append(_ visit: Visit) {
        line.withLock { $0.visits.append(visit) }
        arrivals.signal()
    }

    /// Blocks until a visit is there; nil when the line is closed and empty.
    func next() -> Visit? {
        arrivals.wait()
        return line.withLock { line in
            if line.visits.isEmpty { return nil }
            return line.visits.removeFirst()
        }
    }

    /// No visit comes any more: those in line are still handed out, then each of `threads` gets nil.
    func close(threads: Int) {
        line.withLock { $0.isClosed = true }
        for _ in 0..<threads { arrivals.signal() }
    }
}
