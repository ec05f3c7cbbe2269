package import Invoices
import MariaDB

/// Keys as their account's administrators see them.
extension KeyStore {
    /// Of an account.
    package static let most = 1000

    /// Makes a key; see `insert`. Throws `tooManyKeys`.
    package func insertForClient(
        of account: Account.ID, name: String, scopes: Set<Scope>, validFor: Duration?
    ) throws -> NewKey {
        let count = try database.reading { try KeyStore.count(of: account, on: $0) }
        guard count < KeyStore.most else { throw StorageError.tooManyKeys }
        return try insert(for: account, name: name, scopes: scopes, validFor: validFor)
    }

    /// The oldest first.
    package func list(of account: Account.ID, limit: Int, offset: Int) throws -> Listing<KeyRecord> {
        try database.reading { connection in
            let keys = try KeyStore.rows("WHERE k.account_id = ?", [account.value], on: connection)
            return Listing(elements: Array(keys.dropFirst(offset).prefix(limit)), total: keys.count)
        }
    }

    /// Throws `notFound`.
    package func find(_ id: String, of account: Account.ID) throws -> KeyRecord {
        let found = try database.reading { connection in
            try KeyStore.rows("WHERE k.id = ? AND k.account_id = ?", [.text(id), account.value], on: connection).first
        }
        guard let found else { throw StorageError.notFound }
        return found
    }

    /// Deletes the key: it counts no more at once. Throws `notFound`.
    package func delete(_ id: String, of account: Account.ID) throws {
        let deleted = try database.writing { connection in
            try connection.run(
                "DELETE FROM api_key WHERE id = ? AND account_id = ?", [.text(id), account.value]
            ).affectedRows
        }
        guard deleted == 1 else { throw StorageError.notFound }
    }

    private static func count(of account: Account.ID, on connection: Connection) throws -> Int {
        try connection.first("SELECT COUNT(*) FROM api_key WHERE account_id = ?", [account.value]) { try $0.int() }
            ?? 0
    }
}
