import Foundation
package import Pooling
import Synchronization

/// A pool of connections that runs whole transactions, and repeats them after conflicts with other transactions.
package final class Database: Sendable {
    /// The most attempts of one transaction.
    private static let maximumTries = 6

    private let pool: Pool<Connection>
    /// Which of the settings' servers is used, and which were refused.
    package let servers: ServerList
    /// The server that the pool's connections lead to, as an index in `servers`.
    private let pooledServer = Atomic<Int>(0)

    package convenience init(
        _ settings: ConnectionSettings, connections: Int = 12, patience: Duration = .seconds(10)
    ) {
        self.init(ServerList(settings), connections: connections, patience: patience)
    }

    /// Several pools of a process share `servers`, so that all use the same server. `timeout` replaces the settings'
    /// timeouts.
    package init(
        _ servers: ServerList, connections: Int, patience: Duration = .seconds(10), timeout: Duration? = nil
    ) {
        self.servers = servers
        pool = Pool(
            capacity: connections, patience: patience,
            isUsable: { !$0.isBroken && $0.serverIndex == servers.usedIndex }
        ) { try servers.connect(within: timeout) }
    }

    /// Lends a connection for reading. Runs `body` again on a new connection if the first one is dead or leads to a
    /// read-only server.
    @discardableResult
    package func read<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try again(mayRepeatWhenAway: { _ in true }, { try lend(body) })
    }

    /// Runs `body` as one transaction. `body` may run several times and must have no other effects.
    ///
    /// If the connection breaks before COMMIT was sent, nothing was written and `body` runs once more. If it breaks
    /// during COMMIT, it is unknown whether COMMIT took effect. Then this throws an error that `isAway`, because only
    /// the caller knows whether repeating is harmless.
    @discardableResult
    package func transaction<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        try again(
            mayRepeatWhenAway: { $0 is NotCommitted },
            {
                try lend { connection in
                    // An idle connection may have died since its last use.
                    do { try connection.begin() } catch { throw NotCommitted(cause: error) }
                    return try connection.finish { connection in
                        do { return try body(connection) } catch { throw NotCommitted(cause: error) }
                    }
                }
            })
    }

    /// How its connections are used at this moment.
    package var usage: PoolUsage { pool.usage }

    package func close() { pool.close() }

    /// Drops the idle connections first if another pool of the process has gone to another server.
    private func lend<Result: Sendable>(_ body: @Sendable (Connection) throws -> Result) throws -> Result {
        let used = servers.usedIndex
        if pooledServer.load(ordering: .relaxed) != used {
            pooledServer.store(used, ordering: .relaxed)
            pool.dropIdle()
        }
        return try pool.withElement(body)
    }

    private func again<Result>(mayRepeatWhenAway: (any Error) -> Bool, _ body: () throws -> Result) throws -> Result {
        var tries = 1
        while true {
            do {
                return try body()
            } catch {
                let cause = (error as? NotCommitted)?.cause ?? error
                guard let failure = cause as? DatabaseError else { throw cause }
                // The same host name, or the next of the list, may lead to another server.
                if failure.leadsElsewhere { pool.dropIdle() }
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

/// The error came before COMMIT was sent, so the transaction has no effect.
private struct NotCommitted: Error {
    let cause: any Error
}
