package import Invoices
import MariaDB
import Secrets

/// API keys: only a hash of the secret is kept.
package struct KeyStore: Sendable {
    let database: Database

    private static let columns = """
        k.id, k.account_id, a.name, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at, k.last_used_at
        """

    /// Makes a key; its text is in the answer and nowhere else. Without `scopes` it gets all those of an account that
    /// there are now: they are written out, so that it gets none of those that are added later.
    package func insert(
        for account: Account.ID, name: String, scopes: Set<Scope>? = nil, validFor: Duration? = nil
    ) throws -> NewKey {
        let key = try APIKeyText.random()
        let hash = try key.hash()
        let record = try database.writing { connection in
            try connection.run(
                """
                INSERT INTO api_key (id, account_id, name, secret_hash, scopes, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL ? SECOND)
                """,
                [
                    .text(key.id), account.value, .text(name), .bytes(hash),
                    .text(Scope.write(scopes ?? Scope.ofAccount)),
                    .optional(validFor.map { Int($0.components.seconds) }),
                ])
            try IdempotentRequest.note(.made, key.id, on: connection)
            return try KeyStore.rows("WHERE k.id = ?", [.text(key.id)], on: connection).first
        }
        guard let record else { throw StorageError.notFound }
        return NewKey(record: record, text: key.text)
    }

    /// All keys, or one account's.
    package func list(of account: Account.ID? = nil) throws -> [KeyRecord] {
        try database.reading { connection in
            guard let account else { return try KeyStore.rows("", [], on: connection) }
            return try KeyStore.rows("WHERE k.account_id = ?", [account.value], on: connection)
        }
    }

    /// Revokes at once; false when there is no such key.
    package func revoke(_ id: String) throws -> Bool {
        try database.writing { connection in
            try connection.run(
                "UPDATE api_key SET revoked_at = COALESCE(revoked_at, UTC_TIMESTAMP(3)) WHERE id = ?", [.text(id)]
            ).affectedRows == 1
        }
    }

    /// Whose key this is; nil for one that is malformed, unknown, expired or revoked, after the same work.
    package func caller(bearing text: String) throws -> Caller? {
        try authenticate(text, prefetch: .nothing)?.caller
    }

    /// The same, and what the prefetch has read along with the key.
    package func authenticate(
        _ text: String, prefetch: AuthenticatedPrefetch
    ) throws -> (caller: Caller, prefetched: Prefetched)? {
        guard let key = APIKeyText(text) else { return nil }
        let hash = try key.hash()
        let found = try database.reading { try prefetch.run(key, hash: hash, on: $0) }
        guard let (stored, prefetched) = found, areEqualInConstantTime(hash, stored.hash), stored.isAsked, stored.isLive
        else { return nil }
        if stored.wantsStamp { try stamp(key.id) }
        let caller = Caller(account: stored.account, principal: .key(key.id), scopes: Scope.read(stored.scopes))
        return (caller, prefetched)
    }

    private func stamp(_ id: String) throws {
        try database.writing { connection in
            try connection.run("UPDATE api_key SET last_used_at = UTC_TIMESTAMP(3) WHERE id = ?", [.text(id)])
        }
    }

    static func rows(_ condition: String, _ values: [Value], on connection: Connection) throws -> [KeyRecord] {
        try connection.rows(
            """
            SELECT \(columns) FROM api_key k JOIN account a ON a.id = k.account_id \(condition)
            ORDER BY a.name, k.created_at
            """, values
        ) { row in
            KeyRecord(
                id: try row.text(), account: try row.id(), accountName: try row.text(), name: try row.text(),
                scopes: Scope.read(try row.optionalText()), createdAt: try row.timestamp(),
                expiresAt: try row.optionalTimestamp(), revokedAt: try row.optionalTimestamp(),
                lastUsedAt: try row.optionalTimestamp())
        }
    }
}
