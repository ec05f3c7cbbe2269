package import Dispatch
import Foundation
import Synchronization

/// The FastCGI side of the server: a socket, one thread that receives, and threads that answer.
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

    /// Handed to the reception at the start, which closes it at the end.
    private let socket: Mutex<ListeningSocket?>
    /// The port listened on; nil for a unix socket.
    package let port: UInt16?
    private let reception: Reception
    private let line = WaitingLine()
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
        reception = try Reception(line: line, limits: limits, report: report)
        self.limits = limits
        self.handler = handler
    }

    /// Begins to accept; once.
    package func start() {
        run("reception") { [self] in
            let socket = socket.withLock { socket in
                defer { socket = nil }
                return socket
            }
            if let socket { reception.run(socket) }
            line.close(threads: limits.threads)
        }
        for number in 1...limits.threads { run("answer \(number)") { [self] in answer() } }
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

    private func answer() {
        while let visit = line.next() {
            let exchange = Exchange(visit, patience: limits.patience)
            handler(exchange)
            if let kept = exchange.finish() { reception.takeBack(kept) }
        }
    }

    private func run(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread { [running] in
            body()
            running.leave()
        }
        thread.name = name
        running.enter()
        thread.start()
    }
}
