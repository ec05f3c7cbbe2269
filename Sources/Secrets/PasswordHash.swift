import CCrypto
import Foundation

/// A password's hash by scrypt (RFC 7914), with its parameters and salt, so that they can be raised later.
package struct PasswordHash: Sendable, Equatable {
    /// What scrypt costs: N is 2^`logN`; it needs 128 · N · `blockSize` bytes of memory.
    struct Cost: Sendable, Equatable {
        let logN: Int
        let blockSize: Int
        let parallelism: Int

        /// 32 MiB, about a tenth of a second.
        static let current = Cost(logN: 15, blockSize: 8, parallelism: 1)

        /// The memory that may be used: a stored hash with higher parameters is refused.
        static let mostMemory = 64 << 20

        var isAllowed: Bool {
            (1...20).contains(logN) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
                && 128 * blockSize << logN < Cost.mostMemory
        }
    }

    private static let saltLength = 16
    private static let hashLength = 32

    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Matches no password, after the same work as any other: for names that nobody has.
    package static let ofNobody = PasswordHash(
        cost: .current, salt: [UInt8](repeating: 0, count: saltLength), hash: [UInt8](repeating: 0, count: hashLength))

    private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Hashes a password with a new salt. Takes about a tenth of a second and 32 MiB.
    package init(of password: String) throws {
        let salt = try randomBytes(PasswordHash.saltLength)
        self.init(cost: .current, salt: salt, hash: try PasswordHash.scrypt(password, salt, .current))
    }

    /// Nil for a text that is no hash of this kind, or whose parameters need too much memory.
    package init?(stored text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = PasswordHash.cost(parts[2]),
            let salt = PasswordHash.bytes(parts[3]), let hash = PasswordHash.bytes(parts[4]),
            salt.count == PasswordHash.saltLength, hash.count == PasswordHash.hashLength
        else { return nil }
        self.init(cost: cost, salt: salt, hash: hash)
    }

    /// PHC's string format: `$scrypt$ln=15,r=8,p=1$SALT$HASH`, both in base64 without padding.
    package var text: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(PasswordHash.base64(salt))$\(PasswordHash.base64(hash))"
    }

    /// Whether this is the hash of the password. The time tells nothing but the parameters.
    package func matches(_ password: String) throws -> Bool {
        areEqualInConstantTime(try PasswordHash.scrypt(password, salt, cost), hash)
    }

    /// The same letters may be typed as other code points on another machine, hence the normal form (RFC 8265).
    private static func scrypt(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: hashLength)
        let normal = password.precomposedStringWithCanonicalMapping
        let status = EVP_PBE_scrypt(
            normal, normal.utf8.count, salt, salt.count, 1 << UInt64(cost.logN), UInt64(cost.blockSize),
            UInt64(cost.parallelism), UInt64(Cost.mostMemory), &hash, hash.count)
        guard status == 1 else { throw SecretsError.failed("scrypt") }
        return hash
    }

    private static func cost(_ text: Substring) -> Cost? {
        let names = ["ln", "r", "p"]
        let parts = text.split(separator: ",").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
        guard parts.count == names.count, zip(parts, names).allSatisfy({ $0.count == 2 && $0[0] == $1 }) else {
            return nil
        }
        let numbers = parts.compactMap { Int($0[1]) }
        guard numbers.count == names.count else { return nil }
        let cost = Cost(logN: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
        return cost.isAllowed ? cost : nil
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString().filter { $0 != "=" } }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map(Array.init)
    }
}
