import Synchronization
import Testing

@testable import API

struct GuessLimitTests {
    private final class Clock: Sendable {
        private let time = Mutex(ContinuousClock.now)
        var now: ContinuousClock.Instant { time.withLock { $0 } }
        func advance(_ duration: Duration) { time.withLock { $0 += duration } }
    }

    private let clock = Clock()
    private let limit: GuessLimit

    init() {
        let clock = clock
        limit = GuessLimit(perMinute: 3) { clock.now }
    }

    private func guess(_ address: String, _ count: Int) {
        for number in 0..<count { limit.note(address, bearing: [UInt8(number)], isRight: false) }
    }

    @Test func `an address that guesses wrong too often must wait out the minute`() {
        guess("192.0.2.1", 2)
        #expect(limit.wait(for: "192.0.2.1", bearing: [9]) == nil)
        guess("192.0.2.1", 1)
        #expect(limit.wait(for: "192.0.2.1", bearing: [9]) == 61)
        clock.advance(.seconds(59))
        #expect(limit.wait(for: "192.0.2.1", bearing: [9]) == 2)
        clock.advance(.seconds(2))
        #expect(limit.wait(for: "192.0.2.1", bearing: [9]) == nil)
        guess("192.0.2.1", 1)
        #expect(limit.wait(for: "192.0.2.1", bearing: [9]) == nil)
    }

    @Test func `another address is not held back, nor is a key that was right before`() {
        limit.note("192.0.2.1", bearing: [7], isRight: true)
        guess("192.0.2.1", 3)
        #expect(limit.wait(for: "192.0.2.1", bearing: [7]) == nil)
        #expect(limit.wait(for: "192.0.2.1", bearing: [8]) != nil)
        #expect(limit.wait(for: "192.0.2.2", bearing: [8]) == nil)
    }

    @Test func `all addresses of an IPv6 network are one guesser`() {
        for host in 1...3 { guess("2001:db8:7:1::\(host)", 1) }
        #expect(limit.wait(for: "2001:db8:7:1:ffff::9", bearing: [9]) != nil)
        #expect(limit.wait(for: "2001:db8:7:2::1", bearing: [9]) == nil)
        for host in 1...3 { guess("::ffff:192.0.2.\(host)", 1) }
        #expect(limit.wait(for: "::ffff:192.0.2.1", bearing: [9]) == nil)
    }

    @Test func `without an address nothing is counted`() {
        guess("", 100)
        #expect(limit.wait(for: "", bearing: [1]) == nil)
    }

    @Test func `addresses without end do not fill the memory`() {
        for number in 0..<20_001 { guess("address \(number)", 1) }
        guess("address 20001", 3)
        #expect(limit.wait(for: "address 20001", bearing: [9]) != nil)
    }
}
