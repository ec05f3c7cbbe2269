import CCrypto

/// Random bytes for keys and ids, from libcrypto's generator (`RAND_bytes`).
package func randomBytes(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard count > 0 else { return bytes }
    guard RAND_bytes(&bytes, Int32(clamping: count)) == 1 else { throw SecretsError.failed("RAND_bytes") }
    return bytes
}

/// HMAC-SHA256, 32 bytes.
package func hmac(_ message: [UInt8], key: [UInt8]) throws -> [UInt8] {
    var code = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    guard HMAC(EVP_sha256(), key, Int32(clamping: key.count), message, message.count, &code, &length) != nil else {
        throw SecretsError.failed("HMAC")
    }
    return code
}

/// True if both are equal. The time depends on their length only (`CRYPTO_memcmp`).
package func areEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}

extension Collection<UInt8> {
    /// Lower-case hexadecimal digits.
    package var hex: String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
        return String(unsafeUninitializedCapacity: 2 * count) { buffer in
            for (index, byte) in enumerated() {
                buffer[2 * index] = digit(byte >> 4)
                buffer[2 * index + 1] = digit(byte & 15)
            }
            return 2 * count
        }
    }
}
