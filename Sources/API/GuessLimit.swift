import Synchronization

/// How many wrong keys an address may send: beyond it nothing is looked up for a while.
///
/// A key that was right before goes through all the same, so that a stranger behind the same address locks nobody out.
final class GuessLimit: Sendable {
    private struct Guesses {
        var count: Int
        var since: ContinuousClock.Instant
    }

    private struct State {
        var byAddress: [String: Guesses] = [:]
        /// Digests of keys that were right.
        var right: Set<[UInt8]> = []
    }

    /// Addresses and keys remembered at most: strangers decide how many there are.
    private static let room = 10_000
    private static let window = Duration.seconds(60)

    private let perMinute: Int
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    init(perMinute: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.perMinute = perMinute
        self.now = now
    }

    /// The seconds that this address must wait; nil when the key may be looked up. No address, no limit.
    func wait(for address: String, bearing key: [UInt8]) -> Int? {
        state.withLock { state in
            guard let guesses = state.byAddress[address], guesses.count >= perMinute, !state.right.contains(key)
            else { return nil }
            let rest = Self.window - (now() - guesses.since)
            return rest > .zero ? Int(rest.components.seconds) + 1 : nil
        }
    }

    func note(_ address: String, bearing key: [UInt8], isRight: Bool) {
        guard !address.isEmpty else { return }
        state.withLock { state in
            if isRight {
                if state.right.count >= Self.room { state.right.removeAll() }
                state.right.insert(key)
            } else {
                count(address, in: &state)
            }
        }
    }

    private func count(_ address: String, in state: inout State) {
        let now = now()
        if let guesses = state.byAddress[address], now - guesses.since < Self.window {
            state.byAddress[address]?.count += 1
            return
        }
        if state.byAddress.count >= Self.room {
            state.byAddress = state.byAddress.filter { now - $0.value.since < Self.window }
            // All of them fresh: a flood from many addresses, which forgetting serves better than growing.
            if state.byAddress.count >= Self.room { state.byAddress.removeAll() }
        }
        state.byAddress[address] = Guesses(count: 1, since: now)
    }
}
