import Secrets

/// Limits how many wrong passwords an address may send, and how many may come for one user from everywhere.
///
/// A password that was right before still passes, so that an attacker locks nobody out who has signed in here.
struct SignInLimit: Sendable {
    /// For one user may come as many times more: fewer would let one address lock him out.
    private static let userFactor = 10

    private let addresses: GuessLimit
    private let users: GuessLimit
    /// Digests of right passwords are remembered; with a key that dies with the process they tell nothing.
    private let digestKey: [UInt8]

    init(perMinute: Int) {
        addresses = GuessLimit(perMinute: perMinute)
        users = GuessLimit(perMinute: Self.userFactor * perMinute)
        var generator = SystemRandomNumberGenerator()
        digestKey = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Calls `attempt`, which returns nil for wrong credentials, and counts those; throws 429 instead if there were too
    /// many.
    func limit<Result>(
        _ credentials: Credentials, from address: String, _ attempt: () throws -> Result?
    ) throws -> Result? {
        let user = "\(credentials.account)\n\(credentials.name)"
        let digest = try hmac(Array("\(user)\n\(credentials.password)".utf8), key: digestKey)
        let waits = [addresses.wait(for: address, bearing: digest), users.wait(for: user, bearing: digest)]
        if let seconds = waits.compactMap(\.self).max() { throw APIError.tooManyWrongPasswords(after: seconds) }
        let result = try attempt()
        // Requests without a client address are counted for their user alone.
        addresses.note(address, bearing: digest, isRight: result != nil)
        users.note(user, bearing: digest, isRight: result != nil)
        return result
    }
}
