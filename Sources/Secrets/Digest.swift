import CCrypto

/// SHA-256 of bytes that come in pieces.
package final class Digest {
    // EVP_sha256() is looked up anew at each use, which takes longer than hashing a key. What EVP_MD_fetch gives is never
    // changed, and made to be shared by threads.
    nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    private let context: OpaquePointer

    /// Throws `SecretsError.outOfMemory`.
    package init() throws {
        guard let context = EVP_MD_CTX_new() else { throw SecretsError.outOfMemory }
        self.context = context
        guard EVP_DigestInit_ex(context, Digest.algorithm, nil) == 1 else { throw SecretsError.failed("SHA-256") }
    }

    deinit { EVP_MD_CTX_free(context) }

    package func update(_ bytes: some Sequence<UInt8>) throws {
        let done = bytes.withContiguousStorageIfAvailable { EVP_DigestUpdate(context, $0.baseAddress, $0.count) == 1 }
        // A sequence without storage of its own is copied into an array, which has.
        if done == nil { return try update(Array(bytes)) }
        guard done == true else { throw SecretsError.failed("SHA-256") }
    }

    /// The 32 bytes of the digest; nothing can be added after.
    package func finish() throws -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw SecretsError.failed("SHA-256") }
        return digest
    }

    /// SHA-256 of bytes at hand.
    package static func sha256(_ bytes: some Sequence<UInt8>) throws -> [UInt8] {
        let digest = try Digest()
        try digest.update(bytes)
        return try digest.finish()
    }
}

/// What libcrypto refused.
package enum SecretsError: Error, Sendable, Equatable {
    case outOfMemory
    /// The operation that failed.
    case failed(String)
    /// The sealed bytes were changed, or the key is another.
    case notAuthentic
    case wrongKeyLength
}
