import Synchronization

/// The database servers of a process, which uses one at a time: at first the first that accepts writes, then that one
/// until it fails, then the next of the list.
///
/// All connections of a process lead to one server, since another one may not have yet what was just written. There is
/// no way back by itself: a primary that returns after a failover may lack what was written since.
package final class ServerList: Sendable {
    /// What the last attempts to connect showed.
    package struct Status: Sendable, Equatable {
        /// The server that new connections try first, as `host:port` or as a socket's path.
        package let used: String
        /// The servers that the last attempt passed over, each with the reason.
        package let refused: [Refusal]

        package init(used: String, refused: [Refusal]) { (self.used, self.refused) = (used, refused) }
    }

    package struct Refusal: Sendable, Equatable {
        package let server: String
        package let reason: String

        package init(server: String, reason: String) { (self.server, self.reason) = (server, reason) }
    }

    private let servers: [ConnectionSettings]
    /// The index of the server that is used; each connection given back compares it.
    private let used = Atomic<Int>(0)
    /// The errors of the last attempts, by the server's index.
    private let errors = Mutex<[Int: DatabaseError]>([:])

    package init(_ settings: ConnectionSettings) { servers = settings.each }

    /// True if there is another server to go to.
    package var hasSeveral: Bool { servers.count > 1 }

    package var status: Status {
        let refusals = errors.withLock { errors in
            errors.sorted { $0.key < $1.key }.map {
                Refusal(server: servers[$0.key].place, reason: "\($0.value.code): \($0.value.message)")
            }
        }
        return Status(used: servers[usedIndex].place, refused: refusals)
    }

    var usedIndex: Int { used.load(ordering: .relaxed) }

    /// Connects to the first server, from the used one on, that answers and accepts writes. A single server need not
    /// accept writes. `timeout` replaces all timeouts of the settings; who is in such a hurry does not choose for the
    /// others, since on a busy machine a short timeout would often move the process to another server.
    ///
    /// If there is none, throws the error of the first that may come back, or else the first error.
    func connect(within timeout: Duration? = nil) throws -> Connection {
        var failures: [DatabaseError] = []
        let start = usedIndex
        for step in servers.indices {
            let index = (start + step) % servers.count
            do {
                let connection = try connect(to: index, within: timeout)
                if timeout == nil { used.store(index, ordering: .relaxed) }
                errors.withLock { _ = $0.removeValue(forKey: index) }
                return connection
            } catch let error as DatabaseError {
                errors.withLock { $0[index] = error }
                failures.append(error)
            }
        }
        throw failures.first { !$0.isUnsupported } ?? failures[0]
    }

    private func connect(to index: Int, within timeout: Duration?) throws -> Connection {
        var settings = servers[index]
        if let timeout { (settings.connectTimeout, settings.readTimeout) = (timeout, timeout) }
        let connection = try Connection(settings)
        connection.serverIndex = index
        if hasSeveral, !connection.serverAcceptsWrites { throw DatabaseError.readOnlyServer }
        return connection
    }
}
