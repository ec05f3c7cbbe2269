package import Invoices

/// A key as the store holds it: never its secret.
package struct KeyRecord: Sendable {
    /// The 12 characters between `ocr_live_` and the secret.
    package let id: String
    package let account: Account.ID
    package let accountName: String
    package let name: String
    package let scopes: Set<Scope>
    package let createdAt: Timestamp
    package let expiresAt: Timestamp?
    package let revokedAt: Timestamp?
    /// Written at most once a minute.
    package let lastUsedAt: Timestamp?
}

/// A new key, shown once.
package struct NewKey: Sendable {
    package let record: KeyRecord
    /// `ocr_live_<12><32><6>`: id, secret, checksum.
    package let text: String
}
