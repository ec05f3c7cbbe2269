import Foundation

/// A process's life around its server: started, until a signal or an end of its own, stopped.
enum ServerLife {
    /// `isOver` is asked about ten times a second; nil for a process that only a signal ends.
    static func run(_ server: Server, isOver: (() -> Bool)? = nil) {
        let systemd = SystemdNotifier()
        server.start()
        systemd.say(.ready)
        server.log.info("started", metadata: ["process": "\(getpid())"])
        let reason = waitForEnd(isOver, systemd)
        systemd.say(.stopping)
        server.log.info("stopping", metadata: ["reason": "\(reason)"])
        stop(server, systemd)
        server.log.info("stopped")
    }

    private static func waitForEnd(_ isOver: (() -> Bool)?, _ systemd: SystemdNotifier) -> String {
        // Two words within each of systemd's intervals: one may be late.
        let word = systemd.watchdog.map { $0 / 2 } ?? .seconds(3600)
        while true {
            if let signal = StopSignals.wait(atMost: isOver == nil ? word : .milliseconds(100)) { return signal }
            if isOver?() == true { return "nothing left to do" }
            systemd.say(.alive)
        }
    }

    /// A second signal means: at once.
    private static func stop(_ server: Server, _ systemd: SystemdNotifier) {
        let stopped = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            server.stop()
            stopped.signal()
        }
        while stopped.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
            if StopSignals.wait(atMost: .milliseconds(50)) != nil { server.hurry() }
            systemd.say(.alive)
        }
    }
}
