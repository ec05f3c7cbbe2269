import Foundation

/// Spares other servers: limits the transfers at a time from one host, and pauses for a host that keeps failing. Each
/// process counts for itself.
package final class HostCircuitBreaker: Sendable {
    package struct Limits: Sendable {
        package var transfers = 2
        /// After this many temporary failures within the window, the host gets no transfer for that long.
        package var failures = 5
        package var window: Duration = .seconds(60)
        package var pause: Duration = .seconds(60)
        /// How long a transfer waits for its turn before it is postponed.
        package var patience: Duration = .seconds(5)

        package init() {}
    }

    fileprivate struct Host {
        var running = 0
        var failedAt: [ContinuousClock.Instant] = []
        var pausedUntil: ContinuousClock.Instant?
    }

    private let limits: Limits
    private let condition = NSCondition()
    // The condition's lock guards it; a Mutex could not be waited on.
    nonisolated(unsafe) private var hosts: [String: Host] = [:]

    package init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Runs `body` when it is the transfer's turn at its host. Throws `paused` if that would take too long.
    func visit<Result>(
        _ url: OutgoingURL, isCancelled: () -> Bool = { false }, _ body: () throws(OutgoingError) -> Result
    ) throws(OutgoingError) -> Result {
        let host = "\(url.bracketedHost):\(url.port)"
        try enter(host, isCancelled)
        do {
            let result = try body()
            leave(host, failed: false)
            return result
        } catch {
            leave(host, failed: error.speaksOfHost && error.isWorthRetrying)
            throw error
        }
    }

    private func enter(_ name: String, _ isCancelled: () -> Bool) throws(OutgoingError) {
        let deadline = ContinuousClock.now + limits.patience
        condition.lock()
        defer { condition.unlock() }
        while true {
            let now = ContinuousClock.now
            if let until = hosts[name]?.pausedUntil, until > now { throw .paused(for: until - now) }
            if hosts[name, default: Host()].running < limits.transfers {
                hosts[name, default: Host()].running += 1
                return
            }
            if isCancelled() { throw .cancelled }
            if now >= deadline { throw .paused(for: limits.patience) }
            _ = condition.wait(until: Date(timeIntervalSinceNow: 0.5))
        }
    }

    private func leave(_ name: String, failed: Bool) {
        let now = ContinuousClock.now
        condition.lock()
        defer { condition.unlock() }
        var host = hosts[name] ?? Host()
        host.running -= 1
        host.failedAt = failed ? host.failedAt.filter { now - $0 < limits.window } + [now] : []
        if host.failedAt.count >= limits.failures {
            host.pausedUntil = now + limits.pause
            // After the pause one more failure is enough for the next pause, since each attempt costs a job a retry.
            host.failedAt = Array(repeating: now + limits.pause, count: limits.failures - 1)
        }
        // Clients choose the names, so names without any state are removed.
        hosts[name] = host.running == 0 && host.failedAt.isEmpty ? nil : host
        hosts = hosts.filter { !$0.value.isForgettable(at: now, after: limits.window) }
        condition.broadcast()
    }
}

extension HostCircuitBreaker.Host {
    fileprivate func isForgettable(at now: ContinuousClock.Instant, after window: Duration) -> Bool {
        running == 0 && (failedAt.last.map { now - $0 >= window } ?? true)
    }
}

extension OutgoingError {
    /// False for a fault of this machine or of the caller, which does not count against the host.
    fileprivate var speaksOfHost: Bool {
        switch self {
        case .machine, .cancelled, .paused: false
        default: true
        }
    }
}
