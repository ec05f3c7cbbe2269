package import Dispatch
import Foundation
import Synchronization
package import Threads

/// The FastCGI side of the server: a listening socket, threads that accept and answer, and one thread that polls the
/// connections whose requests arrive slowly.
///
/// The decoder and the poller are our own: libfcgi has no read timeout, holds a thread for every silent connection, ends
/// its accept loop on EMFILE, and aborts the process on records that any peer of the socket can send. See
/// docs/decisions/fastcgi.md.
package final class Listener: Sendable {
    package struct Limits: Sendable {
        /// Also what FCGI_GET_VALUES reports.
        static let usualConnections = 512

        /// Threads that answer, and so requests that are answered at a time.
        package var threads = 8
        /// Connections at a time that are polled or wait for a thread; more wait in the socket's backlog. At most half of
        /// the descriptors that the process may have: the work needs the other half.
        package var connections = Limits.usualConnections
        /// How long a request's parameters may take to arrive.
        package var parameterTimeout = Duration.seconds(5)
        /// How long a connection is kept open without a next request.
        package var keepAliveTimeout = Duration.seconds(60)
        /// How long the peer may send nothing of a body, or take nothing of an answer.
        package var ioTimeout = Duration.seconds(30)

        package init() {}
    }

    /// The stack of a thread that answers, in bytes; the default size of a main thread.
    private static let stackSize = 8 << 20
    /// How often a thread looks whether it may accept again.
    private static let capacityCheckMilliseconds: Int32 = 100

    /// Passed to the threads by `start`; closed when the last of them has ended.
    private let socket: Mutex<ListeningSocket?>
    /// The port that it listens on; nil for a unix socket.
    package let port: UInt16?
    private let poller: ConnectionPoller
    private let queue: RequestQueue
    /// One for each thread that answers.
    private let epollSets: [EpollSet]
    private let limits: Limits
    private let running = DispatchGroup()
    private let handler: @Sendable (Exchange) -> Void

    /// Makes the socket; throws `FastCGIError.cannotListen`. Connections wait in its backlog until `start`.
    /// - Parameters:
    ///   - report: Logs a sentence for the operator; called from any thread.
    ///   - handler: Answers one exchange; called from `Limits.threads` threads at a time.
    package init(
        _ endpoint: Endpoint, limits: Limits = Limits(), report: @escaping @Sendable (String) -> Void,
        handler: @escaping @Sendable (Exchange) -> Void
    ) throws {
        var limits = limits
        limits.connections = max(1, min(limits.connections, Listener.descriptorLimit / 2))
        let socket = try ListeningSocket(endpoint)
        port = socket.port
        self.socket = Mutex(socket)
        let queue = try RequestQueue()
        self.queue = queue
        epollSets = try (0..<limits.threads).map { _ in
            try EpollSet(listeningSocket: socket.descriptor, eventFD: queue.eventFD)
        }
        poller = try ConnectionPoller(queue: queue, limits: limits, report: report)
        self.limits = limits
        self.handler = handler
    }

    /// Begins to accept; once. Throws if the system refuses one of the threads; those that were made end again.
    package func start() throws(ThreadRefused) {
        let taken = socket.withLock { socket in
            defer { socket = nil }
            return socket
        }
        guard let taken else { return }
        do {
            for (index, epollSet) in epollSets.enumerated() {
                try run("answer \(index + 1)") { [self] in serve(taken, epollSet) }
            }
            try run("poller") { [self] in
                poller.run(taken)
                queue.close(threads: limits.threads)
            }
        } catch {
            poller.stop()
            queue.close(threads: limits.threads)
            throw error
        }
    }

    /// Accepts no more connections and answers the requests that have begun. Returns false if that took longer than
    /// `limit`.
    package func stop(within limit: DispatchTimeInterval) -> Bool {
        poller.stop()
        return running.wait(timeout: .now() + limit) == .success
    }

    /// How many descriptors this process may have open.
    private static var descriptorLimit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(clamping: limit.rlim_cur)
    }

    /// The loop of a thread that answers; ends when the queue is closed.
    private func serve(_ socket: ListeningSocket, _ epollSet: EpollSet) {
        while true {
            switch wait(epollSet) {
            case .connection:
                if let request = poller.accept(from: socket) { answer(request) }
            case .queuedRequest:
                switch queue.next() {
                case .request(let request): answer(request)
                case .none: break
                case .closed: return
                }
            case nil: break
            }
        }
    }

    /// While there are too many connections, it waits only for queued requests, for a tenth of a second at a time.
    private func wait(_ epollSet: EpollSet) -> EpollSet.Event? {
        if poller.isStopping {
            epollSet.removeListeningSocket()
        } else if !poller.hasCapacity {
            return queue.wait(milliseconds: Self.capacityCheckMilliseconds) ? .queuedRequest : nil
        }
        return epollSet.wait()
    }

    private func answer(_ request: ReceivedRequest) {
        let exchange = Exchange(request, timeout: limits.ioTimeout)
        handler(exchange)
        if let connection = exchange.finish() { poller.keepAlive(connection) }
    }

    private func run(_ name: String, _ body: @escaping @Sendable () -> Void) throws(ThreadRefused) {
        running.enter()
        do {
            try Threads.start(name, stack: Self.stackSize) { [running] in
                body()
                running.leave()
            }
        } catch {
            running.leave()
            throw error
        }
    }
}
