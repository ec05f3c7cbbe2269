package import Invoices
import MariaDB
import Secrets

/// Remembers for 24 hours what was answered to a POST with an `Idempotency-Key`.
package struct IdempotencyStore: Sendable {
    let database: Database

    package enum Finding: Sendable, Equatable {
        /// This request is the first: do it with this as `IdempotentRequest.current`, then `finish` or `forget`.
        case fresh(IdempotentRequest)
        /// Done before: answer again with the stored status and resource.
        case done(status: Int, resource: String)
        /// The same key came with another body.
        case otherBody
        /// The first is still running.
        case running
    }

    /// Takes the key for this request, whose method, path and body the hash covers; `collection` is what the paths of
    /// such things begin with.
    package func begin(
        _ key: String, requestHash: [UInt8], of account: Account.ID, collection: String
    ) throws -> Finding {
        let hash = try Digest.sha256(key.utf8)
        return try database.writing { connection in
            // A first request that died leaves its key running; after a minute another may take it. If the first was
            // only slow, it finds that out before its COMMIT.
            try connection.run(
                """
                DELETE FROM idempotency WHERE account_id = ? AND key_hash = ?
                    AND created_at < UTC_TIMESTAMP(3) - INTERVAL IF(status IS NULL, 1, 1440) MINUTE
                """, [account.value, .bytes(hash)])
            let now = try connection.first("SELECT UTC_TIMESTAMP(3)") { try $0.time() } ?? 0
            let inserted = try connection.run(
                """
                INSERT IGNORE INTO idempotency (account_id, key_hash, request_hash, created_at) VALUES (?, ?, ?, ?)
                """, [account.value, .bytes(hash), .bytes(requestHash), .time(now)])
            let once = IdempotentRequest(account: account, keyHash: hash, begunAt: now, collection: collection)
            if inserted.affectedRows == 1 { return .fresh(once) }
            return try IdempotencyStore.finding(hash, requestHash, of: account, on: connection) ?? .fresh(once)
        }
    }

    /// Stores the status of an answer that made nothing; one that did was noted by `IdempotentRequest`.
    package func finish(_ once: IdempotentRequest, status: Int) throws {
        try database.writing { connection in
            try connection.run(
                "UPDATE idempotency SET status = ? WHERE \(IdempotentRequest.isOurs)", [.int(status)] + once.values)
        }
    }

    /// The request failed and may be tried again under the same key; one that did its work all the same stays noted.
    package func forget(_ once: IdempotentRequest) throws {
        try database.writing { connection in
            try connection.run("DELETE FROM idempotency WHERE \(IdempotentRequest.isOurs)", once.values)
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
    ) throws -> Finding? {
        try connection.first(
            """
            SELECT request_hash, status, resource FROM idempotency WHERE account_id = ? AND key_hash = ? FOR UPDATE
            """, [account.value, .bytes(hash)]
        ) { row -> Finding in
            guard try row.bytes() == requestHash else { return .otherBody }
            guard let status = try row.optionalInt() else { return .running }
            return .done(status: status, resource: try row.optionalText() ?? "")
        }
    }
}
