import Invoices
import MariaDB

/// The end of a group's run, to be told by mail and webhooks.
enum GroupEvent {
    /// Written in the transaction that ends the run, so that it can be neither lost nor told twice.
    static func record(
        _ group: Group.ID, of account: Account.ID, run: Int, failed: Bool, on connection: Connection
    ) throws {
        try Outbox.record(groupRun: run, of: group, account: account, failed: failed, on: connection)
    }
}
