import CCrypto

/// SHA-256 of bytes that arrive in pieces.
package final class Digest {
    // EVP_sha256() is looked up again at each use, which takes longer than hashing a key. EVP_MD_fetch's result is
    // constant and may be shared by threads.
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
        // A sequence without contiguous storage is copied into an array.
        if done == nil { return try update(Array(bytes)) }
        guard done == true else { throw SecretsError.failed("SHA-256") }
    }

    /// The 32 bytes of the digest. Nothing can be added afterwards.
    package func finish() throws -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw SecretsError.failed("SHA-256") }
        return digest
    }

    /// SHA-256 of the bytes.
    package static func sha256(_ bytes: some Sequence<UInt8>) throws -> [UInt8] {
        let digest = try Digest()
        try digest.update(bytes)
        return try digest.finish()
    }
}

/// An error of libcrypto.
package enum SecretsError: Error, Sendable, Equatable {
    case outOfMemory
    /// The operation that failed.
    case failed(String)
    /// The sealed bytes were changed, or the key is a different one.
    case notAuthentic
    case wrongKeyLength
}
