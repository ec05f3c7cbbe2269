import MariaDB
import Pooling

/// Runs a store's work and tells errors of the database in the store's words: the one place where they change.
func translatingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as DatabaseError where error.isFull {
        throw StorageError.full
    } catch let error as DatabaseError where error.isServers {
        throw StorageError.unavailable
    } catch is PoolError {
        throw StorageError.unavailable
    }
}

extension DatabaseError {
    /// The server is away, busy, cannot be written to or lets nobody in: nothing is wrong with what was asked.
    fileprivate var isServers: Bool {
        isAway || isWorthRetrying || isReadOnly || isRefused || isCut || isShort || isUnsupported
    }
}

extension Error {
    /// Whether the same may succeed later by itself. All else fails the same way for ever: a value that is too long, a
    /// packet that is too large, rows that cannot be understood.
    package var isMendedByTime: Bool {
        let error: any Error = self
        return switch error {
        case StorageError.unavailable, StorageError.full: true
        case let error as DatabaseError: error.isMendedByTime
        default: error is PoolError
        }
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
