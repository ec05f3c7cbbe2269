import Invoices
import MariaDB

/// How many unfinished queued jobs an account may have before more are refused.
struct Backlog: Sendable {
    let limit: Int

    /// Throws `backlogFull` unless so many more may be queued.
    func checkRoom(for count: Int = 1, of account: Account.ID, on connection: Connection) throws {
        let slots = [Counters.jobs(.queued), Counters.jobs(.processing)]
        let unfinished = try Counters.count(slots, of: account, on: connection)
        guard unfinished + count <= limit else { throw StorageError.backlogFull }
    }
}
