import CSystem
import Glibc
import Synchronization

/// Requests that wait for a free thread, and the eventfd(2) that counts them.
final class RequestQueue: Sendable {
    enum Next {
        case request(ReceivedRequest)
        /// Another thread was faster.
        case none
        /// The queue is closed and empty.
        case closed
    }

    private struct State {
        var requests: [ReceivedRequest] = []
        var isClosed = false
    }

    /// Readable while requests wait, and after the queue was closed.
    let eventFD: Int32
    private let state = Mutex(State())

    init() throws {
        eventFD = csystem_eventfd()
        guard eventFD >= 0 else { throw FastCGIError.cannotListen("There is no event counter: \(reason(errno)).") }
    }

    deinit { Glibc.close(eventFD) }

    var count: Int { state.withLock { $0.requests.count } }

    func append(_ request: ReceivedRequest) {
        state.withLock { $0.requests.append(request) }
        signal()
    }

    /// Takes the oldest request; to be called once for each time that `eventFD` was readable.
    func next() -> Next {
        var events: UInt64 = 0
        guard read(eventFD, &events, MemoryLayout<UInt64>.size) > 0 else { return .none }
        return state.withLock { state in
            guard state.requests.isEmpty else { return .request(state.requests.removeFirst()) }
            return state.isClosed ? .closed : .none
        }
    }

    /// Blocks until `eventFD` is readable, at most for so long; returns whether it is.
    func wait(milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: eventFD, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// After the last request: `next` still returns those that wait, and then `closed` to each of so many threads.
    func close(threads: Int) {
        state.withLock { $0.isClosed = true }
        for _ in 0..<threads { signal() }
    }

    /// Wakes one of the threads that wait.
    private func signal() {
        var once: UInt64 = 1
        // A write fails only if the counter is full, at 2^64 - 1.
        _ = write(eventFD, &once, MemoryLayout<UInt64>.size)
    }
}
