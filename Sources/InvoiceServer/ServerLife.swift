import Foundation

/// A process's life around its server: started, until a signal or an end of its own, stopped.
enum ServerLife {
    /// `isOver` is asked about ten times a second; nil for a process that only a signal ends.
    static func run(_ server: Server, isOver: (() -> Bool)? = nil) {
        server.start()
        server.log.info("started", metadata: ["process": "\(getpid())"])
        let reason = waitForEnd(isOver)
        server.log.info("stopping", metadata: ["reason": "\(reason)"])
        stop(server)
        server.log.info("stopped")
    }

    private static func waitForEnd(_ isOver: (() -> Bool)?) -> String {
        guard let isOver else { return StopSignals.wait() }
        while !isOver() {
            if let signal = StopSignals.wait(atMost: .milliseconds(100)) { return signal }
        }
        return "nothing left to do"
    }

    /// A second signal means: at once.
    private static func stop(_ server: Server) {
        let stopped = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            server.stop()
            stopped.signal()
        }
        while stopped.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
            if StopSignals.wait(atMost: .milliseconds(50)) != nil { server.hurry() }
        }
    }
}
