import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Outgoing

struct HostCircuitBreakerTests {
    private let away = OutgoingError.unreachable("away")

    private func gate(_ change: (inout HostCircuitBreaker.Limits) -> Void = { _ in }) -> HostCircuitBreaker {
        var limits = HostCircuitBreaker.Limits()
        limits.patience = .milliseconds(50)
        change(&limits)
        return HostCircuitBreaker(limits)
    }

    private func fail(_ gate: HostCircuitBreaker, _ address: String, with error: OutgoingError) -> OutgoingError? {
        #expect(throws: OutgoingError.self) {
            try gate.visit(address) { () throws(OutgoingError) in throw error }
        }
    }

    private func isPaused(_ error: OutgoingError?) -> Bool {
        if case .paused = error { true } else { false }
    }

    @Test func `after five failures in a row a host is left alone, and no other`() throws {
        let gate = gate()
        for _ in 1...5 { #expect(fail(gate, "https://a.example/x", with: away) == away) }
        #expect(isPaused(fail(gate, "https://a.example/y", with: away)))
        #expect(fail(gate, "https://b.example/", with: away) == away)
    }

    @Test func `a success makes failures forgotten, and what is the document's fault never counts`() throws {
        let gate = gate()
        for _ in 1...4 { _ = fail(gate, "http://a.example/", with: away) }
        try gate.visit("http://a.example/") { () throws(OutgoingError) in }
        for _ in 1...9 { _ = fail(gate, "http://a.example/", with: .status(404, retryAfter: nil)) }
        for _ in 1...4 { #expect(fail(gate, "http://a.example/", with: away) == away) }
    }

    @Test func `after its pause a host is tried again, and one more failure is enough`() throws {
        let gate = gate { $0.pause = .milliseconds(80) }
        for _ in 1...5 { _ = fail(gate, "http://a.example/", with: away) }
        #expect(waitUntil { !isPaused(fail(gate, "http://a.example/", with: away)) })
        #expect(isPaused(fail(gate, "http://a.example/", with: away)))
    }

    @Test func `no more transfers run from one host than may`() throws {
        let gate = gate { $0.patience = .seconds(20) }
        let running = Mutex((now: 0, most: 0))
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                try gate.visit("http://a.example/") { () throws(OutgoingError) in
                    running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                    usleep(5000)
                    running.withLock { $0.now -= 1 }
                }
            } catch { Issue.record(error) }
        }
        #expect((1...2).contains(running.withLock { $0.most }))
    }

    @Test func `whoever waits too long for a busy host is put off`() throws {
        let gate = gate { $0.transfers = 1 }
        try gate.visit("http://a.example/") { () throws(OutgoingError) in
            #expect(isPaused(fail(gate, "http://a.example/", with: away)))
            #expect(fail(gate, "http://a.example:81/", with: away) == away)
        }
    }
}

extension HostCircuitBreaker {
    fileprivate func visit(_ address: String, _ body: () throws(OutgoingError) -> Void) throws(OutgoingError) {
        try visit(OutgoingURL(address), body)
    }
}
