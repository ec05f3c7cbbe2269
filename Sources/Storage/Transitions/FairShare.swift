import Invoices
import MariaDB

/// An account's share of the workers: who had least work so far is served next, so that one account's thousand jobs
/// do not make another's single job wait for all of them.
enum FairShare {
    /// What a claim charges; the end corrects it to the time that the job took.
    static let chargeOfClaim = 1000

    static func apply(_ change: CounterChanges.AccountChange, to account: Account.ID, on connection: Connection) throws
    {
        guard change.ready != 0 || change.running != 0 || change.work != 0 else { return }
        guard change.ready > 0 else { return try add(change, to: account, floor: nil, on: connection) }
        // Who comes back after a rest starts level with the others: rest is not saved up.
        let floor = try connection.first("SELECT MIN(work_done) FROM account WHERE ready + running > 0") {
            try $0.optionalInt()
        }
        try add(change, to: account, floor: floor ?? nil, on: connection)
    }

    /// Assignments run from left to right: the share is levelled before the counts change.
    private static func add(
        _ change: CounterChanges.AccountChange, to account: Account.ID, floor: Int?, on connection: Connection
    ) throws {
        try connection.run(
            """
            UPDATE account
            SET work_done = IF(ready + running = 0, GREATEST(work_done, ?), work_done) + ?,
                ready = ready + ?, running = running + ?
            WHERE id = ?
            """, [.int(floor ?? 0), .int(change.work), .int(change.ready), .int(change.running), account.value])
    }
}
