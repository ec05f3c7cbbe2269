package import Invoices
import MariaDB

extension GroupStore {
    private static let portion = 100

    /// The ids of the group's completed jobs, in the order of their making; none of a group that is not there.
    package func eachCompleted(of id: Group.ID, of account: Account.ID, _ body: (Job.ID) throws -> Void) throws {
        var last: Job.ID?
        while true {
            let seen = last
            let jobs: [Job.ID] = try database.reading { connection in
                try connection.rows(
                    """
                    SELECT id FROM job WHERE group_id = ? AND account_id = ? \
                    AND status = \(JobStatus.completed.sql) AND (? IS NULL OR id > ?) ORDER BY id LIMIT ?
                    """, [id.value, account.value, .id(seen), .id(seen), .int(Self.portion)]
                ) { try $0.id() }
            }
            for job in jobs { try body(job) }
            guard jobs.count == Self.portion else { return }
            last = jobs.last
        }
    }
}
