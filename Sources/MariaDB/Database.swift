import Foundation
import Pooling

/// A pool of connections that runs whole transactions, and repeats them after conflicts with other transactions.
package final class Database: Sendable {
    /// The most attempts of one transaction.
    private static let maximumTries = 6

    private let pool: Pool<Connection>

    package init(_ settings: ConnectionSettings, connections: Int = 12, patience: Duration = .seconds(10)) {
        pool = Pool(capacity: connections, patience: patience, isUsable: { !$0.isBroken }) {
            try Connection(settings)
        }
    }

    /// Lends a connection for reading. Runs `body` again on a new connection if the first one is dead or leads to a
    /// read-only server.
    @discardableResult
    package func read<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try again(mayRepeatWhenAway: { _ in true }, { try pool.withElement(body) })
    }

    /// Runs `body` as one transaction. `body` may run several times and must have no other effects.
    ///
    /// If the connection breaks, it is unknown whether COMMIT took effect. Then this throws an error that `isAway`,
    /// because only the caller knows whether repeating is harmless.
    @discardableResult
    package func transaction<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try again(
            mayRepeatWhenAway: { $0 is NotBegun },
            {
                try pool.withElement { connection in
                    // An idle connection may have died since its last use. If BEGIN fails, nothing is lost.
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
                // The same host name may now lead to another server.
                if failure.isAway || failure.isReadOnly || failure.isRefused { pool.dropIdle() }
                let isRepeatable =
                    failure.isWorthRetrying && tries < Database.maximumTries
                    || failure.isAway && mayRepeatWhenAway(error) && tries == 1
                    // Nothing was written, so repeating writes nothing twice.
                    || failure.isReadOnly && tries == 1
                guard isRepeatable else { throw failure }
                pause(before: tries)
                tries += 1
            }
        }
    }

    /// Sleeps 20 ms, doubled for each attempt, at most 1 s, with full jitter.
    private func pause(before tries: Int) {
        let longest = min(1, 0.02 * pow(2, Double(tries)))
        Thread.sleep(forTimeInterval: Double.random(in: 0...longest))
    }
}

/// The transaction did not begin, so it had no effect.
private struct NotBegun: Error {
    let cause: any Error
}
