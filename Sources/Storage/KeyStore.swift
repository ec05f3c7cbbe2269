package import Invoices
import MariaDB

/// API keys: only a hash of the secret is kept.
package struct KeyStore: Sendable {
    let database: Database

    /// Makes a key; its text is in the answer and nowhere else.
    package func insert(
        for account: Account.ID, name: String, scopes: Set<Scope>? = nil, validFor: Duration? = nil
    ) throws -> NewKey { throw StorageError.unavailable }

    /// All keys, or one account's.
    package func list(of account: Account.ID? = nil) throws -> [KeyRecord] { throw StorageError.unavailable }

    /// Revokes at once; false when there is no such key.
    package func revoke(_ id: String) throws -> Bool { throw StorageError.unavailable }

    /// Who bears this key; nil for one that is malformed, unknown, expired or revoked, after the same work.
    package func caller(bearing text: String) throws -> Caller? { throw StorageError.unavailable }
}
