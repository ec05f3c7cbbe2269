import Foundation
import Pooling

/// The database as everyone sees it: lends connections and runs whole transactions, again when another stood in the way.
package final class Database: Sendable {
    /// Tries of one transaction in all.
    private static let maximumTries = 6

    private let pool: Pool<Connection>

    package init(_ settings: ConnectionSettings, connections: Int = 12, patience: Duration = .seconds(10)) {
        pool = Pool(capacity: connections, patience: patience, isUsable: { !$0.isBroken }) {
            try Connection(settings)
        }
    }

    /// Lends a connection for reading; `body` runs once more on a new connection when the first turns out dead, or
    /// connected to a server that lets nobody write.
    @discardableResult
    package func read<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try again(mayRepeatWhenAway: { _ in true }, { try pool.withElement(body) })
    }

    /// Runs `body` as one transaction; it may run several times and must have no other effect.
    ///
    /// When the connection dies in the middle, whether COMMIT took effect is unknown; then this throws an error that
    /// `isAway`, because only the caller knows whether doing it again is harmless.
    @discardableResult
    package func transaction<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try again(
            mayRepeatWhenAway: { $0 is NotBegun },
            {
                try pool.withElement { connection in
                    // An idle connection may have died since its last use: finding that out first loses nothing.
                    do { try connection.begin() } catch { throw NotBegun(cause: error) }
                    return try connection.finish(body)
                }
            })
    }

    package func close() { pool.close() }

    private func again<Result>(mayRepeatWhenAway: (any Error) -> Bool, _ body: () throws -> Result) throws -> Result {
        var tries = 1
        while true {
            do {
                return try body()
            } catch {
                let cause = (error as? NotBegun)?.cause ?? error
                guard let failure = cause as? DatabaseError else { throw cause }
                // Behind the same name there may be another server by now.
                if failure.isAway || failure.isReadOnly || failure.isRefused { pool.dropIdle() }
                let isRepeatable =
                    failure.isWorthRetrying && tries < Database.maximumTries
                    || failure.isAway && mayRepeatWhenAway(error) && tries == 1
                    // Nothing was written, so nothing is written twice.
                    || failure.isReadOnly && tries == 1
                guard isRepeatable else { throw failure }
                pause(before: tries)
                tries += 1
            }
        }
    }

    /// 20 ms doubled each time, full jitter, at most 1 s.
    private func pause(before tries: Int) {
        let longest = min(1, 0.02 * pow(2, Double(tries)))
        Thread.sleep(forTimeInterval: Double.random(in: 0...longest))
    }
}

/// The transaction did not begin, so nothing of it happened.
private struct NotBegun: Error {
    let cause: any Error
}
