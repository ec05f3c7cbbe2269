import Foundation
import Glibc

/// Downloads a client's URL into a file, streamed, under the address policy.
package struct Download: Sendable {
    private let policy: AddressPolicy
    private let resolver: Resolver
    private let gate: HostCircuitBreaker
    private let limits: Transfer.Limits

    private enum Step {
        case arrived(bytes: Int)
        case sentOn(to: OutgoingURL)
    }

    /// The most redirects after the first request.
    private static let redirects = 3

    /// `maximumBytes` counts received bytes; `totalSeconds` limits all hops together. `gate` counts every host on the
    /// way, so all downloads should share it.
    package init(
        policy: AddressPolicy, maximumBytes: Int = 32 << 20, totalSeconds: Double = 60, crawlSeconds: Double = 15,
        resolver: Resolver = Resolver(), gate: HostCircuitBreaker = HostCircuitBreaker()
    ) {
        self.policy = policy
        self.resolver = resolver
        self.gate = gate
        limits = Transfer.Limits(
            bytes: maximumBytes, connect: min(10, totalSeconds), firstByte: min(10, totalSeconds), total: totalSeconds,
            crawl: crawlSeconds)
    }

    /// Writes the body to a new file at `path` and returns its size. Leaves no file if it throws.
    package func fetch(
        _ address: String, to path: String, isCancelled: @escaping () -> Bool = { false }
    ) throws(OutgoingError) -> Int {
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .machine("cannot create the file: \(errno)") }
        defer { close(file) }
        do {
            return try follow(OutgoingURL(address), into: file, isCancelled: isCancelled)
        } catch {
            unlink(path)
            throw error
        }
    }

    private func follow(
        _ first: OutgoingURL, into file: Int32, isCancelled: @escaping () -> Bool
    ) throws(OutgoingError) -> Int {
        var url = first
        let deadline = ContinuousClock.now + .seconds(limits.total)
        for _ in 0...Self.redirects {
            // Each hop waits for its own host only: no place at one host is held while waiting for another.
            let end = try gate.visit(url, isCancelled: isCancelled) { () throws(OutgoingError) -> Step in
                try step(from: url, into: file, until: deadline, isCancelled: isCancelled)
            }
            switch end {
            case .arrived(let bytes): return bytes
            case .sentOn(let next): url = next
            }
        }
        throw .tooManyRedirects
    }

    private func step(
        from url: OutgoingURL, into file: Int32, until deadline: ContinuousClock.Instant,
        isCancelled: @escaping () -> Bool
    ) throws(OutgoingError) -> Step {
        let reply = try get(url, into: file, until: deadline, isCancelled: isCancelled)
        switch reply.status {
        case 200, 203: return .arrived(bytes: reply.bytes)
        case 301, 302, 303, 307, 308:
            guard let target = reply.redirect else { throw .status(reply.status, retryAfter: nil) }
            let next = try OutgoingURL(target)
            guard next.isSecure || !url.isSecure else { throw .blocked("redirected from https to http") }
            return .sentOn(to: next)
        default: throw .status(reply.status, retryAfter: reply.retryAfter)
        }
    }

    private func get(
        _ url: OutgoingURL, into file: Int32, until deadline: ContinuousClock.Instant,
        isCancelled: @escaping () -> Bool
    ) throws(OutgoingError) -> Transfer.Reply {
        let resolved = try ResolvedURL(url, policy: policy, resolver: resolver)
        // The time limit is for the whole chain of redirects, not for each.
        var limits = limits
        limits.total = (deadline - ContinuousClock.now) / .seconds(1)
        guard limits.total > 0 else { throw .timedOut("redirects") }
        let transfer = try Transfer(resolved, policy: policy, limits: limits, isCancelled: isCancelled) {
            data throws(OutgoingError) in
            try Self.write(data, to: file)
        }
        do {
            return try transfer.perform()
        } catch .tooLarge {
            throw .tooLarge(limit: limits.bytes)
        }
    }

    private static func write(_ data: UnsafeRawBufferPointer, to file: Int32) throws(OutgoingError) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .machine("cannot write the file: \(errno)") }
            rest = rest.dropFirst(count)
        }
    }
}
