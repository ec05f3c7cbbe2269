import CCrypto

/// Encrypts secrets in the database: AES-256-GCM with the operator's key.
///
/// Sealed bytes are a version byte, a random nonce of 12 bytes, the ciphertext, and a tag of 16 bytes. `context` (a
/// row's id) is authenticated too, so that a sealed value cannot be moved to another row.
package struct Sealer: Sendable {
    private static let version: UInt8 = 1
    private static let nonceLength = 12
    private static let tagLength = 16

    private let key: [UInt8]

    /// Throws `SecretsError.wrongKeyLength` unless the key has 32 bytes.
    package init(key: [UInt8]) throws {
        guard key.count == 32 else { throw SecretsError.wrongKeyLength }
        self.key = key
    }

    package func seal(_ bytes: [UInt8], context: [UInt8]) throws -> [UInt8] {
        let nonce = try randomBytes(Sealer.nonceLength)
        let cipher = try Cipher()
        try check(EVP_EncryptInit_ex(cipher.handle, EVP_aes_256_gcm(), nil, key, nonce))
        var count: Int32 = 0
        try check(EVP_EncryptUpdate(cipher.handle, nil, &count, context, Int32(clamping: context.count)))
        var sealed = [UInt8](repeating: 0, count: bytes.count + Sealer.tagLength)
        try check(EVP_EncryptUpdate(cipher.handle, &sealed, &count, bytes, Int32(clamping: bytes.count)))
        var tag = [UInt8](repeating: 0, count: Sealer.tagLength)
        var rest: Int32 = 0
        try check(EVP_EncryptFinal_ex(cipher.handle, &tag, &rest))
        try check(EVP_CIPHER_CTX_ctrl(cipher.handle, EVP_CTRL_GCM_GET_TAG, Int32(Sealer.tagLength), &tag))
        return [Sealer.version] + nonce + sealed.prefix(bytes.count) + tag
    }

    /// Throws `SecretsError.notAuthentic` for bytes that this key did not seal with this context.
    package func open(_ sealed: [UInt8], context: [UInt8]) throws -> [UInt8] {
        let overhead = 1 + Sealer.nonceLength + Sealer.tagLength
        guard sealed.count >= overhead, sealed[0] == Sealer.version else { throw SecretsError.notAuthentic }
        let nonce = Array(sealed[1..<1 + Sealer.nonceLength])
        let body = Array(sealed[(1 + Sealer.nonceLength)..<(sealed.count - Sealer.tagLength)])
        var tag = Array(sealed.suffix(Sealer.tagLength))
        let cipher = try Cipher()
        try check(EVP_DecryptInit_ex(cipher.handle, EVP_aes_256_gcm(), nil, key, nonce))
        var count: Int32 = 0
        try check(EVP_DecryptUpdate(cipher.handle, nil, &count, context, Int32(clamping: context.count)))
        var plain = [UInt8](repeating: 0, count: body.count + Sealer.tagLength)
        try check(EVP_DecryptUpdate(cipher.handle, &plain, &count, body, Int32(clamping: body.count)))
        try check(EVP_CIPHER_CTX_ctrl(cipher.handle, EVP_CTRL_GCM_SET_TAG, Int32(Sealer.tagLength), &tag))
        var rest = [UInt8](repeating: 0, count: Sealer.tagLength)
        guard EVP_DecryptFinal_ex(cipher.handle, &rest, &count) == 1 else { throw SecretsError.notAuthentic }
        return Array(plain.prefix(body.count))
    }

    private func check(_ status: Int32) throws {
        guard status == 1 else { throw SecretsError.failed("AES-256-GCM") }
    }
}

/// Owns one cipher context.
private final class Cipher {
    let handle: OpaquePointer

    init() throws {
        guard let handle = EVP_CIPHER_CTX_new() else { throw SecretsError.outOfMemory }
        self.handle = handle
    }

    deinit { EVP_CIPHER_CTX_free(handle) }
}
