package import Invoices
import MariaDB

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
        throw StorageError.unavailable
    }

    /// Stores the answer's status and the id that it can be rebuilt from.
    package func finish(_ key: String, status: Int, resource: String, of account: Account.ID) throws {
        throw StorageError.unavailable
    }

    /// The request failed and may be tried again under the same key.
    package func forget(_ key: String, of account: Account.ID) throws { throw StorageError.unavailable }
}
