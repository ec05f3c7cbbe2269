import MariaDB
import Pooling

/// Runs a store's work and tells errors of the database in the store's words: the one place where they change.
func translatingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as DatabaseError where error.isAway || error.isWorthRetrying {
        throw StorageError.unavailable
    } catch let error as DatabaseError where error.isFull {
        throw StorageError.full
    } catch is PoolError {
        throw StorageError.unavailable
    }
}

extension Database {
    @discardableResult
    func reading<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try translatingErrors { try read(body) }
    }

    @discardableResult
    func writing<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try translatingErrors { try transaction(body) }
    }
}
