import Foundation
import Synchronization
import Threads

/// Starts the server, waits for a signal or the end of its work, and stops it.
enum ServerRunner {
    /// Why the process ended.
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

    /// The time in addition to that of running jobs, for running requests and a database that does not answer. With the
    /// default of 25 s it is less than the 40 s that systemd waits.
    static let margin = Duration.seconds(12)

    /// Calls `end` about ten times a second; nil if only a signal ends the process.
    @discardableResult static func run(_ server: Server, end: (() -> End?)? = nil) throws -> End {
        let systemd = SystemdNotifier()
        // Its thread is created first, while the machine still allows threads: stopping must always be possible.
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
        // Two keep-alives in each of systemd's intervals, since one may be late.
        let word = systemd.watchdog.map { $0 / 2 } ?? .seconds(3600)
        while true {
            if let signal = StopSignals.wait(atMost: end == nil ? word : .milliseconds(100)) { return .signal(signal) }
            if let reason = end?() { return reason }
            systemd.say(.alive)
        }
    }

    /// A second signal returns running jobs at once. What has not stopped in time is abandoned: the queue and the next
    /// start clean up.
    private static func wait(for stop: Stop, _ server: Server, _ systemd: SystemdNotifier) {
        let deadline = ContinuousClock.now + server.stopTime + margin
        stop.begin()
        while !stop.hasEnded(within: .milliseconds(50)) {
            if StopSignals.wait(atMost: .milliseconds(50)) != nil { server.hurry() }
            systemd.say(.alive)
            guard ContinuousClock.now >= deadline else { continue }
            server.log.error("the shutdown takes too long; the process exits without finishing it")
            // No exit handlers, since they could wait for what hangs.
            _exit(70)
        }
    }

    /// Stops the server on a thread of its own, while the main thread still receives signals.
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
