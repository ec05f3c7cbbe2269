import Foundation
import Synchronization
import Threads

/// A process's life around its server: started, until a signal or an end of its own, stopped.
enum ServerRunner {
    /// Why it ended.
    enum End: Equatable {
        case signal(String)
        case nothingLeft
        case timeIsOver

        fileprivate var text: String {
            switch self {
            case .signal(let name): name
            case .nothingLeft: "nothing left to do"
            case .timeIsOver: "time limit reached"
            }
        }
    }

    /// Beyond what running jobs get: for requests that run, and for a database that does not answer. With the 25 s of the
    /// settings it is less than the 40 s that systemd waits.
    static let margin = Duration.seconds(12)

    /// `end` is asked about ten times a second; nil for a process that only a signal ends.
    @discardableResult static func run(_ server: Server, end: (() -> End?)? = nil) throws -> End {
        let systemd = SystemdNotifier()
        // Made before there may be too many others: whoever wants the process to stop cannot be told that it is too late.
        let stop = try Stop(server)
        do {
            try server.start()
        } catch {
            server.log.error("not started", metadata: ["error": "\(error)"])
            wait(for: stop, server, systemd)
            throw error
        }
        systemd.say(.ready)
        server.log.info("started", metadata: ["process": "\(getpid())"])
        let reason = waitForEnd(end, systemd)
        systemd.say(.stopping)
        server.log.info("stopping", metadata: ["reason": "\(reason.text)"])
        wait(for: stop, server, systemd)
        server.log.info("stopped")
        return reason
    }

    private static func waitForEnd(_ end: (() -> End?)?, _ systemd: SystemdNotifier) -> End {
        // Two words within each of systemd's intervals: one may be late.
        let word = systemd.watchdog.map { $0 / 2 } ?? .seconds(3600)
        while true {
            if let signal = StopSignals.wait(atMost: end == nil ? word : .milliseconds(100)) { return .signal(signal) }
            if let reason = end?() { return reason }
            systemd.say(.alive)
        }
    }

    /// A second signal means: at once. What has not stopped by its time is left: the queue and the next start find it.
    private static func wait(for stop: Stop, _ server: Server, _ systemd: SystemdNotifier) {
        let deadline = ContinuousClock.now + server.stopTime + margin
        stop.begin()
        while !stop.hasEnded(within: .milliseconds(50)) {
            if StopSignals.wait(atMost: .milliseconds(50)) != nil { server.hurry() }
            systemd.say(.alive)
            guard ContinuousClock.now >= deadline else { continue }
            server.log.error("the shutdown takes too long; the process exits without finishing it")
            // No exit handlers: they could wait for what hangs.
            _exit(70)
        }
    }

    /// The thread that stops the server while the main one still hears signals.
    private final class Stop: Sendable {
        private let called = DispatchSemaphore(value: 0)
        private let ended = DispatchSemaphore(value: 0)

        init(_ server: Server) throws {
            try Threads.start("stop") { [called, ended] in
                called.wait()
                server.stop()
                ended.signal()
            }
        }

        func begin() { called.signal() }

        func hasEnded(within limit: DispatchTimeInterval) -> Bool { ended.wait(timeout: .now() + limit) == .success }
    }
}
