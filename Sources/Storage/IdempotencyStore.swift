package import Invoices
import MariaDB
import Secrets

/// Remembers for 24 hours what was answered to a POST with an `Idempotency-Key`.
package struct IdempotencyStore: Sendable {
    let database: Database

    package enum Finding: Sendable, Equatable {
        /// This request is the first: do it, then `finish` or `forget`.
        case fresh
        /// Done before: answer again with the stored status and resource.
        case done(status: Int, resource: String)
        /// The same key came with another body.
        case otherBody
        /// The first is still running.
        case running
    }

    /// Takes the key for this request, whose method, path and body the hash covers.
    package func begin(_ key: String, requestHash: [UInt8], of account: Account.ID) throws -> Finding {
        let hash = try Digest.sha256(key.utf8)
        return try database.writing { connection in
            // A first request that died leaves its key running; after five minutes another may take it.
            try connection.run(
                """
                DELETE FROM idempotency WHERE account_id = ? AND key_hash = ?
                    AND created_at < UTC_TIMESTAMP(3) - INTERVAL IF(status IS NULL, 5, 1440) MINUTE
                """, [account.value, .bytes(hash)])
            let inserted = try connection.run(
                """
                INSERT IGNORE INTO idempotency (account_id, key_hash, request_hash, created_at)
                VALUES (?, ?, ?, UTC_TIMESTAMP(3))
                """, [account.value, .bytes(hash), .bytes(requestHash)])
            if inserted.affectedRows == 1 { return .fresh }
            return try IdempotencyStore.finding(hash, requestHash, of: account, on: connection)
        }
    }

    /// Stores the answer's status and the id that it can be rebuilt from.
    package func finish(_ key: String, status: Int, resource: String, of account: Account.ID) throws {
        let hash = try Digest.sha256(key.utf8)
        try database.writing { connection in
            try connection.run(
                "UPDATE idempotency SET status = ?, resource = ? WHERE account_id = ? AND key_hash = ?",
                [.int(status), .text(resource), account.value, .bytes(hash)])
        }
    }

    /// The request failed and may be tried again under the same key.
    package func forget(_ key: String, of account: Account.ID) throws {
        let hash = try Digest.sha256(key.utf8)
        try database.writing { connection in
            try connection.run(
                "DELETE FROM idempotency WHERE account_id = ? AND key_hash = ? AND status IS NULL",
                [account.value, .bytes(hash)])
        }
    }

    /// Drops what is older than a day; how many. Call now and then.
    package func removeOld() throws -> Int {
        try database.writing { connection in
            try connection.run(
                "DELETE FROM idempotency WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 24 HOUR LIMIT 1000"
            ).affectedRows
        }
    }

    private static func finding(
        _ hash: [UInt8], _ requestHash: [UInt8], of account: Account.ID, on connection: Connection
    ) throws -> Finding {
        try connection.first(
            """
            SELECT request_hash, status, resource FROM idempotency WHERE account_id = ? AND key_hash = ? FOR UPDATE
            """, [account.value, .bytes(hash)]
        ) { row -> Finding in
            guard try row.bytes() == requestHash else { return .otherBody }
            guard let status = try row.optionalInt() else { return .running }
            return .done(status: status, resource: try row.optionalText() ?? "")
        } ?? .fresh
    }
}
