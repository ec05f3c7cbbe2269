package import Invoices

/// What a key may be used for (docs/contract.md section 1).
package enum Scope: String, Sendable, CaseIterable {
    case jobsRead = "jobs:read"
    case jobsWrite = "jobs:write"
    case templatesWrite = "templates:write"
    case webhooksRead = "webhooks:read"
    case webhooksWrite = "webhooks:write"
    /// For operators: the figures of all accounts. A key has it only if it was named.
    case metricsRead = "metrics:read"
}

/// A key as the store holds it: never its secret.
package struct KeyRecord: Sendable {
    /// The 12 characters between `ocr_live_` and the secret.
    package let id: String
    package let account: Account.ID
    package let accountName: String
    package let name: String
    /// Nil: all of them.
    package let scopes: Set<Scope>?
    package let createdAt: Timestamp
    package let expiresAt: Timestamp?
    package let revokedAt: Timestamp?
    /// Written at most once a minute.
    package let lastUsedAt: Timestamp?
}

/// Who calls, as his key says.
package struct Caller: Sendable, Equatable {
    package let account: Account.ID
    package let key: String
    /// Nil: all of them but the operator's.
    package let scopes: Set<Scope>?

    package init(account: Account.ID, key: String, scopes: Set<Scope>? = nil) {
        self.account = account
        self.key = key
        self.scopes = scopes
    }

    package func may(_ scope: Scope) -> Bool { scopes?.contains(scope) ?? (scope != .metricsRead) }
}

/// A new key, shown once.
package struct NewKey: Sendable {
    package let record: KeyRecord
    /// `ocr_live_<12><32><6>`: id, secret, checksum.
    package let text: String
}
