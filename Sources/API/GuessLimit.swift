import Glibc
import Synchronization

/// Limits how many wrong keys an address may send. After that, no key from it is looked up for a while.
///
/// A key that was right before still passes, so that an attacker at the same address locks nobody out.
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

    /// The most addresses and keys to remember, since strangers decide how many there are.
    private static let room = 10_000
    private static let window = Duration.seconds(60)

    private let perMinute: Int
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    init(perMinute: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.perMinute = perMinute
        self.now = now
    }

    /// The seconds that this address must wait; nil if the key may be looked up.
    func wait(for address: String, bearing key: [UInt8]) -> Int? {
        state.withLock { state in
            guard let guesses = state.byAddress[Self.network(of: address)], guesses.count >= perMinute,
                !state.right.contains(key)
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
                count(Self.network(of: address), in: &state)
            }
        }
    }

    /// An IPv6 address's first 64 bits: its owner usually has that whole network, with a guess for each address.
    private static func network(of address: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        // An IPv4-mapped address counts as a whole.
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? address : "\(bytes.prefix(8))/64"
    }

    private func count(_ address: String, in state: inout State) {
        let now = now()
        if let guesses = state.byAddress[address], now - guesses.since < Self.window {
            state.byAddress[address]?.count += 1
            return
        }
        if state.byAddress.count >= Self.room {
            state.byAddress = state.byAddress.filter { now - $0.value.since < Self.window }
            // All entries are fresh, so this is a flood from many addresses: forgetting them is better than growing.
            if state.byAddress.count >= Self.room { state.byAddress.removeAll() }
        }
        state.byAddress[address] = Guesses(count: 1, since: now)
    }
}
