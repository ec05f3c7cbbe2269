package import Dispatch
import Foundation
import Synchronization
package import Threads

/// The FastCGI side of the server: a socket, threads that accept and answer, and one for connections that are slow to speak.
///
/// The records are decoded by this module itself: libfcgi has no read timeout, pins a thread to every silent
/// connection, ends its accept loop on EMFILE, and aborts the process on records that anybody with access to the
/// socket can send.
package final class Listener: Sendable {
    package struct Limits: Sendable {
        /// Threads that answer, so exchanges at a time.
        package var threads = 8
        /// Connections at a time that are received or wait for a thread; more wait in the socket's backlog. At most
        /// half of the descriptors that the process may have: the other half is for the work.
        package var connections = 512
        /// How long a request's parameters may take to arrive.
        package var arrival = Duration.seconds(5)
        /// How long a kept connection may be silent between requests.
        package var idle = Duration.seconds(60)
        /// How long the peer may send nothing of a body, or take nothing of an answer.
        package var patience = Duration.seconds(30)

        package init() {}
    }

    /// Bytes of address space for a thread that answers; as many as the main thread has by default.
    private static let stack = 8 << 20

    /// Handed to the threads at the start; closed when the last of them has ended.
    private let socket: Mutex<ListeningSocket?>
    /// The port listened on; nil for a unix socket.
    package let port: UInt16?
    private let reception: Reception
    private let line: WaitingLine
    /// One for each thread that answers.
    private let watches: [Watch]
    private let limits: Limits
    private let running = DispatchGroup()
    private let handler: @Sendable (Exchange) -> Void

    /// Makes the socket; throws `FastCGIError.cannotListen`. Connections wait in its backlog until `start`.
    /// - Parameters:
    ///   - report: What the operator should read; called from any thread.
    ///   - handler: Answers one exchange; called from `Limits.threads` threads at a time.
    package init(
        _ endpoint: Endpoint, limits: Limits = Limits(), report: @escaping @Sendable (String) -> Void,
        handler: @escaping @Sendable (Exchange) -> Void
    ) throws {
        var limits = limits
        limits.connections = max(1, min(limits.connections, Listener.descriptors / 2))
        let socket = try ListeningSocket(endpoint)
        port = socket.port
        self.socket = Mutex(socket)
        let line = try WaitingLine()
        self.line = line
        watches = try (0..<limits.threads).map { _ in try Watch(socket: socket.descriptor, bell: line.bell) }
        reception = try Reception(line: line, limits: limits, report: report)
        self.limits = limits
        self.handler = handler
    }

    /// Begins to accept; once. Throws when the machine refuses one of the threads; those that were made end again.
    package func start() throws(ThreadRefused) {
        let taken = socket.withLock { socket in
            defer { socket = nil }
            return socket
        }
        guard let taken else { return }
        do {
            for (index, watch) in watches.enumerated() {
                try run("answer \(index + 1)") { [self] in answer(from: taken, watch) }
            }
            try run("reception") { [self] in
                reception.run(taken)
                line.close(threads: limits.threads)
            }
        } catch {
            reception.stop()
            line.close(threads: limits.threads)
            throw error
        }
    }

    /// No new connections; requests that have begun are answered. False when they took longer than `limit`.
    package func stop(within limit: DispatchTimeInterval) -> Bool {
        reception.stop()
        return running.wait(timeout: .now() + limit) == .success
    }

    /// How many this process may have open.
    private static var descriptors: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(clamping: limit.rlim_cur)
    }

    private func answer(from socket: ListeningSocket, _ watch: Watch) {
        while true {
            switch wait(watch) {
            case .connection:
                if let visit = reception.letIn(from: socket) { answer(visit) }
            case .visit:
                switch line.next() {
                case .visit(let visit): answer(visit)
                case .none: break
                case .closed: return
                }
            case nil: break
            }
        }
    }

    /// Who finds no room waits outside, for a tenth of a second at a time.
    private func wait(_ watch: Watch) -> Watch.Event? {
        if reception.isClosed {
            watch.leaveSocket()
        } else if !reception.hasRoom {
            return line.wait(milliseconds: 100) ? .visit : nil
        }
        return watch.next()
    }

    private func answer(_ visit: Visit) {
        let exchange = Exchange(visit, patience: limits.patience)
        handler(exchange)
        if let kept = exchange.finish() { reception.takeBack(kept) }
    }

    private func run(_ name: String, _ body: @escaping @Sendable () -> Void) throws(ThreadRefused) {
        running.enter()
        do {
            try Threads.start(name, stack: Self.stack) { [running] in
                body()
                running.leave()
            }
        } catch {
            running.leave()
            throw error
        }
    }
}
