import CSystem
import Glibc
import Synchronization

/// Accepts connections, and polls on one thread those whose request has not arrived yet.
///
/// A silent or slow connection costs a descriptor and no thread; it is closed after `Listener.Limits.parameterTimeout`.
/// A peer that sends its request at once, as web servers do, is answered by the thread that accepted it.
final class ConnectionPoller: Sendable {
    /// What other threads pass to the polling thread.
    private struct Handoff {
        var pending: [PendingConnection] = []
        var keptAlive: [Exchange.KeptAlive] = []
    }

    /// A web server sends at once: a connection that was idle for longer is closed when there are too many.
    private static let idleGrace = Duration.milliseconds(250)
    /// For how long nothing is accepted when the process has no descriptor left.
    private static let acceptPause = Duration.milliseconds(100)

    private let queue: RequestQueue
    private let limits: Listener.Limits
    private let report: @Sendable (String) -> Void
    private let wakePipe: WakePipe
    private let handoff = Mutex(Handoff())
    /// Pending connections, those in the handoff, and those that are being accepted.
    private let openCount = Atomic<Int>(0)
    private let isOutOfDescriptors = Atomic<Bool>(false)
    private let stopRequested = Atomic<Bool>(false)

    init(queue: RequestQueue, limits: Listener.Limits, report: @escaping @Sendable (String) -> Void) throws {
        self.queue = queue
        self.limits = limits
        self.report = report
        wakePipe = try WakePipe()
    }

    // MARK: Any thread

    /// Whether no more connections are accepted.
    var isStopping: Bool { stopRequested.load(ordering: .sequentiallyConsistent) }

    /// Whether one more connection may be accepted.
    var hasCapacity: Bool {
        !isOutOfDescriptors.load(ordering: .relaxed)
            && openCount.load(ordering: .relaxed) + queue.count < limits.connections
    }

    /// Accepts one connection. Returns its request if all parameters have arrived; otherwise the connection is polled.
    func accept(from socket: ListeningSocket) -> ReceivedRequest? {
        // Counted before `isStopping` is read: the polling thread ends only when nothing is counted any more.
        openCount.add(1, ordering: .sequentiallyConsistent)
        switch isStopping ? .none : socket.accept() {
        case .channel(let channel):
            var connection = PendingConnection(channel, timeout: limits.parameterTimeout)
            // A web server has sent its request by now: poll(2) before recv(2) would be one call too many.
            switch connection.receive() {
            case .request(let request):
                uncount()
                return request
            case .needsMore:
                handoff.withLock { $0.pending.append(connection) }
                wakePipe.wake()
                return nil
            case .closed(let reason): reportClosing(reason)
            }
        case .none: break
        case .exhausted(let reason): pauseAccepting("No connection can be accepted for now: \(reason).")
        case .failed(let reason): pauseAccepting("Accepting failed: \(reason).")
        }
        uncount()
        return nil
    }

    /// Polls a connection that the web server keeps open for its next request.
    func keepAlive(_ connection: Exchange.KeptAlive) {
        openCount.add(1, ordering: .sequentiallyConsistent)
        handoff.withLock { $0.keptAlive.append(connection) }
        wakePipe.wake()
    }

    /// Accepts no more connections; requests that have begun may still arrive.
    func stop() {
        stopRequested.store(true, ordering: .sequentiallyConsistent)
        wakePipe.wake()
    }

    private func uncount(_ count: Int = 1) { openCount.subtract(count, ordering: .sequentiallyConsistent) }

    /// The descriptor is closed with the last reference to its channel.
    private func reportClosing(_ reason: String?) {
        if let reason { report("A connection was closed: \(reason)") }
    }

    private func pauseAccepting(_ trouble: String) {
        if isOutOfDescriptors.exchange(true, ordering: .relaxed) { return }
        report(trouble)
        wakePipe.wake()
    }

    // MARK: The polling thread

    /// Polls until `stop` was called and no connection is left.
    func run(_ socket: ListeningSocket) {
        var pending: [PendingConnection] = []
        var listeningSocket: ListeningSocket? = socket
        var exhaustedSince: ContinuousClock.Instant?
        while true {
            if isStopping, let socket = listeningSocket {
                acceptBacklog(of: socket, into: &pending)
                listeningSocket = nil
            }
            takeHandoff(into: &pending)
            if listeningSocket == nil, openCount.load(ordering: .sequentiallyConsistent) == 0 { return }
            let isPaused = evictIdle(&pending, &exhaustedSince)
            for index in poll(pending, isPaused: isPaused || listeningSocket == nil).reversed() {
                receive(&pending, index)
            }
            let now = ContinuousClock.now
            close(&pending) { $0.deadline < now }
        }
    }

    private func takeHandoff(into pending: inout [PendingConnection]) {
        let handoff = handoff.withLock { handoff in
            defer { handoff = Handoff() }
            return handoff
        }
        pending += handoff.pending
        for kept in handoff.keptAlive {
            pending.append(PendingConnection(kept.channel, decoder: kept.decoder, timeout: limits.keepAliveTimeout))
            // Its next request may have arrived with the last one.
            advance(&pending, pending.count - 1, pending[pending.count - 1].advance())
        }
        if isStopping { closeIdle(&pending) }
    }

    /// Accepts the connections that were made before the stop, and then refuses new ones.
    private func acceptBacklog(of socket: ListeningSocket, into pending: inout [PendingConnection]) {
        socket.removeFile()
        while case .channel(let channel) = socket.accept() {
            openCount.add(1, ordering: .sequentiallyConsistent)
            pending.append(PendingConnection(channel, timeout: limits.parameterTimeout))
            receive(&pending, pending.count - 1)
        }
        socket.refuse()
    }

    /// Closes the connections on which no request has begun.
    private func closeIdle(_ pending: inout [PendingConnection]) {
        close(&pending) { $0.isIdle && !$0.channel.wait(for: POLLIN, timeout: .zero) }
    }

    /// Returns whether accepting is paused; it then also closes idle connections, to make place for others.
    private func evictIdle(
        _ pending: inout [PendingConnection], _ exhaustedSince: inout ContinuousClock.Instant?
    ) -> Bool {
        let now = ContinuousClock.now
        if isOutOfDescriptors.load(ordering: .relaxed) {
            let since = exhaustedSince ?? now
            exhaustedSince = since
            if now - since >= Self.acceptPause {
                exhaustedSince = nil
                isOutOfDescriptors.store(false, ordering: .relaxed)
            }
        }
        guard !hasCapacity else { return false }
        close(&pending) { $0.isIdle && now - $0.since > Self.idleGrace }
        return true
    }

    private func close(_ pending: inout [PendingConnection], where isUnwanted: (PendingConnection) -> Bool) {
        let before = pending.count
        pending.removeAll(where: isUnwanted)
        uncount(before - pending.count)
    }

    /// Waits for bytes, the next deadline or `WakePipe.wake`; returns the indices of the connections that have bytes.
    private func poll(_ pending: [PendingConnection], isPaused: Bool) -> [Int] {
        var entries = [pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0)]
        entries += pending.map { pollfd(fd: $0.channel.descriptor, events: Int16(POLLIN), revents: 0) }
        let next = pending.lazy.map(\.deadline).min().map { ($0 - .now).wholeMilliseconds }
        let pause = isPaused ? Self.acceptPause.wholeMilliseconds : nil
        let timeout = [next, pause].compactMap { $0 }.min() ?? -1
        guard Glibc.poll(&entries, nfds_t(entries.count), timeout) > 0 else { return [] }
        if entries[0].revents != 0 { wakePipe.drain() }
        return pending.indices.filter { entries[$0 + 1].revents != 0 }
    }

    private func receive(_ pending: inout [PendingConnection], _ index: Int) {
        advance(&pending, index, pending[index].receive())
    }

    /// Queues a request that is complete, and removes its connection; removes a connection that has ended.
    private func advance(_ pending: inout [PendingConnection], _ index: Int, _ progress: PendingConnection.Progress) {
        switch progress {
        case .needsMore: return
        case .request(let request): queue.append(request)
        case .closed(let reason): reportClosing(reason)
        }
        pending.remove(at: index)
        uncount()
    }
}
